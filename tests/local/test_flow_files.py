import json
from pathlib import Path
from typing import Any

import pytest

from flows.language import FlowType
from local.errors import BadInputError
from local.flow_files import own_flows, read_flow_file, read_flow_files

FLOW: dict[str, Any] = {"Version": "2019-10-30", "StartAction": "a", "Actions": []}


def written(folder: Path, text: str, name: str = "flow.json") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_is_read_with_its_name(tmp_path: Path) -> None:
    file = read_flow_file(written(tmp_path, json.dumps(FLOW)))
    assert (file.name, file.content, file.problem) == ("flow", FLOW, None)
    assert file.unplayable is None


@pytest.mark.parametrize(
    "placeholder", ["{{seconds}}", "${seconds}", "%%seconds%%", "<<seconds>>", "%seconds%"]
)
def test_placeholders_without_quotes_are_understood(tmp_path: Path, placeholder: str) -> None:
    text = f'{{"Actions": [{placeholder}], "Text": "100% \\"{placeholder}\\""}}'
    file = read_flow_file(written(tmp_path, text))
    assert file.content == {"Actions": [placeholder], "Text": f'100% "{placeholder}"'}


def test_what_describe_contact_flow_prints_is_opened(tmp_path: Path) -> None:
    printed = {"ContactFlow": {"Content": json.dumps(FLOW), "Type": "CUSTOMER_QUEUE"}}
    file = read_flow_file(written(tmp_path, json.dumps(printed)))
    assert file.content == FLOW
    assert file.flow_type is FlowType.CUSTOMER_QUEUE


def test_a_byte_order_mark_and_utf_16_are_read(tmp_path: Path) -> None:
    marked, wide = tmp_path / "marked.json", tmp_path / "wide.json"
    marked.write_bytes(json.dumps(FLOW).encode("utf-8-sig"))
    wide.write_bytes(json.dumps(FLOW).encode("utf-16"))
    assert read_flow_file(marked).content == read_flow_file(wide).content == FLOW


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '{"a": }', "StartAction: a"])
def test_what_is_no_json_is_told_as_a_problem(tmp_path: Path, text: str) -> None:
    file = read_flow_file(written(tmp_path, text))
    assert file.problem is not None
    assert file.problem.code == "invalid-json"
    assert file.unplayable == file.problem.message


@pytest.mark.parametrize("text", ["[]", "3", '{"modules": [], "start": "a"}', "{}"])
def test_what_is_no_flow_says_why(tmp_path: Path, text: str) -> None:
    assert read_flow_file(written(tmp_path, text)).unplayable


def test_a_file_that_can_not_be_read_is_bad_input(tmp_path: Path) -> None:
    binary = tmp_path / "binary.json"
    binary.write_bytes(b"\x80\x81\x82")
    for path in (tmp_path / "missing.json", binary):
        with pytest.raises(BadInputError, match=path.name):
            read_flow_file(path)


def test_folders_stand_for_their_files(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    written(tmp_path, "{}", "b.json")
    written(tmp_path / "more", "{}", "a.json")
    written(tmp_path, "", "notes.txt")
    assert [file.name for file in read_flow_files([tmp_path])] == ["b", "a"]


def test_our_own_flows_are_files_too() -> None:
    assert {"main", "inquiry", "engineer", "agent"} <= {file.name for file in own_flows()}
