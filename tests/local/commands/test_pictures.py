"""flows draw, diff and script."""

import json
from pathlib import Path
from typing import Any

import pytest
import typer

from flows.json_values import JsonObject
from local.commands.pictures import register
from local.errors import BadInputError
from tests.flows.actions import content, say

app = typer.Typer()
register(app)


def run(*arguments: str | Path) -> int:
    """The exit code."""
    code = typer.main.get_command(app).main(
        args=[str(argument) for argument in arguments], standalone_mode=False
    )
    return code if isinstance(code, int) else 0


def flow_file(path: Path, flow: JsonObject) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(flow, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture
def hello(tmp_path: Path) -> Path:
    return flow_file(tmp_path / "old" / "hello.json", content(say("a", "안녕하세요.")))


def printed(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    return json.loads(capsys.readouterr().out)


def test_draw_writes_a_picture_per_file(
    hello: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run("draw", hello, "--out", tmp_path / "out", "--json")

    assert code == 0
    assert printed(capsys)["files"] == [str(tmp_path / "out" / "hello.svg")]
    assert "안녕하세요." in (tmp_path / "out" / "hello.svg").read_text(encoding="utf-8")


def test_draw_without_files_draws_our_own_with_a_page(tmp_path: Path) -> None:
    assert run("draw", "--out", tmp_path) == 0
    assert {"README.md", "main.svg", "inquiry.svg"} <= {file.name for file in tmp_path.iterdir()}


def test_draw_draws_what_it_can_and_names_the_rest(
    hello: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")

    code = run("draw", hello, broken, "--out", tmp_path / "out", "--json")
    result = printed(capsys)

    assert code == 2
    assert len(result["files"]) == 1
    assert result["failed"][0]["file"] == str(broken)


def test_draw_says_when_it_can_not_write(hello: Path, tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="can not be written"):
        run("draw", hello, "--out", hello)


def test_diff_of_two_files_tells_the_reworded_sentence(
    hello: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = flow_file(tmp_path / "new" / "greeting.json", content(say("a", "반갑습니다.")))

    assert run("diff", hello, new, "--json") == 0
    result = printed(capsys)
    assert (result["added"], result["removed"]) == ([], [])
    assert result["changed"][0]["old"] == "안녕하세요."


def test_diff_of_two_folders_compares_file_by_file(
    hello: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    flow_file(tmp_path / "new" / "hello.json", content(say("a", "안녕하세요.")))
    flow_file(tmp_path / "new" / "more.json", content(say("b", "새 흐름입니다.")))

    assert run("diff", hello.parent, tmp_path / "new", "--json") == 0
    assert [entry["flow"] for entry in printed(capsys)["added"]] == ["more"]


def test_diff_is_shown_to_people(
    hello: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = flow_file(tmp_path / "new.json", content(say("a", "반갑습니다.")))
    run("diff", hello, new)
    run("diff", hello, hello)
    shown = capsys.readouterr().out

    assert "- 안녕하세요." in shown
    assert "+ 반갑습니다." in shown
    assert "달라지지 않습니다" in shown


@pytest.mark.parametrize(
    ("side", "sentence"), [("missing.json", "is not there"), ("", "two flow files or two folders")]
)
def test_diff_of_unlike_things_is_refused(
    hello: Path, tmp_path: Path, side: str, sentence: str
) -> None:
    with pytest.raises(BadInputError, match=sentence):
        run("diff", hello, tmp_path / side)


def test_diff_of_something_that_is_no_flow_is_refused(hello: Path, tmp_path: Path) -> None:
    other = tmp_path / "list.json"
    other.write_text("[1]", encoding="utf-8")

    with pytest.raises(BadInputError, match=r"list\.json"):
        run("diff", hello, other)


def test_script_prints_markdown_with_every_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("script") == 0
    shown = capsys.readouterr().out

    assert shown.startswith("# 통화 대본")
    assert "안녕하세요! Saltware 고객센터입니다." in shown
    assert "답변 함수가 하는 말" in shown


def test_script_of_a_file_as_json(hello: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("script", hello, "--json", "--lang", "en") == 0
    result = printed(capsys)

    assert result["sentences"] == [{"flow": "hello", "action": "a", "text": "안녕하세요."}]
    assert result["script"].startswith("# Call script")


def test_script_goes_to_a_file(hello: Path, tmp_path: Path) -> None:
    assert run("script", hello, "--out", tmp_path / "out" / "script.md") == 0
    assert "안녕하세요." in (tmp_path / "out" / "script.md").read_text(encoding="utf-8")
