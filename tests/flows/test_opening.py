"""What is set before anything is said."""

import pytest

from flows.catalog import FLOWS
from flows.document import read
from flows.json_values import as_object


@pytest.mark.parametrize("name", ["main", "main_en"])
def test_each_event_of_a_call_has_its_flow(name: str) -> None:
    suffix = name.removeprefix("main")
    hooks = {
        event: str(flow)
        for action in read(FLOWS[name].content).actions
        if action.type == "UpdateContactEventHooks"
        for event, flow in as_object(action.parameters["EventHooks"]).items()
    }

    assert hooks == {
        "CustomerQueue": f"{{{{flow:queue{suffix}}}}}",
        "CustomerRemaining": f"{{{{flow:disconnect{suffix}}}}}",
        "AgentWhisper": f"{{{{flow:agent_whisper{suffix}}}}}",
        "CustomerWhisper": f"{{{{flow:customer_whisper{suffix}}}}}",
        "CustomerHold": f"{{{{flow:customer_hold{suffix}}}}}",
        "AgentHold": f"{{{{flow:agent_hold{suffix}}}}}",
        "DefaultAgentUI": "{{flow:guide}}",
    }
