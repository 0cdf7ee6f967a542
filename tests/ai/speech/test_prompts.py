from dataclasses import fields
from pathlib import Path

import pytest

from ai.contract import Reason
from ai.errors import SettingsError
from ai.speech.prompts import AnswerPrompts, load_prompts

FILE = Path(__file__).parents[1] / "fakes" / "prompts.toml"


def test_every_reason_has_words() -> None:
    prompts = load_prompts(FILE)
    for reason in Reason:
        assert prompts.for_reason(reason)


def test_an_outage_does_not_sound_like_missing_documents() -> None:
    prompts = load_prompts(FILE)
    said = {reason: prompts.for_reason(reason) for reason in Reason}
    said.pop(Reason.NOT_GROUNDED)  # sounds like NOT_IN_DOCUMENTS on purpose
    assert len(set(said.values())) == len(said)


@pytest.mark.parametrize("name", [field.name for field in fields(AnswerPrompts)])
def test_a_missing_sentence_is_named_with_its_file(name: str, tmp_path: Path) -> None:
    path = tmp_path / "prompts.toml"
    lines = FILE.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line for line in lines if not line.startswith(f"{name} =")))
    with pytest.raises(SettingsError, match=rf"prompts\.toml.*`{name}`"):
        load_prompts(path)


@pytest.mark.parametrize("content", ["[answer", "", "[answer]\nopening = 1\n"])
def test_a_broken_file_is_a_settings_error(content: str, tmp_path: Path) -> None:
    path = tmp_path / "prompts.toml"
    path.write_text(content)
    with pytest.raises(SettingsError, match=r"prompts\.toml"):
        load_prompts(path)


def test_a_missing_file_is_a_settings_error() -> None:
    with pytest.raises(SettingsError, match="PROMPTS_FOLDER"):
        load_prompts(Path("/nowhere/prompts.toml"))
