"""What an engineer or agent sees when a contact reaches them: who asked what, and the answer."""

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

SHOWN: Final = {
    "caller": "전화번호",
    "customer_name": "고객",
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
"""Contact attributes on the screen, in their order, and their labels."""

ROWS: Final = (
    ("caller", "customer_name", "customer_tier", "customer_company", "language", "status"),
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


VIEW: Final = View(
    name=NAME,
    description="상담 화면: 고객 질문, AI 답변, 근거 자료",
    template={
        "Head": {
            "Title": "상담 안내",
            "Configuration": {"Layout": {"Columns": ["12"]}},
        },
        "Body": [
            *(_bar(row[0], *row) for row in ROWS),
            *(_bar(key, key) for key in SHOWN if key not in IN_ROWS),
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

VIEWS: Final = {VIEW.name: VIEW}


def guide_flow() -> FlowSource:
    """Shows the view until the agent closes it. Its contact is the screen's own, not the call."""
    close = disconnect()
    view = Later(NAME)
    again = loop("guide", times=ROUNDS, again=view, done=close)
    start = view.becomes(
        show_view(
            NAME,
            data={key: ContactAttribute(key).path for key in SHOWN},
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
