"""Flow files as they stand in repositories: exports, templates with placeholders, wrappers."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

from flows.catalog import FLOWS, build
from flows.checks.flow_types import guess
from flows.checks.problem import Problem, error
from flows.json_values import Json, JsonObject
from flows.language import FlowType
from flows.validate import find_problems
from local.errors import BadInputError

_STRING_OR_PLACEHOLDER: Final = re.compile(
    r"""("(?:[^"\\]|\\.)*")
    | (\{\{[^{}]*\}\} | \$\{[^{}]*\} | <%[^%]*%> | %%[^%\n]+%% | <<[^<>\n]+>> | %[A-Za-z_]\w*%)""",
    re.VERBOSE | re.DOTALL,
)
_WRAPPERS: Final = ("ContactFlow", "ContactFlowModule")


@dataclass(frozen=True, kw_only=True)
class FlowFile:
    """A file, or a flow of this project. `problem` says why its content is no JSON.

    `type` is known only where the file says it: in what describe-contact-flow prints.
    """

    file: str
    name: str
    content: Json
    type: str | None = None
    problem: Problem | None = None

    @property
    def unplayable(self) -> str | None:
        """Why it can be neither run nor explored, in one sentence."""
        if self.problem is not None:
            return self.problem.message
        if not isinstance(self.content, dict):
            return "a flow is a JSON object with Version, StartAction and Actions"
        if isinstance(self.content.get("Actions"), list):
            return None
        return find_problems(self.content)[0].message

    @property
    def flow(self) -> JsonObject:
        """The content of a flow that can be played."""
        return cast("JsonObject", self.content)

    @property
    def flow_type(self) -> FlowType:
        """As the file says, or else what its actions look like."""
        told = FlowType.__members__.get(self.type or "")
        return guess(self.flow) if told is None else told


def own_flows(*, verifies: bool = False) -> list[FlowFile]:
    """The flows of this project; with `verifies` those of a stack that asks callers for a PIN."""
    flows = build(verifies=True) if verifies else FLOWS
    return [
        FlowFile(file=name, name=name, content=flow.content, type=flow.type.value)
        for name, flow in flows.items()
    ]


def read_flow_files(paths: Sequence[Path]) -> list[FlowFile]:
    """Files, and every `.json` file of folders.

    Raises:
        BadInputError: one of them can not be read at all.
    """
    found: list[FlowFile] = []
    for path in paths:
        if path.is_dir():
            found.extend(read_flow_file(file) for file in sorted(path.rglob("*.json")))
        else:
            found.append(read_flow_file(path))
    return found


def read_flow_file(path: Path) -> FlowFile:
    """Reads a file.

    Raises:
        BadInputError: it can not be read at all. Content that is no flow is told in `problem`.
    """
    try:
        text = _decoded(path.read_bytes())
    except OSError as failed:
        raise BadInputError(f"{path} can not be read: {failed.strerror or failed}") from failed
    except UnicodeDecodeError as failed:
        raise BadInputError(f"{path} is no text file in UTF-8") from failed
    try:
        content, flow_type = _unwrapped(_parsed(text))
    except (ValueError, RecursionError) as failed:
        problem = error("invalid-json", f"this is no JSON: {_reason(failed)}")
        return FlowFile(file=str(path), name=path.stem, content=None, problem=problem)
    return FlowFile(file=str(path), name=path.stem, content=content, type=flow_type)


def _decoded(raw: bytes) -> str:
    if raw[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return raw.decode("utf-16")
    return raw.decode("utf-8-sig")


def _reason(failed: Exception) -> str:
    if isinstance(failed, RecursionError):
        return "it is nested too deeply"
    return str(failed)


def _parsed(text: str) -> Any:
    """JSON, also where placeholders stand without quotes."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as failed:
        quoted = _STRING_OR_PLACEHOLDER.sub(_quoted, text)
        if quoted == text:
            raise
        try:
            return json.loads(quoted)
        except json.JSONDecodeError:
            raise failed from None


def _quoted(match: re.Match[str]) -> str:
    return match[1] if match[1] is not None else json.dumps(match[2], ensure_ascii=False)


def _unwrapped(value: Any) -> tuple[Json, str | None]:
    """The content inside of what describe-contact-flow prints, with the flow's type."""
    if not isinstance(value, dict):
        return value, None
    outer = cast("dict[str, Any]", value)
    for wrapper in _WRAPPERS:
        if isinstance(outer.get(wrapper), dict):
            outer = cast("dict[str, Any]", outer[wrapper])
            break
    content = outer.get("Content")
    if "Actions" in outer or content is None:
        return cast("Json", value), None
    if isinstance(content, str):
        content = _parsed(content)
    flow_type = outer.get("Type")
    return content, flow_type if isinstance(flow_type, str) else None
