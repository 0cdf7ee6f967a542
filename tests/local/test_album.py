"""The pictures and the script in docs/flows are those of the flows as they are."""

from pathlib import Path

from flows import prompts
from flows.json_values import JsonObject
from local.album import README, RENEW, VERIFYING, drawings, own_album
from local.flow_files import FlowFile
from tests.flows.actions import content, say
from tests.flows.verifying import CHANGED

FOLDER = Path(__file__).parents[2] / "docs" / "flows"
WORDS = prompts.load()["verification"]
FLOW: JsonObject = content(say("a", "안녕하세요."))


def test_docs_show_the_flows_as_they_are() -> None:
    stale = [
        name
        for name, text in own_album().items()
        if not (FOLDER / name).is_file() or (FOLDER / name).read_text(encoding="utf-8") != text
    ]

    assert not stale, (
        f"renew docs/flows with `{RENEW}`: {', '.join(stale)} are not as the flows are"
    )


def test_docs_show_no_flow_that_is_gone() -> None:
    shown = {str(file.relative_to(FOLDER)) for file in FOLDER.rglob("*.svg")}

    assert shown <= set(own_album())


def test_the_page_shows_every_picture() -> None:
    album = own_album()

    for name in album:
        page = Path(name).with_name(README)
        if name != str(page):
            assert f"]({Path(name).name})" in album[str(page)]


def test_flows_that_verify_callers_have_a_page_of_their_own() -> None:
    album = own_album()

    assert f"]({VERIFYING}/{README})" in album[README]
    assert {f"{VERIFYING}/{name}.svg" for name in CHANGED} <= set(album)
    assert WORDS["enter"].text in album[f"{VERIFYING}/{README}"]
    assert WORDS["enter"].text not in album[README]


def test_the_page_is_there_in_english() -> None:
    assert own_album("en")[README].startswith("# Call flows")


def test_flows_of_the_same_name_get_files_of_their_own() -> None:
    files = [
        FlowFile(file=file, name="main", content=FLOW)
        for file in ("one/main.json", "two/main.json", "two/main.json")
    ]

    assert list(drawings(files)) == ["one-main.svg", "two-main.svg", "two-main-2.svg"]
