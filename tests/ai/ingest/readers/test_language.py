import pytest

from ai.ingest.readers.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("환불은 됩니다.", "ko"),
        ("AWS 계정의 IAM 권한은 Administrator Access 로 Console 에서 설정하시면 됩니다.", "ko"),
        ("Refunds are made within seven working days of the request.", "en"),
        ("返金は申請日から七営業日以内に行います。よろしくお願いします。", "ja"),
        ("退款将在申请之日起七个工作日内处理完毕请您耐心等待谢谢您的理解", "zh"),
        ("Les remboursements sont effectués après réception de la demande signée.", None),
        ("99,000 / 330,000", None),
        ("a: 1", None),
        ("", None),
    ],
)
def test_the_script_tells_the_language(text: str, language: str | None) -> None:
    assert language_of([text]) == language


def test_only_the_beginning_of_a_long_text_is_looked_at() -> None:
    assert language_of(["가" * 100_000, "a" * 1_000_000]) == "ko"
