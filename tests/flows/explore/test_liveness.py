"""Forgetting what can not matter any more changes no finding, only how many states there are."""

from collections.abc import Callable, Collection
from random import Random

import pytest

from flows.explore.explorer import Explorable, explore
from flows.explore.liveness import PROMPTS, Liveness
from flows.explore.report import Finding, FlowReport
from flows.explore.state import Draft, Mark
from flows.explore.values import Path
from flows.json_values import JsonObject
from flows.language import ACTION_TYPES, FlowType
from tests.flows.actions import action, content
from tests.flows.explore.samples import explored, menu, say

SEEDS = 150
TEXTS = ("안녕하세요.", "인공지능이 답변합니다.", "통화가 녹음됩니다.", "AI가 답하고 녹음됩니다.")
Next = Callable[[], str]


def _say(name: str, to: Next, random: Random) -> JsonObject:
    errors = {"NoMatchingError": to()}
    return action(name, "MessageParticipant", next=to(), errors=errors, Text=random.choice(TEXTS))


def _menu(name: str, to: Next, random: Random) -> JsonObject:
    keys = {"1": to(), "2": to()}
    text = random.choice(TEXTS)
    return menu(name, keys, silence=to(), wrong=to(), error=to(), text=text)


def _bot(name: str, to: Next, random: Random) -> JsonObject:
    prompt = {"Text": random.choice(TEXTS)} if random.random() < 0.7 else {}
    errors = {"NoMatchingCondition": to(), "NoMatchingError": to()}
    return action(
        name,
        "ConnectParticipantWithLexBot",
        errors=errors,
        when={"Help": to()},
        LexV2Bot={"AliasArn": "alias"},
        **prompt,
    )


def _record(name: str, to: Next, random: Random) -> JsonObject:
    people: JsonObject = {"RecordedParticipants": random.choice([["Agent", "Customer"], []])}
    if random.random() < 0.5:
        people = {**people, "IVRRecordingBehavior": random.choice(["Enabled", "Disabled"])}
    kind = "UpdateContactRecordingBehavior"
    return action(name, kind, next=to(), RecordingBehavior=people)


def _queue(name: str, to: Next, _random: Random) -> JsonObject:
    errors = {"NoMatchingError": to(), "QueueAtCapacity": to()}
    return action(name, "TransferContactToQueue", errors=errors)


def _module(name: str, to: Next, _random: Random) -> JsonObject:
    errors = {"NoMatchingError": to(), "NoMatchingCondition": to()}
    flow = "{{flow:module}}"
    return action(name, "InvokeFlowModule", next=to(), errors=errors, FlowModuleId=flow)


def _flow(name: str, to: Next, random: Random) -> JsonObject:
    flow = f"{{{{flow:{random.choice(['main', 'other'])}}}}}"
    return action(name, "TransferToFlow", errors={"NoMatchingError": to()}, ContactFlowId=flow)


def _back(name: str, _to: Next, _random: Random) -> JsonObject:
    return action(name, "EndFlowModuleExecution")


KINDS = (_say, _say, _menu, _bot, _record, _queue)


def _any_flow(random: Random, *more: Callable[[str, Next, Random], JsonObject]) -> JsonObject:
    names = [f"a{number}" for number in range(8)]

    def to() -> str:
        return random.choice([*names, "end"])

    return content(*(random.choice([*KINDS, *more])(name, to, random) for name in names))


def _flows(seed: int) -> dict[str, Explorable]:
    random = Random(seed)  # noqa: S311 - made-up flows
    return {
        "main": Explorable(content=_any_flow(random, _flow, _module)),
        "other": Explorable(content=_any_flow(random, _flow, _module)),
        "module": Explorable(content=_any_flow(random, _back, _back), type=FlowType.MODULE),
    }


def _weaknesses(report: FlowReport) -> list[set[tuple[str | None, str]]]:
    kinds: tuple[tuple[Finding, ...], ...] = (
        report.dead_ends,
        report.silent_ends,
        report.ai_without_notice,
        report.recording_without_notice,
        report.no_person,
    )
    return [{(finding.action, finding.why) for finding in kind} for kind in kinds]


def _every_mark(_self: Liveness, draft: Draft, _needed: Collection[Path]) -> frozenset[Mark]:
    return draft.marks


def test_marks_that_are_forgotten_hide_and_add_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    short = [explore(_flows(seed)) for seed in range(SEEDS)]
    monkeypatch.setattr(Liveness, "marks", _every_mark)
    found: list[bool] = []
    for seed, reports in enumerate(short):
        wholes = explore(_flows(seed))
        assert any(each.endless for each in reports) == any(each.endless for each in wholes)
        for report, whole in zip(reports, wholes, strict=True):
            assert _weaknesses(report) == _weaknesses(whole), f"seed {seed}, flow {report.flow}"
            assert report.covered_branches == whole.covered_branches
            assert report.states <= whole.states
            found.append(bool(report.silent_ends and report.recording_without_notice))
    assert sum(found) > SEEDS // 10


def test_who_was_told_of_the_recording_is_in_one_state_recorded_or_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = say("told", "통화가 녹음됩니다.", next="record")
    record = action(
        "record",
        "UpdateContactRecordingBehavior",
        next="menu",
        errors={"NoMatchingError": "menu"},
        RecordingBehavior={"RecordedParticipants": ["Agent", "Customer"]},
    )
    queue = action("queue", "TransferContactToQueue", errors={"NoMatchingError": "sorry"})
    flow = (told, record, menu(), queue, say("sorry"))
    report = explored(*flow)
    monkeypatch.setattr(Liveness, "marks", _every_mark)

    assert report.recording_without_notice != ()  # the words may fail to play
    assert report.states < explored(*flow).states


def test_what_plays_words_may_stand_in_modules_where_other_actions_only_fail() -> None:
    assert all(ACTION_TYPES[kind].may_stand_in(FlowType.MODULE) for kind in PROMPTS)
