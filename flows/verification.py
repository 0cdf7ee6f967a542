"""On the way to people: whether a known caller is the customer, by a PIN that they key in.

What is keyed stands in no flow log, no recording and no attribute. Every way goes on to people.
"""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Final

from ai.contract import (
    PIN_DIGITS,
    VERIFY_SECONDS,
    CustomerAction,
    CustomerKey,
    Parameter,
    Verification,
)
from flows.attributes import ContactAttribute
from flows.builder.contact import log, set_attributes, stop_log
from flows.builder.logic import branch, invoke
from flows.builder.speech import collect, say
from flows.builder.steps import Step, Target
from flows.distress import if_distressed
from flows.prompts import Section, Words
from flows.recording import Recording

NAME: Final = "verification"
FUNCTION: Final = "customer"
KEYED: Final = "$.StoredCustomerInput"
NUMBER: Final = "$.CustomerEndpoint.Address"
SECONDS: Final = 8
"""Until the first key: a PIN is remembered, or looked for."""


class Pin(StrEnum):
    """Values of `ContactAttribute.CUSTOMER_PIN`; it is not there when there is no PIN."""

    THERE = "true"
    """As the lookup says it."""
    ASKED = "asked"
    """Once a call is enough."""
    KNOWN = "known"
    SPARED = "spared"
    """Not to be asked: the caller is in distress."""


class Verified(StrEnum):
    """Values of `ContactAttribute.CUSTOMER_VERIFIED`; not there when there is nothing to verify.

    In a call back it is `NO` for everybody, until somebody asks.
    """

    YES = "true"
    NO = "false"


def note_pin(*, then: Step) -> Step:
    """After the lookup: whether the caller has a PIN."""
    noted = _mark(Pin.THERE, Verified.NO, then=then, on_error=then)
    found = branch(
        f"$.External.{CustomerKey.PIN.value}", cases={Pin.THERE.value: noted}, otherwise=then
    )
    return replace(found, name="branch on pin found")


def record_with_care(recording: Recording, *, then: Step) -> Step:
    """Records who has a PIN only with people: tones of keys can be read from a recording.

    It is decided here, where the recording has just been announced, and not when the PIN is asked
    for: a call whose announcement could not be played would begin to be recorded there.
    """
    return branch(
        ContactAttribute.CUSTOMER_PIN.path,
        cases={Pin.THERE.value: recording.people(then=then)},
        otherwise=recording.everything(then=then),
    )


def verify_first(sections: Mapping[str, Section], *, then: Step) -> Step:
    """Asks who is to be asked, twice at most, and goes on to people whatever comes of it."""
    first = _Tries(sections[NAME], then).first()
    asked = _mark(Pin.ASKED, Verified.NO, then=first, on_error=then)
    spared = _mark(Pin.SPARED, Verified.NO, then=then, on_error=then)
    return branch(
        ContactAttribute.CUSTOMER_PIN.path,
        cases={Pin.THERE.value: if_distressed(spared, otherwise=asked)},
        otherwise=then,
    )


def unverified(*, then: Step) -> Step:
    """Before a call back is asked for: attributes go along, but nobody has keyed a PIN in it.

    It stays so where the request fails and the caller waits on; then a person asks once more.
    """
    values = {ContactAttribute.CUSTOMER_VERIFIED.value: Verified.NO.value}
    return set_attributes(values, name="unverified", then=then, on_error=then)


def whisper_verified(sections: Mapping[str, Section], *, then: Step) -> Step:
    """To the agent: whether the caller is the customer for sure."""
    words = sections[NAME]
    yes, no = (
        say(words[key], then=then, on_error=then)
        for key in ("whisper_verified", "whisper_unverified")
    )
    known = branch(
        ContactAttribute.CUSTOMER_VERIFIED.path, cases={Verified.YES.value: yes}, otherwise=no
    )
    return branch(
        ContactAttribute.CUSTOMER_PIN.path,
        cases={Pin.KNOWN.value: known, Pin.ASKED.value: no, Pin.THERE.value: no},
        otherwise=then,
    )


class _Tries:
    """Two tries; the steps after them are made once."""

    def __init__(self, words: Section, then: Step) -> None:
        self._words = words
        self._then = then
        self._failed = self._say("failed")
        self._broken = log(then=self._failed)

    def first(self) -> Step:
        """From the question to people."""
        second = self._try(self._words["again"], on_wrong=self._say("wrong"))
        return self._try(self._words["enter"], on_wrong=second)

    def _try(self, prompt: Words, *, on_wrong: Target) -> Step:
        """Logs are off from before the first key until the function has the digits."""
        told = {
            Verification.VERIFIED: _mark(
                Pin.KNOWN, Verified.YES, then=self._say("verified"), on_error=self._failed
            ),
            Verification.WRONG: on_wrong,
            Verification.SKIPPED: self._say("skipped"),
            Verification.LOCKED: self._say("locked"),
            Verification.NONE: self._then,
        }
        went = branch(
            f"$.External.{CustomerKey.VERIFICATION.value}",
            cases={outcome.value: target for outcome, target in told.items()},
            otherwise=self._failed,
        )
        parameters = {
            Parameter.ACTION: CustomerAction.VERIFY.value,
            Parameter.NUMBER: NUMBER,
            Parameter.DIGITS: KEYED,
        }
        checked = invoke(
            FUNCTION,
            parameters={parameter.value: value for parameter, value in parameters.items()},
            then=log(then=went),
            on_error=self._broken,
            seconds=int(VERIFY_SECONDS),
        )
        keyed = collect(
            prompt,
            longest=PIN_DIGITS[1],
            then=replace(checked, name="verify caller"),
            on_error=self._broken,
            seconds=SECONDS,
        )
        return stop_log(then=keyed)

    def _say(self, key: str) -> Step:
        return say(self._words[key], then=self._then, on_error=self._then)


def _mark(pin: Pin, verified: Verified, *, then: Target, on_error: Target) -> Step:
    values = {
        ContactAttribute.CUSTOMER_PIN.value: pin.value,
        ContactAttribute.CUSTOMER_VERIFIED.value: verified.value,
    }
    return set_attributes(values, name=f"pin {pin.name}", then=then, on_error=on_error)
