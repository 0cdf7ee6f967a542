import pytest

from flows.simulator.speech import SpeechError, is_ssml, plain_text, seconds_to_speak


@pytest.mark.parametrize(
    ("ssml", "text"),
    [
        ("<speak>안녕하세요.</speak>", "안녕하세요."),
        ("<speak>한 시간<break time='1s'/>입니다.</speak>", "한 시간 입니다."),
        ("<speak><p>하나.</p><p>둘.</p></speak>", "하나. 둘."),
        ('<speak><sub alias="에스 엘 에이">SLA</sub>는 99%</speak>', "SLA는 99%"),
        ('<speak><say-as interpret-as="digits">12</say-as></speak>', "12"),
        ("<speak>A &amp; B</speak>", "A & B"),
        ('<speak><amazon:effect name="drc">작게</amazon:effect></speak>', "작게"),
        (" <speak>\n  줄\n  바꿈\n</speak> ", "줄 바꿈"),
    ],
)
def test_markup_is_taken_off(ssml: str, text: str) -> None:
    assert is_ssml(ssml)
    assert plain_text(ssml) == text


@pytest.mark.parametrize("ssml", ["<speak>A & B</speak>", "<speak>하나", "<speak><p>둘</speak>"])
def test_broken_markup_is_refused(ssml: str) -> None:
    with pytest.raises(SpeechError, match="not well-formed"):
        plain_text(ssml)


def test_plain_text_is_no_ssml() -> None:
    assert not is_ssml("speak < louder")


def test_longer_sentences_take_longer() -> None:
    assert 0 < seconds_to_speak("짧게.") < seconds_to_speak("조금 더 길게 말하면.")
