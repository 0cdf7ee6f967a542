"""A call back instead of waiting: which number, and whether at once or at a chosen time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flows.attributes import Callback, ContactAttribute
from flows.booking import Instead, booking_steps
from flows.builder.assembly import assemble
from flows.builder.contact import keep, set_attributes, set_callback_number
from flows.builder.menus import forgiving_menu
from flows.builder.routing import create_callback, disconnect
from flows.builder.speech import collect_number, say
from flows.builder.steps import Step, Target
from flows.prompts import Section, Words
from flows.source import FlowSource
from flows.tongues import Tongue
from flows.verification import unverified

NAME: Final = "callback"
QUEUE: Final = "callback"
COUNTRY: Final = "KR"
NUMBER: Final = "number"
OWN: Final = "$.CustomerEndpoint.Address"
KEYED: Final = "$.StoredCustomerInput"
DELAY_SECONDS: Final = 5
"""Long enough for the caller to have hung up."""

ATTEMPTS: Final = 3
RETRY_SECONDS: Final = 600


@dataclass(frozen=True, kw_only=True)
class Ways:
    """Where a request for a call leads. `request` is for a call as soon as somebody is free.

    `undecided` is for who does not say when, `declined` for whom no time could be booked and who
    wants nothing else, `give_up` for who gives no number, `on_error` for what can not be played.
    """

    request: Target
    undecided: Target
    declined: Target
    give_up: Target
    on_error: Target


def callback_flow(
    sections: Mapping[str, Section], tongue: Tongue, *, verifies: bool = False
) -> FlowSource:
    """For callers who are in no queue: closed hours, or a full queue.

    Who chooses no time is called as soon as somebody is free: they have asked for a call.
    """
    words = sections[NAME]
    hang_up = disconnect()
    failed = say(words["failed"], then=hang_up, on_error=hang_up)
    request = callback_request(sections, QUEUE, on_error=failed)
    if verifies:
        request = unverified(then=request)
    ways = Ways(
        request=request,
        undecided=request,
        declined=say(words["declined"], then=hang_up, on_error=hang_up),
        give_up=say(words["given_up"], then=hang_up, on_error=hang_up),
        on_error=failed,
    )
    return FlowSource(
        name=tongue.flow(NAME),
        description=f"전화 요청({tongue.code}): 번호 확인, 순서대로 또는 고른 시간에",
        content=assemble(callback_steps(sections, tongue, ways)),
    )


def callback_steps(sections: Mapping[str, Section], tongue: Tongue, ways: Ways) -> Step:
    """The same in any flow: their own number or another, then at once or at a booked time.

    Three numbers may be keyed in.
    """
    words, again = sections[NAME], sections["again"]
    when = _when(sections, tongue, ways)

    def enter(prompt: Words, otherwise: Target) -> Step:
        confirm = forgiving_menu(
            words["confirm"],
            again=again,
            keys={"1": when, "2": otherwise},
            give_up=ways.give_up,
            on_error=ways.on_error,
        )
        kept = _keep_number(KEYED, "keyed number", then=confirm, on_error=ways.on_error)
        chosen = set_callback_number(
            KEYED, name="number keyed in", then=kept, on_unusable=otherwise
        )
        return collect_number(
            prompt, country=COUNTRY, then=chosen, on_invalid=otherwise, on_error=ways.on_error
        )

    third = enter(words["invalid_2"] + words["enter"], ways.give_up)
    second = enter(words["invalid_1"] + words["enter"], third)
    first = enter(words["enter"], second)
    kept = _keep_number(OWN, "own number", then=when, on_error=ways.on_error)
    return forgiving_menu(
        words["number"],
        again=again,
        keys={
            "1": set_callback_number(OWN, name="own number", then=kept, on_unusable=first),
            "2": first,
        },
        give_up=ways.give_up,
        on_error=ways.on_error,
    )


def _when(sections: Mapping[str, Section], tongue: Tongue, ways: Ways) -> Step:
    """At once, or at a time; the number is kept."""
    words = sections[NAME]
    booking = booking_steps(
        sections,
        tongue,
        number=f"$.FlowAttributes.{NUMBER}",
        instead=Instead(
            prompt=words["instead"],
            accepted=ways.request,
            declined=ways.declined,
            undecided=ways.undecided,
            on_error=ways.on_error,
        ),
    )
    return forgiving_menu(
        words["when"],
        again=sections["again"],
        keys={"1": ways.request, "2": booking},
        give_up=ways.undecided,
        on_error=ways.on_error,
    )


def callback_request(sections: Mapping[str, Section], queue: str, *, on_error: Target) -> Step:
    """Asks for a call as soon as somebody is free, and says goodbye. The number has been set."""
    hang_up = disconnect()
    accepted = say(sections[NAME]["accepted"], then=hang_up, on_error=hang_up)
    values = {ContactAttribute.CALLBACK.value: Callback.REQUESTED.value}
    return create_callback(
        queue,
        delay_seconds=DELAY_SECONDS,
        attempts=ATTEMPTS,
        retry_seconds=RETRY_SECONDS,
        then=set_attributes(values, name="callback", then=accepted, on_error=accepted),
        on_error=on_error,
    )


def _keep_number(path: str, name: str, *, then: Target, on_error: Target) -> Step:
    return keep({NUMBER: path}, name=name, then=then, on_error=on_error)
