import re
from pathlib import Path

import pytest

from ai.chat.words import FILE, load_words
from ai.contract import Reason
from ai.errors import SettingsError

TELEPHONE = re.compile(r"\d번을|눌러|누르|말씀해|듣지 못|일공구")
"""What makes sense on the telephone only."""

PEOPLE = (Reason.DISTRESS, Reason.NOT_IN_DOCUMENTS, Reason.ACCESS_DENIED, Reason.PERSONAL_DATA)


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_polite_words_of_its_own_to_read(reason: Reason) -> None:
    words = load_words()
    sentence = words.for_reason(reason)
    assert sentence.endswith(("다.", "요."))
    assert len(sentence) <= 120
    assert not TELEPHONE.search(sentence)
    others = [words.for_reason(each) for each in Reason if each is not reason]
    assert sentence not in others


@pytest.mark.parametrize("reason", PEOPLE)
def test_who_needs_a_person_reads_how_to_reach_one(reason: Reason) -> None:
    assert "고객센터로 전화" in load_words().for_reason(reason)


def test_whoever_is_in_distress_reads_the_number_that_helps() -> None:
    assert "109번" in load_words().for_reason(Reason.DISTRESS)


@pytest.mark.parametrize("reason", Reason)
def test_a_missing_sentence_is_named(reason: Reason, tmp_path: Path) -> None:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    broken = tmp_path / "words.toml"
    broken.write_text("\n".join(each for each in lines if not each.startswith(f"{reason} =")))
    with pytest.raises(SettingsError, match=rf"words\.toml.*`{reason}`"):
        load_words(broken)


@pytest.mark.parametrize("content", ["[", "", "no_question = 1"])
def test_a_broken_file_is_a_settings_error(content: str, tmp_path: Path) -> None:
    broken = tmp_path / "words.toml"
    broken.write_text(content)
    with pytest.raises(SettingsError, match=r"words\.toml"):
        load_words(broken)
