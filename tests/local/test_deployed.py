from dataclasses import dataclass, field
from typing import Any

import pytest

from flows.catalog import FLOWS
from flows.json_values import JsonObject
from flows.simulator.call import place_call
from flows.simulator.caller import Press, Say, ScriptedCaller
from flows.simulator.result import Ended
from flows.simulator.world import FunctionResult, World, no_functions
from infra.connect.queues import QUEUES
from local.deployed import AGENT_GREETING, Placed, world_of
from local.deployed_hours import Hours
from local.errors import OutsideError
from tests.local.recorded import CUSTOMER, HOOK, call_center
from tests.local.states import MONDAY


@pytest.fixture(scope="module")
def recorded() -> list[dict[str, Any]]:
    return call_center()


@dataclass
class Hook:
    """The answer function as the bot sees it."""

    events: list[JsonObject] = field(default_factory=list[JsonObject])
    arns: list[str] = field(default_factory=list[str])

    def __call__(self, arn: str, event: JsonObject, _seconds: float) -> FunctionResult:
        self.arns.append(arn)
        self.events.append(event)
        return FunctionResult(
            payload={
                "sessionState": {"dialogAction": {"type": "ElicitIntent"}},
                "messages": [{"contentType": "PlainText", "content": "1시간입니다."}],
            },
            seconds=1.0,
        )


def world(recorded: list[dict[str, Any]], *, agents: int = 0) -> World:
    return world_of(recorded, no_functions, Placed(agents=agents, at=MONDAY))


def test_every_flow_is_there_under_its_arn(recorded: list[dict[str, Any]]) -> None:
    deployed = world(recorded).flows
    assert {flow.name for flow in deployed.values()} == set(FLOWS)
    assert all("/contact-flow/" in arn for arn in deployed)


def test_flows_hold_arns_and_no_placeholders(recorded: list[dict[str, Any]]) -> None:
    for flow in world(recorded).flows.values():
        assert "{{" not in str(flow.content)


def test_queues_have_their_hours(recorded: list[dict[str, Any]]) -> None:
    made = world(recorded, agents=2)
    assert {queue.name for queue in made.queues.values()} == set(QUEUES)
    for queue in made.queues.values():
        assert made.find_hours(queue.hours_arn or "") in made.hours.values()
    [hours] = made.hours.values()
    assert hours.is_open(MONDAY)
    assert not hours.is_open(MONDAY.replace(hour=20))
    assert (made.agents, made.agent_greeting) == (2, AGENT_GREETING)


def test_a_queue_keeps_its_limit(recorded: list[dict[str, Any]]) -> None:
    limited = [dict(item) for item in recorded]
    for item in limited:
        if item["name"] == "engineer-queue":
            item["inputs"] = {**item["inputs"], "maxContacts": 5}
    limits = {queue.name: queue.max_contacts for queue in world(limited).queues.values()}
    assert limits == {**dict.fromkeys(QUEUES), "engineer": 5}


def test_a_queue_can_be_full_for_a_call(recorded: list[dict[str, Any]]) -> None:
    placed = Placed(agents=0, at=MONDAY, full=("engineer",))
    queues = world_of(recorded, no_functions, placed).queues.values()
    assert {queue.name for queue in queues if queue.is_full} == {"engineer"}


def test_the_bots_alias_has_the_definition_and_hook_of_the_template(
    recorded: list[dict[str, Any]],
) -> None:
    [(arn, bot)] = world(recorded).bots.items()
    assert arn.endswith(f":bot-alias/{bot.bot_id}/{bot.alias_id}")
    assert (bot.locales, bot.hook_arn, bot.version) == (("ko_KR", "en_US"), HOOK, "1")
    assert bot.recognised("ko_KR").recognise("엔지니어") == "EngineerIntent"
    assert bot.recognised("en_US").recognise("engineer please") == "EngineerIntent"


def test_a_call_to_what_was_deployed_reaches_the_function_and_the_queue(
    recorded: list[dict[str, Any]],
) -> None:
    hook = Hook()
    result = place_call(
        world_of(recorded, hook, Placed(agents=0, at=MONDAY)),
        ScriptedCaller([Press("1"), Say("장애가 나면 얼마 만에 응답해 주나요"), Press("1")]),
        entry="main",
        customer="+821012345678",
        contact_id="c-1",
    )
    assert (result.ended, result.queue, result.error) == (Ended.QUEUED, "engineer", None)
    assert hook.arns == [CUSTOMER, HOOK]
    assert hook.events[1]["inputTranscript"] == "장애가 나면 얼마 만에 응답해 주나요"
    assert any(turn.text == "1시간입니다." for turn in result.turns)


@pytest.mark.parametrize(
    ("token", "named"),
    [
        ("aws:connect/instance:Instance", "Instance"),
        ("aws:connect/queue:Queue", "Queue"),
        ("aws:connect/hoursOfOperation:HoursOfOperation", "HoursOfOperation"),
        ("aws:cloudformation/stack:Stack", "Stack"),
        ("aws:cloudcontrol/resource:Resource", "Resource"),
    ],
)
def test_what_was_not_deployed_is_named(
    recorded: list[dict[str, Any]], token: str, named: str
) -> None:
    rest = [item for item in recorded if item["type"] != token]
    with pytest.raises(OutsideError, match=f"has no {named}: run `callcenter down`"):
        world(rest)


def test_a_queue_of_messages_is_no_queue_of_callers(recorded: list[dict[str, Any]]) -> None:
    messages: dict[str, Any] = {
        "type": "aws:sqs/queue:Queue",
        "name": "q",
        "id": "u",
        "inputs": {},
        "outputs": {},
    }
    assert len(world([*recorded, messages]).queues) == len(QUEUES)


def test_hours_can_be_put_aside_for_a_call(recorded: list[dict[str, Any]]) -> None:
    def is_open(hours: Hours, hour: int) -> bool:
        placed = Placed(agents=0, at=MONDAY, hours=hours)
        [made] = world_of(recorded, no_functions, placed).hours.values()
        return made.is_open(MONDAY.replace(hour=hour))

    assert is_open("open", 3)
    assert not is_open("closed", 10)


def test_people_may_come_later_and_hang_up_first(recorded: list[dict[str, Any]]) -> None:
    placed = Placed(agents=0, at=MONDAY, agent_after_seconds=20, agent_leaves_after_seconds=30)
    result = place_call(
        world_of(recorded, no_functions, placed),
        ScriptedCaller([Press("0"), Press("4")]),
        entry="main",
        customer="+821012345678",
        contact_id="c-1",
    )
    assert result.attributes["csat"] == "4"
    assert any(turn.text == AGENT_GREETING for turn in result.turns)
