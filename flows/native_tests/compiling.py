"""From a scenario to a native test: one observation for each thing the caller reacts to."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from flows.catalog import FLOWS
from flows.json_values import Json, JsonObject, compact
from flows.native_tests.check import find_problems
from flows.native_tests.language import (
    DESCRIPTION_CHARACTERS,
    NAME_CHARACTERS,
    VERSION,
    assert_equal,
    end_test,
    event,
    instruct,
    message,
    observation,
    started,
    substitute,
)
from flows.native_tests.rehearsal import Exchange, Rehearsal, rehearse
from flows.native_tests.scripted import NativeTestError, Script, described
from flows.references import Reference, find
from flows.simulator.caller import HangUp, Press, Say

ENTRY: Final = "main"
LANGUAGE: Final = "ko-KR"
OPEN: Final = Reference("hours", "always_open")
CLOSED: Final = Reference("hours", "always_closed")
"""Hours that the instance must have for tests: a test can not choose its time of day."""

_SENTENCE: Final = re.compile(r"[^.?!]+[.?!]?")


@dataclass(frozen=True, kw_only=True)
class NativeTest:
    """A test case with symbolic references. `left_out` are expectations that it can not hold."""

    name: str
    description: str
    content: JsonObject
    entry_point: JsonObject
    left_out: Sequence[str]

    def request(self) -> Mapping[str, Json]:
        """What CreateTestCase takes, but for the instance."""
        return {
            "Name": self.name[:NAME_CHARACTERS],
            "Description": self.description[:DESCRIPTION_CHARACTERS] or self.name,
            "Status": "PUBLISHED",
            "EntryPoint": self.entry_point,
            "Content": compact(self.content),
        }


def compile_test(script: Script) -> NativeTest:
    """The native test of a scenario.

    Raises:
        NativeTestError: a step, or the end, has no native equivalent; or the result breaks a rule.
    """
    if script.ended == "error":
        raise NativeTestError(f"'{script.name}' expects an error, which a native test can not")
    rehearsal = rehearse(script)
    chain = [_beginning(rehearsal)]
    for exchange in rehearsal.exchanges:
        chain.append(_answered(exchange, number=len(chain)))
    chain += _end(rehearsal, number=len(chain))
    _append_end(chain, script.attributes)
    linked = [_followed_by(one, chain[place + 1 :]) for place, one in enumerate(chain)]
    known = [rehearsal.last_words, *(exchange.heard for exchange in rehearsal.exchanges)]
    aside = [text for text in script.heard if not any(text in words for words in known)]
    heard = [
        observation(f"heard-{number}", message(f"heard-{number}-event", text, "Inclusion"), [])
        for number, text in enumerate(aside, 1)
    ]
    content: JsonObject = {"Version": VERSION, "Metadata": {}, "Observations": [*linked, *heard]}
    problems = find_problems(content)
    if problems:
        raise NativeTestError(f"'{script.name}' gives no valid test: {problems[0]}")
    return NativeTest(
        name=script.name,
        description=script.description,
        content=content,
        entry_point={
            "Type": "VOICE_CALL",
            "VoiceCallEntryPointParameters": {
                "SourcePhoneNumber": script.number,
                "FlowId": Reference("flow", ENTRY).placeholder,
            },
        },
        left_out=tuple(_left_out(script)),
    )


def _left_out(script: Script) -> list[str]:
    """What a native test can not say."""
    found = [f"never_heard: {text}" for text in script.never_heard]
    if script.ended == "transferred":
        found.append("agents: the test ends at the queue, so that no real agent is called")
    if script.answers is None:
        found.append("answers: none are given, so every question is taken for answered")
    return found


def _beginning(rehearsal: Rehearsal) -> JsonObject:
    """Before the flow starts: hours as the scenario needs them."""
    hours = sorted(
        {found for flow in FLOWS.values() for found in find(flow.content) if found.kind == "hours"}
    )
    by = OPEN if rehearsal.is_open else CLOSED
    actions = [
        substitute("CheckHoursOfOperation", found.placeholder, by.placeholder) for found in hours
    ]
    return observation("start", event("start-event", "TestInitiated"), actions)


def _answered(exchange: Exchange, *, number: int) -> JsonObject:
    """A message and the caller's answer; a silent caller does nothing and waits for the next."""
    identifier = f"step-{exchange.step}-{number}"
    if not exchange.heard:
        raise NativeTestError(
            f"step {exchange.step} ({described(exchange.action)}) comes before anything is heard: "
            "a native test can only react to a message"
        )
    return observation(
        identifier,
        _heard(f"{identifier}-event", exchange.heard, is_from_bot=exchange.is_from_bot),
        _doing(exchange),
    )


def _heard(identifier: str, text: str, *, is_from_bot: bool) -> JsonObject:
    """Bot turns carry an answer before the fixed words, so these only have to be in them."""
    if is_from_bot:
        sentence = _SENTENCE.match(text)
        return message(identifier, (sentence[0] if sentence else text).strip(), "Inclusion")
    return message(identifier, text, "Similarity")


def _doing(exchange: Exchange) -> list[JsonObject]:
    match exchange.action:
        case Press(keys=keys):
            return [instruct("DtmfInput", {"Value": keys})]
        case Say(text=text):
            return [instruct("Utterance", {"Value": text, "LanguageCode": LANGUAGE})]
        case HangUp():
            return [instruct("Disconnect")]
        case _:
            return []


def _end(rehearsal: Rehearsal, *, number: int) -> list[JsonObject]:
    """Where the call must come out: the queue, or the last words."""
    if rehearsal.queue is not None:
        queue = Reference("queue", rehearsal.queue).placeholder
        arrived = started(f"queue-{number}-event", "TransferContactToQueue", {"QueueId": queue})
        checks = [assert_equal("$.Queue.Name", rehearsal.queue)]
        return [observation(f"queue-{number}", arrived, checks)]
    last = rehearsal.exchanges[-1] if rehearsal.exchanges else None
    if last is not None and (isinstance(last.action, HangUp) or last.heard == rehearsal.last_words):
        return []
    words = message(f"end-{number}-event", rehearsal.last_words, "Similarity")
    return [observation(f"end-{number}", words, [])]


def _append_end(chain: list[JsonObject], attributes: Mapping[str, str]) -> None:
    """What must be kept by then; and every test ends by itself.

    After five minutes it would fail, and in a queue a real agent's telephone would ring.
    """
    last = cast("dict[str, Any]", chain[-1])
    actions = [
        {key: value for key, value in action.items() if key not in {"Identifier", "Transitions"}}
        for action in last["Actions"]
    ]
    kept = [assert_equal(f"$.Attributes.{key}", value) for key, value in attributes.items()]
    chain[-1] = observation(last["Identifier"], last["Event"], [*actions, *kept, end_test()])


def _followed_by(one: JsonObject, rest: Sequence[JsonObject]) -> JsonObject:
    following = [rest[0]["Identifier"]] if rest else []
    return {**one, "Transitions": {"NextObservations": following}}
