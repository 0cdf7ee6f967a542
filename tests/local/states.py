"""A remembered local cloud, and what is heard in a call to it."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from flows.simulator.result import CallResult, Ended, Fault, Turn, Who
from local.phone import SEOUL, FinishedCall
from local.state import CloudState

NOBODY = "http://127.0.0.1:9"
"""Where nothing listens; sockets are off, too."""

STATE = CloudState(
    endpoint=NOBODY,
    bedrock_endpoint=NOBODY,
    pid=1,
    token="5eed",
    fingerprint="f00d",
    resources=84,
    outputs={
        "documents_bucket": "docs",
        "index_bucket": "index",
        "contacts_table": "contacts",
        "answer_function_alias_arn": "arn:aws:lambda:ap-northeast-2:000000000000:function:a:live",
        "ingest_function": "ingest",
    },
    seconds=12.3,
)
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=SEOUL)

CITED: dict[str, Any] = {
    "document": "sla.pdf",
    "heading": "응답 시간",
    "page": 2,
    "quote": "1시간 안에 응답합니다.",
    "score": 0.91,
}
ANSWERED: dict[str, Any] = {
    "status": "answered",
    "text": "1시간 안에 응답합니다.",
    "speech": "<speak>한 시간 안에 응답합니다.</speak>",
    "citations": [CITED],
    "reason": None,
    "timings_ms": {
        "retrieve": 20.0,
        "generate": 30.0,
        "ground": 5.0,
        "speech": 1.0,
        "total": 56.0,
    },
}
ABSTAINED: dict[str, Any] = {
    **ANSWERED,
    "status": "abstained",
    "citations": [],
    "reason": "not_in_documents",
}


def state_at(endpoint: str, **changes: Any) -> CloudState:
    """The cloud whose servers are both at an address."""
    return replace(STATE, endpoint=endpoint, bedrock_endpoint=endpoint, **changes)


def finished(**changes: Any) -> FinishedCall:
    """A call: a question, its answer, and the engineers' queue."""
    result = CallResult(
        contact_id="c-1",
        turns=(
            Turn(who=Who.SYSTEM, text="Saltware 고객센터입니다.", flow="main", action="greet"),
            Turn(who=Who.CALLER, text="응답 시간이요", flow="inquiry", action="bot"),
            Turn(who=Who.SYSTEM, text="1시간 안에 응답합니다.", flow="inquiry", action="bot"),
        ),
        ended=Ended.QUEUED,
        queue="engineer",
        attributes={"status": "answered"},
        path=("greet", "bot"),
        faults=(Fault(flow="main", action="log", error="NoMatchingError", why="not played"),),
        seconds=41.26,
    )
    call = FinishedCall(
        result=replace(result, **changes.pop("result", {})), answers=[ANSWERED], cloud_died=False
    )
    return replace(call, **changes)
