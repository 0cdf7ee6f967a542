import pytest

from ai.speech.plain import plain, without_marks
from ai.speech.reading import spoken
from ai.speech.terms import read_terms


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("FitCloud는", "핏클라우드는"),
        ("fitcloud 요금", "핏클라우드 요금"),
        ("MyFitCloud", "MyFitCloud"),
        ("FitCloud.5", "FitCloud.5"),
    ],
)
def test_terms_stand_as_words_of_their_own(written: str, said: str) -> None:
    assert read_terms(written, {"FitCloud": "핏클라우드"}).replace("\ue000", "") == said


@pytest.mark.parametrize(
    ("readings", "said"),
    [
        ({"SLA": "서비스 수준 협약"}, "서비스 수준 협약은 삼 개월입니다"),
        ({"SLA": "SLA 문서"}, "SLA 문서는 삼 개월입니다"),
        ({"3개월": "석 달"}, "에스엘에이는 석 달입니다"),
        ({" ": "빈칸", "": "없음"}, "에스엘에이는 삼 개월입니다"),
    ],
)
def test_the_glossary_wins_and_is_not_read_again(readings: dict[str, str], said: str) -> None:
    assert spoken("SLA은 3개월입니다", readings) == said


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("**굵게** 말하고 *기울여* 말하고 `코드`", "굵게 말하고 기울여 말하고 코드"),
        ("# 제목\n- 하나\n- 둘", "제목\n하나\n둘"),
        ("[여기](https://example.com)를 보세요", "여기를 보세요"),
        ("![구성도](a.png) 그림", "구성도 그림"),
        ("[문서][guide]와 각주[^1]", "문서와 각주"),
        ("<https://example.com> 참고", "https://example.com 참고"),
        ("첫 줄<br>둘째 줄 <b>굵게</b><!-- 메모 -->", "첫 줄\n둘째 줄 굵게"),
        ("A &amp; B &lt; C", "A & B < C"),
        ("- [x] 완료\n- [ ] 예정", "완료\n예정"),
        (r"\*별표\*와 \_밑줄\_", "*별표*와 _밑줄_"),
        ("환불됩니다 [1][2].", "환불됩니다."),
        ("2*3*4", "2*3*4"),
        ("a_b_c 파일", "a_b_c 파일"),
        ("_기울임_ 글", "기울임 글"),
        ("~~취소~~ 글", "취소 글"),
        ("| 가 | 나 |", "가, 나"),
        ("---\n글", "글"),
        ("null\x00 글\x0b", "null 글"),
        ("제로\u200b폭\ufeff 글", "제로폭 글"),
        ("```\n코드\n```", "코드"),
        ("```bash\n코드\n```", "코드"),
    ],
)
def test_what_only_eyes_want_is_removed(written: str, expected: str) -> None:
    assert plain(written) == expected


def test_marks_go_with_the_space_before_them() -> None:
    assert without_marks("됩니다. [1] 네 [12].") == "됩니다. 네."
