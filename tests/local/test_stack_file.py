from pathlib import Path

import pytest

from local.errors import BadInputError
from local.stack_file import read_stack_file


def written(folder: Path, text: str) -> Path:
    file = folder / "Pulumi.dev.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_text_stays_and_everything_else_is_json(tmp_path: Path) -> None:
    file = written(tmp_path, "config:\n  a:b: text\n  a:n: 3\n  a:l: [x]\n  a:d: 2026-12-25\n")
    assert read_stack_file(file) == {
        "a:b": "text",
        "a:n": "3",
        "a:l": '["x"]',
        "a:d": '"2026-12-25"',
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("config: [", "Pulumi.dev.yaml can not be read"),
        ("", "Pulumi.dev.yaml has no `config:`"),
        ("config:\n", "Pulumi.dev.yaml has no `config:`"),
    ],
)
def test_a_file_that_is_no_configuration_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadInputError, match=said):
        read_stack_file(written(tmp_path, text))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match=r"Pulumi.dev.yaml can not be read"):
        read_stack_file(tmp_path / "Pulumi.dev.yaml")
