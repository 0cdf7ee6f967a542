"""How sentences are read from their files, joined and filled."""

from pathlib import Path

import pytest

from flows import prompts
from flows.prompts import PromptError, Words


def test_joining_with_marked_up_words_keeps_both_as_they_are() -> None:
    plain, marked_up = Words(key="a", text="A & B."), Words(key="b", text="<speak>C<s/></speak>")

    assert plain + marked_up == Words(key="a", text="<speak>A &amp; B. C<s/></speak>")
    assert (marked_up + plain).text == "<speak>C<s/> A &amp; B.</speak>"


def test_a_place_in_a_sentence_is_filled_by_name() -> None:
    words = Words(key="hours", text="상담 시간은 {hours}입니다.")

    assert words.filled(hours="평일").text == "상담 시간은 평일입니다."


def test_words_joined_keep_the_first_name() -> None:
    joined = Words(key="silence_1", text="하나.") + Words(key="menu", text="둘.")

    assert joined == Words(key="silence_1", text="하나. 둘.")


def test_a_missing_sentence_is_named() -> None:
    with pytest.raises(PromptError, match=r"'farewell' in section \[main\]"):
        prompts.load()["main"]["farewell"]


def test_a_language_without_a_file_is_named() -> None:
    with pytest.raises(PromptError, match=r"prompts\.xx\.toml"):
        prompts.load("xx")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[main]\ngreeting = ""', "must be a sentence"),
        ("[main]\ngreeting = 3", "must be a sentence"),
        (f'[main]\ngreeting = "{"가" * 6_001}"', "6001 characters"),
    ],
)
def test_unspeakable_sentences_are_refused(
    text: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "prompts.zz.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(prompts, "FOLDER", tmp_path)

    with pytest.raises(PromptError, match=rf"main\.greeting.*{reason}"):
        prompts.load("zz")


def test_a_slip_in_a_file_is_told_with_its_name_and_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "prompts.zy.toml").write_text('[main]\ngreeting = "안녕하세요\n', encoding="utf-8")
    monkeypatch.setattr(prompts, "FOLDER", tmp_path)

    with pytest.raises(PromptError, match=r"prompts\.zy\.toml .*line 2"):
        prompts.load("zy")
