"""Faults and delays at random, in made-up time: always an answer, in time, in words."""

from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ai.answer.chain import LEAST_AGAIN_SECONDS, RETRIEVE_SHARE, SPEAK_SECONDS, answer
from ai.answer.prompt import Request
from ai.contract import Reason, Status
from ai.errors import KnowledgeError, MalformedError, ModelError, NoSnapshotError
from ai.index.knowledge import KnowledgeIndex
from ai.index.snapshot import Snapshot
from ai.model import Answer
from tests.ai.fakes import models
from tests.ai.fakes.assistants import PROMPTS, assistant
from tests.ai.fakes.clock import Clock, ClockDeadline
from tests.ai.fakes.s3 import client_error

BUDGET = 7.0
GOOD = "환불은 7일 안에 처리됩니다. [1]"
WRONG = "환불은 9일 안에 처리됩니다. [1]"


def throttled() -> ModelError:
    error = ModelError("slow down")
    error.__cause__ = client_error("ThrottlingException")
    return error


@dataclass
class World:
    """How long each part takes, what it raises, and what the model drafts, one after the other."""

    snapshot: Snapshot
    load: float = 0.0
    embed: float = 0.0
    generate: tuple[float, ...] = (0.0,)
    drafts: tuple[str, ...] = (GOOD,)
    faults: dict[str, Exception] = field(default_factory=dict[str, Exception])
    clock: Clock = field(default_factory=Clock)
    requests: list[Request] = field(default_factory=list[Request])

    def ask(self, question: str = "환불은 며칠 걸리나요") -> Answer:
        whole = assistant(self._knowledge, embed=self._embed, generate=self._generate)
        return answer(question, whole, ClockDeadline(BUDGET, self.clock))

    def _strike(self, part: str, seconds: float) -> None:
        self.clock.spend(seconds)
        if part in self.faults:
            raise self.faults[part]

    def _knowledge(self) -> KnowledgeIndex:
        self._strike("load", self.load)
        return self.snapshot

    def _embed(self, text: str) -> list[float]:
        self._strike("embed", self.embed)
        return models.embed(text)

    def _generate(self, request: Request) -> str:
        turn = len(self.requests)
        self.requests.append(request)
        self._strike("generate", self.generate[min(turn, len(self.generate) - 1)])
        return self.drafts[min(turn, len(self.drafts) - 1)]


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        ("load", Reason.STARTING),
        ("embed", Reason.EMBEDDING_SLOW),
        ("generate", Reason.MODEL_SLOW),
    ],
)
def test_each_part_that_takes_too_long_is_told_by_its_name(
    snapshot: Snapshot, part: str, reason: Reason
) -> None:
    world = World(snapshot)
    setattr(world, part, (60.0,) if part == "generate" else 60.0)
    result = world.ask()
    assert (result.status, result.reason) == (Status.FAILED, reason)
    assert world.clock.now <= BUDGET


def test_searching_leaves_the_model_its_share(snapshot: Snapshot) -> None:
    world = World(snapshot, embed=BUDGET * RETRIEVE_SHARE - 0.01, generate=(3.0,))
    assert world.ask().status is Status.ANSWERED
    late = World(snapshot, embed=BUDGET * RETRIEVE_SHARE + 0.01)
    assert late.ask().reason is Reason.EMBEDDING_SLOW
    assert late.clock.now == pytest.approx(BUDGET * RETRIEVE_SHARE)


def test_a_draft_that_does_not_hold_is_asked_for_once_more_and_cheaper(snapshot: Snapshot) -> None:
    world = World(snapshot, drafts=(WRONG, GOOD), generate=(2.0,))
    result = world.ask()
    assert result.text == "환불은 7일 안에 처리됩니다."
    first, second = world.requests
    assert len(second.user) <= len(first.user) + 60
    assert "9일" in second.user
    assert second.history == ()
    assert result.timings_ms["ground"] >= 0


def test_a_second_draft_that_does_not_hold_either_is_not_said(snapshot: Snapshot) -> None:
    world = World(snapshot, drafts=(WRONG,), generate=(1.0,))
    assert world.ask().reason is Reason.NOT_GROUNDED
    assert len(world.requests) == 2


@pytest.mark.parametrize("took", [3.5, BUDGET - SPEAK_SECONDS - LEAST_AGAIN_SECONDS + 0.01])
def test_without_the_time_for_it_nobody_asks_again(snapshot: Snapshot, took: float) -> None:
    world = World(snapshot, drafts=(WRONG, GOOD), generate=(took,))
    assert world.ask().reason is Reason.NOT_GROUNDED
    assert len(world.requests) == 1


def test_a_second_draft_that_fails_leaves_the_first_judgement(snapshot: Snapshot) -> None:
    world = World(snapshot, drafts=(WRONG, GOOD), generate=(1.0, 60.0))
    assert world.ask().reason is Reason.NOT_GROUNDED
    assert world.clock.now <= BUDGET


SECONDS = st.one_of(st.just(0.0), st.floats(0, 2), st.floats(2, 30))
FAULTS = st.sampled_from(
    [
        ModelError("refused"),
        throttled(),
        MalformedError("empty"),
        KnowledgeError("down"),
        NoSnapshotError("nothing"),
        ValueError("bug"),
        KeyError("bug"),
        MemoryError(),
        TimeoutError(),
    ]
)
DRAFTS = st.sampled_from(
    [GOOD, WRONG, "NO_ANSWER", "", "[9]", "<speak>", "**[1]**", "네. [1]", "[전화번호] [1]"]
) | st.text(max_size=30)


@settings(
    max_examples=400,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    load=SECONDS,
    embed=SECONDS,
    generate=st.tuples(SECONDS, SECONDS),
    drafts=st.tuples(DRAFTS, DRAFTS),
    faults=st.dictionaries(st.sampled_from(["load", "embed", "generate"]), FAULTS, max_size=2),
    question=st.sampled_from(["환불은 며칠 걸리나요", "", "죽고 싶어요"]) | st.text(max_size=40),
)
def test_whatever_happens_there_is_an_answer_in_time_that_can_be_spoken(
    snapshot: Snapshot,
    load: float,
    embed: float,
    generate: tuple[float, float],
    drafts: tuple[str, str],
    faults: dict[str, Exception],
    question: str,
) -> None:
    world = World(snapshot, load=load, embed=embed, generate=generate, drafts=drafts, faults=faults)
    result = world.ask(question)
    assert world.clock.now <= BUDGET + 1e-6
    assert len(world.requests) <= 2
    assert result.text.strip()
    for page in (result.speech, *result.more):
        spoken = ET.fromstring(page)  # noqa: S314  our own output
        assert {element.tag for element in spoken.iter()} <= {"speak", "s"}
        assert "".join(spoken.itertext()).strip()
    assert (result.status is Status.ANSWERED) == (result.reason is None)
    if result.reason is not None:
        assert result.text == PROMPTS.for_reason(result.reason)
        assert result.citations == ()
    else:
        assert result.citations


def test_no_documents_and_no_search_are_never_confused(snapshot: Snapshot) -> None:
    empty = World(snapshot, faults={"load": NoSnapshotError("nothing")}).ask()
    down = World(snapshot, faults={"load": KnowledgeError("bucket unreachable")}).ask()
    assert (empty.status, empty.reason) == (Status.ABSTAINED, Reason.NO_DOCUMENTS)
    assert (down.status, down.reason) == (Status.FAILED, Reason.SEARCH_FAILED)
