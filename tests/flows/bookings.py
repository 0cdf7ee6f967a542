"""Calls in which a time is booked: from closed hours, and from the queue."""

from flows import prompts
from flows.json_values import JsonObject
from flows.simulator.caller import CallerAction, Press
from flows.simulator.result import CallResult
from flows.simulator.world import FunctionResult
from tests.flows.diaries import BOOKED, DAYS, TIMES
from tests.flows.functions import Functions, by_action
from tests.flows.spoken import spoken
from tests.flows.test_engineer_and_agent_flows import SUNDAY
from tests.flows.worlds import CUSTOMER, OFFICE, call_center, play

WORDS = prompts.load()
BOOKING = WORDS["booking"]
CALLBACK = WORDS["callback"]
OWN, OTHER = Press("1"), Press("2")
SOON, CHOOSE = Press("1"), Press("2")
YES, NO = Press("1"), Press("2")
SECOND_DAY, SECOND_TIME = Press("2"), Press("2")


def diary(**changes: list[JsonObject] | JsonObject | FunctionResult) -> Functions:
    return by_action(**{"days": DAYS, "times": TIMES, "book": BOOKED, **changes})


def closed(functions: Functions, *actions: CallerAction, customer: str = CUSTOMER) -> CallResult:
    """To an engineer on a Sunday, and on from the question when to call."""
    world = call_center(hours=OFFICE, at=SUNDAY, invoke=functions)
    return play(world, Press("2"), Press("1"), OWN, *actions, customer=customer)


def waiting(functions: Functions, *actions: CallerAction) -> CallResult:
    """The same in the queue for engineers."""
    return play(call_center(invoke=functions), Press("2"), Press("1"), OWN, *actions)


def said(key: str, words: JsonObject) -> str:
    """A sentence with what the function says of days and times."""
    return spoken(BOOKING[key]).replace("$.External.words", str(words["words"]))
