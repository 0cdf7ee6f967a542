"""A call back instead of waiting: which number, confirmed by keys, into the chosen queue."""

from collections.abc import Mapping
from typing import Final

from flows.attributes import ContactAttribute
from flows.builder.assembly import assemble
from flows.builder.contact import set_attributes, set_callback_number
from flows.builder.menus import forgiving_menu
from flows.builder.routing import create_callback, disconnect
from flows.builder.speech import collect_number, say
from flows.builder.steps import Step, Target
from flows.prompts import Section, Words
from flows.source import FlowSource
from flows.tongues import Tongue

NAME: Final = "callback"
COUNTRY: Final = "KR"
DELAY_SECONDS: Final = 5
"""Long enough for the caller to have hung up."""

ATTEMPTS: Final = 3
RETRY_SECONDS: Final = 600


def callback_flow(sections: Mapping[str, Section], tongue: Tongue) -> FlowSource:
    """For callers who are in no queue: closed hours, or a full queue."""
    words = sections[NAME]
    hang_up = disconnect()
    return FlowSource(
        name=tongue.flow(NAME),
        description=f"전화 요청({tongue.code}): 번호 확인, 대기열에 예약",
        content=assemble(
            callback_steps(
                sections,
                give_up=say(words["given_up"], then=hang_up, on_error=hang_up),
                on_error=say(words["failed"], then=hang_up, on_error=hang_up),
            )
        ),
    )


def callback_steps(sections: Mapping[str, Section], *, give_up: Target, on_error: Target) -> Step:
    """The same in any flow: their own number or another, then the request, then goodbye.

    Three numbers may be keyed in before `give_up`. `on_error`: the request could not be made.
    """
    words, again = sections[NAME], sections["again"]
    request = _request(words, on_error=on_error)

    def enter(prompt: Words, otherwise: Target) -> Step:
        confirm = forgiving_menu(
            words["confirm"],
            again=again,
            keys={"1": request, "2": otherwise},
            give_up=give_up,
            on_error=on_error,
        )
        keyed = set_callback_number(
            "$.StoredCustomerInput", name="number keyed in", then=confirm, on_unusable=otherwise
        )
        return collect_number(
            prompt, country=COUNTRY, then=keyed, on_invalid=otherwise, on_error=on_error
        )

    third = enter(words["invalid_2"] + words["enter"], give_up)
    second = enter(words["invalid_1"] + words["enter"], third)
    first = enter(words["enter"], second)
    own = set_callback_number(
        "$.CustomerEndpoint.Address", name="own number", then=request, on_unusable=first
    )
    return forgiving_menu(
        words["number"],
        again=again,
        keys={"1": own, "2": first},
        give_up=give_up,
        on_error=on_error,
    )


def _request(words: Section, *, on_error: Target) -> Step:
    hang_up = disconnect()
    accepted = say(words["accepted"], then=hang_up, on_error=hang_up)
    create = create_callback(
        delay_seconds=DELAY_SECONDS,
        attempts=ATTEMPTS,
        retry_seconds=RETRY_SECONDS,
        then=accepted,
        on_error=on_error,
    )
    values = {ContactAttribute.CALLBACK.value: "requested"}
    return set_attributes(values, name="callback", then=create, on_error=create)
