"""What an engineer or agent sees with a contact."""

import json

import pytest

from flows.catalog import FLOWS
from flows.document import read
from flows.guide import VIEW
from flows.json_values import Json, JsonObject, as_object


def test_the_guide_shows_what_the_view_has_places_for() -> None:
    shown = read(FLOWS["guide"].content).by_identifier()["show-guide"].parameters
    template = json.dumps(VIEW.template)

    assert all(f'"$.{key}"' in template for key in as_object(shown["ViewData"]))
    assert all(text.startswith("$.Attributes.") for text in map(str, data_of(shown)))


@pytest.mark.parametrize(
    "attribute",
    ["customer_name", "customer_tier", "customer_company", "callback_time", "callback_attempt"],
)
def test_whoever_takes_a_contact_sees_who_it_is_and_what_was_promised(attribute: str) -> None:
    shown = as_object(
        read(FLOWS["guide"].content).by_identifier()["show-guide"].parameters["ViewData"]
    )

    assert shown[attribute] == f"$.Attributes.{attribute}"
    assert f'"$.{attribute}"' in json.dumps(VIEW.template)


def data_of(parameters: JsonObject) -> list[Json]:
    return list(as_object(parameters["ViewData"]).values())
