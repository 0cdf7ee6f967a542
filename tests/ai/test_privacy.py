import pytest

from ai.privacy import has_check_digit, redact


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("주민번호는 900101-1234567입니다", "주민번호는 [주민등록번호]입니다"),
        ("9001011234568 이에요", "[주민등록번호] 이에요"),
        ("외국인등록번호 850505-5123456", "외국인등록번호 [주민등록번호]"),
        ("010-1234-5678로 전화 주세요", "[전화번호]로 전화 주세요"),
        ("01012345678입니다", "[전화번호]입니다"),
        ("010 1234 5678", "[전화번호]"),
        ("+82 10-1234-5678", "[전화번호]"),
        ("011-234-5678", "[전화번호]"),
        ("집은 02-345-6789예요", "집은 [전화번호]예요"),
        ("사무실 031-123-4567", "사무실 [전화번호]"),
        ("070-1234-5678", "[전화번호]"),
        ("카드는 4111-1111-1111-1111이고", "카드는 [카드번호]이고"),
        ("4111111111111111", "[카드번호]"),
        ("3782 822463 10005", "[카드번호]"),
        ("hong.gildong@example.co.kr로 보내요", "[이메일]로 보내요"),
        ("메일은a@b.kr이요", "메일은[이메일]이요"),
    ],
)
def test_personal_data_is_named_instead_of_kept(said: str, kept: str) -> None:
    assert redact(said) == kept


@pytest.mark.parametrize(
    "said",
    [
        "월 1,250,000원이 맞나요",
        "2026-11-21에 가입했어요",
        "2026.11.21 10:30부터",
        "버전 10.0.12.345입니다",
        "고객센터 1588-1234로 전화했어요",
        "99.9%인가요",
        "주문번호 123456789012",
        "4111-1111-1111-1112",
        "1234567890123",
        "900101-9234567",
        "901332-1234567",
        "24시간 365일",
        "계정 123456789012를 연결했어요",
        "0000000000000000",
        "3.5 GB에서 10.25 GB로",
        "192.168.10.1",
        "골뱅이 @ 기호",
    ],
)
def test_prices_dates_versions_and_company_numbers_stay(said: str) -> None:
    assert redact(said) == said


def test_several_kinds_in_one_sentence_all_go() -> None:
    said = "저는 010-1111-2222, a@b.com, 900101-1234567입니다"
    assert redact(said) == "저는 [전화번호], [이메일], [주민등록번호]입니다"


@pytest.mark.parametrize(("number", "right"), [("9001011234568", True), ("9001011234567", False)])
def test_the_check_digit_of_a_resident_number_is_computed(number: str, right: bool) -> None:
    assert has_check_digit(number) is right
