"""Pictures of many flows together: file names, and the page that shows our own with the script."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from flows.catalog import FLOWS, build
from flows.diagram.draw import draw
from flows.prompts import load
from flows.script import ScriptedFlow, in_call_order, script
from flows.source import FlowSource
from local.flow_files import FlowFile

_HEADING: Final = re.compile(r"^(?=#)", re.MULTILINE)
README: Final = "README.md"
VERIFYING: Final = "verifying"
"""The folder of the flows that are others where callers are verified by a PIN."""
RENEW: Final = ".venv/bin/callcenter flows draw --out docs/flows"
_PAGE: Final = {
    "ko": (
        "# 통화 흐름",
        (
            "고객이 걸어 온 전화가 지나가는 길입니다. 굵은 선은 정상 진행, "
            "점선은 침묵이나 없는 번호, 가는 회색 선은 오류입니다. "
            "“→ 7”은 7번 상자로 이어진다는 뜻입니다."
        ),
        "이 쪽은 만들어진 것입니다. 흐름을 고친 뒤에는 다음 명령으로 다시 만듭니다.",
        (
            "통화 시나리오로 Amazon Connect의 시험을 만드는 방법: "
            "[native-tests.md](native-tests.md) · "
            f"본인 확인을 켰을 때 달라지는 흐름: [{VERIFYING}]({VERIFYING}/{README})"
        ),
    ),
    "en": (
        "# Call flows",
        (
            "The ways a call can take. Bold lines are as meant, "
            "dashed ones silence or a wrong key, thin grey ones faults; “→ 7” goes on at box 7."
        ),
        "This page is generated. After changing a flow, make it anew with:",
        (
            "How call scenarios become Amazon Connect's own tests: "
            "[native-tests.md](native-tests.md). Flows that are others where callers are verified: "
            f"[{VERIFYING}]({VERIFYING}/{README})."
        ),
    ),
}
_VERIFYING_PAGE: Final = {
    "ko": (
        "# 본인 확인을 켰을 때의 통화 흐름",
        (
            "설정 `callerVerification: pin`에서 달라지는 흐름만 모았습니다. "
            f"나머지와 그림 읽는 법은 [통화 흐름](../{README})에 있습니다."
        ),
        "이 쪽은 만들어진 것입니다. 흐름을 고친 뒤에는 다음 명령으로 다시 만듭니다.",
        "등록과 운영: [customers.md](../../operations/customers.md)",
    ),
    "en": (
        "# Call flows where callers are verified",
        (
            "Only the flows that are others with `callerVerification: pin`. "
            f"The rest, and how to read the pictures: [call flows](../{README})."
        ),
        "This page is generated. After changing a flow, make it anew with:",
        "How customers get a PIN: [customers.md](../../operations/customers.md).",
    ),
}


def drawings(files: Sequence[FlowFile], *, language: str = "ko") -> Mapping[str, str]:
    """An SVG per flow, by file name; equal names are told apart by their folder, then a number."""
    found: dict[str, str] = {}
    names = [file.name for file in files]
    for file in files:
        name = file.name
        if names.count(name) > 1:
            name = f"{Path(file.file).parent.name or 'flow'}-{name}"
        unique, number = f"{name}.svg", 2
        while unique in found:
            unique, number = f"{name}-{number}.svg", number + 1
        found[unique] = draw(file.flow, name=file.name, flow_type=file.flow_type, language=language)
    return found


def own_scripted() -> list[ScriptedFlow]:
    """The flows of this project, for the script."""
    return _scripted(FLOWS.values())


def own_album(language: str = "ko") -> Mapping[str, str]:
    """Pictures of our own flows by file name, with a page that shows them and the whole script.

    In the folder `VERIFYING` are those that are others where callers are verified.
    """
    others = [
        flow for name, flow in build(verifies=True).items() if flow.content != FLOWS[name].content
    ]
    answers = {key: each.text for key, each in load()["answer"].items()}
    found = _album(own_scripted(), _PAGE[language], language, answers)
    verifying = _album(_scripted(others), _VERIFYING_PAGE[language], language)
    return {**found, **{f"{VERIFYING}/{name}": text for name, text in verifying.items()}}


def _scripted(flows: Iterable[FlowSource]) -> list[ScriptedFlow]:
    return in_call_order(
        [
            ScriptedFlow(
                name=flow.name, content=flow.content, description=flow.description, type=flow.type
            )
            for flow in flows
        ]
    )


def _album(
    flows: Sequence[ScriptedFlow],
    page: tuple[str, str, str, str],
    language: str,
    answers: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """A picture of each, and the page that begins with those four paragraphs."""
    found = {
        f"{flow.name}.svg": draw(
            flow.content,
            name=flow.name,
            flow_type=flow.type,
            description=flow.description,
            language=language,
        )
        for flow in flows
    }
    heading, intro, renew, further = page
    pictures = {flow.name: f"{flow.name}.svg" for flow in flows}
    told = script(flows, answers=answers, pictures=pictures, language=language)
    lines = [heading, "", intro, "", renew, "", f"    {RENEW}", "", further, ""]
    lines += [f"- [{flow.name}](#{flow.name}): {flow.description}" for flow in flows]
    lines += ["", _HEADING.sub("#", told)]
    found[README] = "\n".join(lines)
    return found
