"""What an engineer or agent sees when a contact reaches them: who asked what, and the answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flows.attributes import ContactAttribute
from flows.builder.assembly import assemble
from flows.builder.logic import loop
from flows.builder.routing import disconnect
from flows.builder.screens import show_view
from flows.builder.steps import Later
from flows.json_values import Json, JsonObject
from flows.source import FlowSource

NAME: Final = "guide"
DONE: Final = "Done"
SECONDS: Final = 900
ROUNDS: Final = 7
"""The view is shown anew when its time is up: two hours in all, longer than any call."""

VERIFIED: Final = ContactAttribute.CUSTOMER_VERIFIED.value

SHOWN: Final = {
    "caller": "전화번호",
    "customer_name": "고객",
    VERIFIED: "본인 확인",
    "customer_tier": "등급",
    "customer_company": "회사",
    "language": "언어",
    "status": "AI 답변 상태",
    "callback_time": "예약 시간",
    "callback_attempt": "전화 시도",
    "summary": "요약",
    "question": "질문",
    "answer": "AI 답변",
    "sources": "근거 자료",
}
"""Contact attributes on the screen, in their order, and their labels. `VERIFIED` is there only
where callers are verified."""

ROWS: Final = (
    (
        "caller",
        "customer_name",
        VERIFIED,
        "customer_tier",
        "customer_company",
        "language",
        "status",
    ),
    ("callback_time", "callback_attempt"),
)
"""What stands beside each other; the rest is long and has a row of its own."""

IN_ROWS: Final = frozenset(key for row in ROWS for key in row)


@dataclass(frozen=True, kw_only=True)
class View:
    """A view of the agent workspace. `template` has `$.name` where a flow's data goes."""

    name: str
    description: str
    template: JsonObject
    actions: tuple[str, ...]


def _bar(identifier: str, *shown: str) -> JsonObject:
    attributes: list[Json] = [{"Label": SHOWN[key], "Value": f"$.{key}"} for key in shown]
    return {
        "_id": identifier,
        "Type": "AttributeBar",
        "Props": {"Attributes": attributes},
        "Content": [],
    }


def guide_view(*, verifies: bool = False) -> View:
    """The screen. `verifies`: callers may be asked for a PIN, and it says whether they knew it."""
    shown = _shown(verifies=verifies)
    rows = [tuple(key for key in row if key in shown) for row in ROWS]
    return View(
        name=NAME,
        description="상담 화면: 고객 질문, AI 답변, 근거 자료",
        template={
            "Head": {
                "Title": "상담 안내",
                "Configuration": {"Layout": {"Columns": ["12"]}},
            },
            "Body": [
                *(_bar(row[0], *row) for row in rows),
                *(_bar(key, key) for key in shown if key not in IN_ROWS),
                {
                    "_id": "done",
                    "Type": "Button",
                    "Props": {"Action": DONE},
                    "Content": ["확인했습니다"],
                },
            ],
        },
        actions=(DONE,),
    )


def _shown(*, verifies: bool) -> tuple[str, ...]:
    return tuple(key for key in SHOWN if verifies or key != VERIFIED)


VIEW: Final = guide_view()


def views(*, verifies: bool = False) -> Mapping[str, View]:
    """Every view that flows show, by name."""
    return {NAME: guide_view(verifies=verifies)}


VIEWS: Final = views()


def guide_flow(*, verifies: bool = False) -> FlowSource:
    """Shows the view until the agent closes it. Its contact is the screen's own, not the call."""
    close = disconnect()
    view = Later(NAME)
    again = loop("guide", times=ROUNDS, again=view, done=close)
    start = view.becomes(
        show_view(
            NAME,
            data={key: ContactAttribute(key).path for key in _shown(verifies=verifies)},
            seconds=SECONDS,
            actions={DONE: close},
            on_timeout=again,
            on_error=close,
        )
    )
    return FlowSource(
        name=NAME,
        description="상담 화면: 고객이 누구이고 무엇을 물었는지 상담원에게 보여 줍니다",
        content=assemble(start),
    )
