"""VIPs wait in a queue of their own, and everywhere else when that is not to be had."""

from dataclasses import replace

import pytest

from flows import prompts
from flows.simulator.call import place_call
from flows.simulator.caller import CallerAction, Press, Say, ScriptedCaller
from flows.simulator.result import CallResult, Ended
from flows.simulator.world import World
from tests.flows.diaries import BOOKED, DAYS, TIMES, asked
from tests.flows.functions import CONTACT, by_action
from tests.flows.test_engineer_and_agent_flows import SUNDAY
from tests.flows.worlds import OFFICE, call_center, heard, play

WORDS = prompts.load()
QUEUE = WORDS["queue"]
VIP = {
    "customer_known": "true",
    "customer_name": "김하늘",
    "customer_language": "ko",
    "customer_tier": "vip",
}
STANDARD = {**VIP, "customer_tier": "standard"}


def calling(
    *actions: CallerAction, world: World | None = None, who: dict[str, str] = VIP
) -> CallResult:
    return play(replace(world or call_center(), attributes=who), *actions)


@pytest.mark.parametrize("keys", ["2", "0", "*2", "*0"])
def test_a_vip_waits_with_vips_whoever_they_ask_for(keys: str) -> None:
    assert calling(Press(keys)).queue == "vip"


@pytest.mark.parametrize(("keys", "queue"), [("2", "engineer"), ("0", "agent")])
def test_everybody_else_waits_where_they_asked_to(keys: str, queue: str) -> None:
    assert calling(Press(keys), who=STANDARD).queue == queue
    assert calling(Press(keys), who={}).queue == queue


@pytest.mark.parametrize(("keys", "queue"), [("2", "engineer"), ("0", "agent")])
@pytest.mark.parametrize("lack", ["full", "without"])
def test_a_vip_without_a_place_among_vips_waits_like_everybody_else(
    keys: str, queue: str, lack: str
) -> None:
    world = call_center(full=("vip",)) if lack == "full" else call_center(without=("queue:vip",))
    result = calling(Press(keys), world=world)

    assert (result.ended, result.queue) == (Ended.QUEUED, queue)
    assert WORDS["agent"]["full"].text not in heard(result)


def test_a_vip_for_whom_every_queue_is_full_is_offered_a_call_back() -> None:
    result = calling(Press("2"), world=call_center(full=("vip", "engineer", "agent")))

    assert heard(result)[-1] == WORDS["callback"]["number"].text


def test_a_vip_who_waits_is_offered_a_call_back_and_not_an_agent_whom_they_have_already() -> None:
    said = heard(calling(Press("2"), Press("9")))

    assert QUEUE["offer"].text in said
    assert QUEUE["offer_engineer"].text not in said


def test_a_vip_who_is_called_back_instead_of_waiting_stays_among_vips() -> None:
    result = calling(Press("2"), Press("1"), Press("1"), Press("1"))

    assert [made.values["queue"] for made in result.callbacks] == ["vip"]


def test_outside_the_hours_a_vips_call_back_pages_nobody_at_night() -> None:
    world = call_center(hours=OFFICE, at=SUNDAY)
    result = calling(Press("2"), Press("1"), Press("1"), Press("1"), world=world)

    assert [made.values["queue"] for made in result.callbacks] == ["callback"]


def test_a_vips_booking_says_so() -> None:
    functions = by_action(days=DAYS, times=TIMES, book=BOOKED)
    world = call_center(hours=OFFICE, at=SUNDAY, invoke=functions)
    keys = (Press("2"), Press("1"), Press("1"), Press("2"), Press("1"), Press("1"))
    calling(*keys, world=world)

    assert asked(functions, "book")[0]["queue"] == "vip"


def test_the_agent_hears_that_it_is_a_vip() -> None:
    world = call_center(agents=1)
    vip, other = (calling(Press("0"), world=world, who=who) for who in (VIP, STANDARD))

    assert [turn.text for turn in vip.agent_turns if turn.flow == "agent_whisper"][:2] == [
        WORDS["agent_whisper"]["vip"].text,
        "김하늘 고객님입니다.",
    ]
    assert WORDS["agent_whisper"]["vip"].text not in {turn.text for turn in other.agent_turns}


@pytest.mark.parametrize(("full", "queue"), [((), "vip"), (("vip",), "engineer")])
def test_a_vip_who_writes_goes_first_as_well(full: tuple[str, ...], queue: str) -> None:
    world = replace(call_center(full=full), channel="CHAT", attributes=VIP)
    result = place_call(
        world,
        ScriptedCaller([Say("엔지니어 연결해 주세요")]),
        entry="chat",
        customer="visitor",
        contact_id=CONTACT,
    )

    assert (result.ended, result.queue) == (Ended.QUEUED, queue)
