import threading
import time
from xml.etree import ElementTree as ET

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ai.answer.prompt import Request
from ai.contract import Status
from ai.errors import DeadlineError, KnowledgeError, ModelError
from ai.index.knowledge import KnowledgeIndex
from ai.index.snapshot import Snapshot
from tests.ai.answer.asking import ask
from tests.ai.fakes import models

FAULTS = st.sampled_from(
    [
        None,
        ModelError("refused"),
        KnowledgeError("down"),
        DeadlineError("late"),
        ValueError("bug"),
        KeyError("bug"),
        MemoryError(),
        "hang",
    ]
)
DRAFTS = st.sampled_from(
    ["NO_ANSWER", "환불은 7일 안에 처리됩니다 [1].", "9일 [1].", "", "[9]", "<speak>", "**[1]**"]
) | st.text(max_size=30)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(fault=st.tuples(FAULTS, FAULTS, FAULTS), draft=DRAFTS, question=st.text(max_size=40))
def test_whatever_fails_there_is_always_an_answer_in_time_that_can_be_spoken(
    snapshot: Snapshot,
    fault: tuple[Exception | str | None, ...],
    draft: str,
    question: str,
) -> None:
    release = threading.Event()

    def strike(kind: Exception | str | None) -> None:
        if isinstance(kind, Exception):
            raise kind
        if kind:
            release.wait(10)

    def knowledge() -> KnowledgeIndex:
        strike(fault[0])
        return snapshot

    def embed(text: str) -> list[float]:
        strike(fault[1])
        return models.embed(text)

    def generate(_request: Request) -> str:
        strike(fault[2])
        return draft

    begun = time.perf_counter()
    result = ask(question, knowledge, embed=embed, generate=generate, seconds=0.3)
    took = time.perf_counter() - begun
    release.set()
    assert took < 0.6
    assert result.text.strip()
    spoken = ET.fromstring(result.speech)  # noqa: S314  our own output
    assert "".join(spoken.itertext()).strip()
    assert (result.status is Status.ANSWERED) == (result.reason is None)
