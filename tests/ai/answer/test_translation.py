"""An English answer says what the Korean one says, or it is not said."""

import csv
from pathlib import Path

import pytest

from ai.answer.translation import as_drafted, asked_of_another, english_of, parts, unfaithful
from ai.contract import Reason, Status
from ai.errors import UngroundedError
from ai.model import Answer
from ai.speech.english import as_heard

TABLE = Path(__file__).with_name("translations.tsv")


def rows() -> list[tuple[str, str, str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    kept = (line for line in lines if line and not line.startswith("#"))
    return [
        (korean, english, refused) for korean, english, refused in csv.reader(kept, "excel-tab")
    ]


@pytest.mark.parametrize(("korean", "english", "refused"), rows())
def test_the_english_is_held_against_the_korean(korean: str, english: str, refused: str) -> None:
    found = unfaithful(as_heard(english), korean)

    assert "; ".join(found) == ("" if refused == "-" else refused)


def test_a_draft_has_a_korean_and_an_english_part() -> None:
    draft = "7일입니다.[1]\n<english>It is **7 days**.</english>"

    assert parts(draft) == ("7일입니다.[1]", "It is 7 days.")


def test_an_english_part_that_was_cut_off_is_still_one() -> None:
    assert parts("7일입니다.[1]\n<english>It is 7 days.")[1] == "It is 7 days."


def test_a_draft_without_english_is_not_in_the_language() -> None:
    with pytest.raises(UngroundedError) as raised:
        english_of("", "7일입니다.")

    assert raised.value.reason is Reason.NOT_IN_LANGUAGE


@pytest.mark.parametrize("english", ["환불은 7일입니다.", "The 베이직 plan has 7 days.", "7"])
def test_korean_words_are_not_given_to_an_english_voice(english: str) -> None:
    with pytest.raises(UngroundedError) as raised:
        english_of(english, "베이직 요금제는 7일입니다.")

    assert raised.value.reason is Reason.NOT_IN_LANGUAGE


def test_korean_in_brackets_behind_its_english_is_left_out() -> None:
    said = english_of("The Basic plan (베이직 요금제) has 7 days.", "베이직 요금제는 7일입니다.")

    assert said == "The Basic plan has 7 days."


def test_an_addition_is_refused() -> None:
    with pytest.raises(UngroundedError) as raised:
        english_of("It takes 7 days. We are sorry. Please call us.", "7일 걸립니다.")

    assert raised.value.reason is Reason.NOT_GROUNDED


def test_the_instructions_are_not_said_in_english_either() -> None:
    with pytest.raises(UngroundedError) as raised:
        english_of("I must say NO_ANSWER then.", "그렇게 답해 드릴 수 있는 내용입니다.")

    assert raised.value.claims == ("NO_ANSWER",)


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("how much is the premium plan", "premium"),
        ("How much is the Basic plan?", None),
        ("what does the basic plan cost", None),
        ("Does FitCloud have backups?", None),
        ("Does CloudFront have backups?", "CloudFront"),
        ("What are your opening hours?", None),
        ("Can I use FitCloud with Kubernetes?", None),
    ],
)
def test_passages_about_something_else_do_not_answer(question: str, other: str | None) -> None:
    sources = ["베이직 요금제는 월 30만 원입니다.", "FitCloud는 매일 백업합니다."]

    assert asked_of_another(question, sources) == other


def test_an_earlier_answer_is_shown_to_the_model_as_it_wrote_it() -> None:
    told = Answer(status=Status.ANSWERED, text="It is 7 days.", speech="", original="7일입니다.")
    korean = Answer(status=Status.ANSWERED, text="7일입니다.", speech="")

    assert parts(as_drafted(told)) == ("7일입니다.", "It is 7 days.")
    assert as_drafted(korean) == "7일입니다."
