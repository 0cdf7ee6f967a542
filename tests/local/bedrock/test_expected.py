import pytest

from local.bedrock.expected import fits


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("환불은 며칠 걸려요", "환불은 3영업일 걸립니다."),
        ("장애가 나면 얼마 만에 응답해 주나요", "1시간 안에 응답합니다."),
        ("교육비가 얼마예요", "수강료는 450,000원입니다."),
        ("추가 요금이 있나요", "추가 비용은 무료입니다."),
        ("위약금은요", "남은 금액의 10%입니다."),
        ("청구서는 언제 와요", "매월 5일에 보냅니다."),
        ("몇 시에 열어요", "평일 9시에 엽니다."),
        ("계정은 몇 개까지 되나요", "열 개까지 됩니다."),
        ("계정은 몇 개까지 되나요", "계정 수에 제한이 없습니다."),
        ("할인율이 몇 퍼센트예요", "할인율은 5%입니다."),
        ("이메일 주소 알려 주세요", "support@example.com으로 보내세요."),
        ("전화번호가 뭐예요", "02-1234-5678입니다."),
        ("최신 버전이 뭐예요", "현재 2.14입니다."),
        ("보관 기간이 몇 년이에요", "5년 동안 보관합니다."),
    ],
)
def test_a_sentence_with_the_kind_of_figure_asked_for_fits(question: str, sentence: str) -> None:
    assert fits(question, sentence) is True


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("환불은 며칠 걸려요", "환불은 메일로 신청합니다."),
        ("교육비가 얼마예요", "교육은 서울에서 열립니다."),
        ("청구서는 언제 와요", "청구서는 메일로 보냅니다."),
        ("이메일 주소 알려 주세요", "고객센터로 연락하세요."),
        ("계정은 몇 개까지 되나요", "계정을 추가할 수 있습니다."),
    ],
)
def test_a_sentence_without_it_does_not(question: str, sentence: str) -> None:
    assert fits(question, sentence) is False


@pytest.mark.parametrize("question", ["핏클라우드가 뭐예요", "MFA를 쓸 수 있나요", ""])
def test_other_questions_expect_no_figure(question: str) -> None:
    assert fits(question, "아무 문장입니다.") is None


def test_a_question_of_two_kinds_is_fitted_by_either() -> None:
    assert fits("언제 오고 얼마예요", "5,000원입니다.") is True
