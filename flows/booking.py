"""A call at a time of the caller's choice: the day, then the hour, then the booking."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ai.contract import (
    CALLBACK_CHOICES,
    CALLBACK_SECONDS,
    CallbackAction,
    CallbackKey,
    CallbackStatus,
    Parameter,
)
from flows.attributes import Callback, ContactAttribute
from flows.builder.contact import keep, set_attributes
from flows.builder.logic import branch, invoke, loop
from flows.builder.menus import counted_menu, forgiving_menu
from flows.builder.routing import disconnect
from flows.builder.speech import say
from flows.builder.steps import Later, Step, Target
from flows.prompts import Section, Words
from flows.tongues import Tongue

NAME: Final = "booking"
FUNCTION: Final = "callback"
DAY: Final = "day"
TIME: Final = "time"
FURTHER: Final = "5"
"""More days, or more times of the day."""

OTHER_DAY: Final = "0"
CHOSEN_QUEUE: Final = "$.Queue.Name"
FIRST_PAGE: Final = "1"
SECOND_CHANCES: Final = 1
"""How often somebody may be faster before the caller is offered something else."""

CHOICES: Final = (
    CallbackKey.CHOICE_1,
    CallbackKey.CHOICE_2,
    CallbackKey.CHOICE_3,
    CallbackKey.CHOICE_4,
)[:CALLBACK_CHOICES]


@dataclass(frozen=True, kw_only=True)
class Instead:
    """What is offered where no time can be booked: `prompt`, then `accepted` or `declined`.

    `undecided` is for who chooses no time, `on_error` for menus that can not be played.
    """

    prompt: Words
    accepted: Target
    declined: Target
    undecided: Target
    on_error: Target


def ask_callback(
    action: CallbackAction,
    tongue: Tongue,
    parameters: Mapping[Parameter, str],
    *,
    then: Target,
    on_error: Target,
) -> Step:
    """Asks the callback function; what it says is in `$.External` until it is asked again."""
    given = {Parameter.ACTION: action.value, Parameter.LANGUAGE: tongue.language, **parameters}
    asked = invoke(
        FUNCTION,
        parameters={parameter.value: value for parameter, value in given.items()},
        then=then,
        on_error=on_error,
        seconds=int(CALLBACK_SECONDS),
    )
    return replace(asked, name=f"callback {action}")


def external(key: CallbackKey) -> str:
    """How a flow reads what the function said."""
    return f"$.External.{key.value}"


def booking_steps(
    sections: Mapping[str, Section],
    tongue: Tongue,
    *,
    number: str,
    instead: Instead,
    queue: str = CHOSEN_QUEUE,
) -> Step:
    """Chooses and books. `number` and `queue` are paths: whom to call, and whose people know.

    Whatever fails is said, and leads to `instead`; a booked time ends the call in words.
    """
    return _Booking(sections, tongue, number, queue, instead).start()


class _Booking:
    """The steps from the first question to the booking, each made once."""

    def __init__(
        self,
        sections: Mapping[str, Section],
        tongue: Tongue,
        number: str,
        queue: str,
        instead: Instead,
    ) -> None:
        self._words = sections[NAME]
        self._again = sections["again"]
        self._tongue = tongue
        self._number = number
        self._queue = queue
        self._on_error = instead.on_error
        offer = forgiving_menu(
            instead.prompt,
            again=self._again,
            keys={"1": instead.accepted, "2": instead.declined},
            give_up=instead.declined,
            on_error=instead.on_error,
        )
        self._failed, self._none, self._refused, self._taken_again = (
            self._say(key, offer) for key in ("failed", "none", "refused", "taken_again")
        )
        self._undecided = self._say("undecided", instead.undecided)
        self._days = Later("days")
        self._again_from_days = loop(
            "another time",
            times=SECOND_CHANCES,
            again=self._say("taken", self._days),
            done=self._taken_again,
        )

    def start(self) -> Step:
        """Asks for the day first."""
        asked = self._choose(
            CallbackAction.DAYS,
            {Parameter.NUMBER: self._number},
            choices=self._kept(DAY, self._times()),
            keys={},
            otherwise={
                CallbackStatus.NONE: self._none,
                CallbackStatus.REFUSED: self._refused,
            },
        )
        return self._days.becomes(asked)

    def _times(self) -> Step:
        return self._choose(
            CallbackAction.TIMES,
            {Parameter.CHOICE: f"$.FlowAttributes.{DAY}"},
            choices=self._kept(TIME, self._book()),
            keys={OTHER_DAY: self._days},
            otherwise={
                CallbackStatus.NONE: self._again_from_days,
                CallbackStatus.TAKEN: self._again_from_days,
            },
        )

    def _choose(
        self,
        action: CallbackAction,
        given: Mapping[Parameter, str],
        *,
        choices: Sequence[Target],
        keys: Mapping[str, Target],
        otherwise: Mapping[CallbackStatus, Target],
    ) -> Step:
        """Offers a page of days or times, and the next page where there is one."""
        more = Later(f"more {action}")

        def menu(words: Words, further: Mapping[str, Target]) -> Step:
            return counted_menu(
                words,
                again=self._again,
                count=external(CallbackKey.CHOICES),
                choices=choices,
                keys={**further, **keys},
                give_up=self._undecided,
                on_error=self._on_error,
            )

        offered = branch(
            external(CallbackKey.MORE),
            cases={"true": menu(self._words[f"{action}_more"], {FURTHER: more})},
            otherwise=menu(self._words[action.value], {}),
        )
        went = self._by_status({CallbackStatus.OFFERED: offered, **otherwise})
        next_page = {**given, Parameter.PAGE: external(CallbackKey.NEXT_PAGE)}
        more.becomes(self._ask(action, next_page, went))
        return self._ask(action, {**given, Parameter.PAGE: FIRST_PAGE}, went)

    def _book(self) -> Step:
        given = {
            Parameter.CHOICE: f"$.FlowAttributes.{TIME}",
            Parameter.NUMBER: self._number,
            Parameter.QUEUE: self._queue,
        }
        cases = {
            CallbackStatus.BOOKED: self._done(Callback.BOOKED),
            CallbackStatus.MOVED: self._done(Callback.MOVED),
            CallbackStatus.TAKEN: self._again_from_days,
            CallbackStatus.NONE: self._again_from_days,
            CallbackStatus.REFUSED: self._refused,
        }
        return self._ask(CallbackAction.BOOK, given, self._by_status(cases))

    def _done(self, how: Callback) -> Step:
        hang_up = disconnect()
        told = say(self._words[how.value], then=hang_up, on_error=hang_up)
        values = {ContactAttribute.CALLBACK.value: how.value}
        return set_attributes(values, name=how.value, then=told, on_error=told)

    def _kept(self, name: str, then: Step) -> list[Step]:
        """One step a choice, each of which remembers it: the next answer takes its place."""
        return [
            keep({name: external(key)}, name=f"{name} {number}", then=then, on_error=self._failed)
            for number, key in enumerate(CHOICES, start=1)
        ]

    def _by_status(self, cases: Mapping[CallbackStatus, Target]) -> Step:
        return branch(
            external(CallbackKey.STATUS),
            cases={status.value: target for status, target in cases.items()},
            otherwise=self._failed,
        )

    def _ask(
        self, action: CallbackAction, parameters: Mapping[Parameter, str], then: Target
    ) -> Step:
        return ask_callback(action, self._tongue, parameters, then=then, on_error=self._failed)

    def _say(self, key: str, then: Target) -> Step:
        return say(self._words[key], then=then, on_error=then)
