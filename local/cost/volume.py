"""How much is used in a month."""

from dataclasses import dataclass
from typing import Final

from local.cost.prices import Assumptions

HOURS: Final = 730
"""In a month, as AWS counts."""

DAYS: Final = HOURS / 24
SECONDS: Final = HOURS * 3600

BASIC: Final = "basic"
PLANS: Final = ("customer", BASIC)
"""Customer bills one price a minute with everything; Basic is switched to in the console."""


@dataclass(frozen=True, kw_only=True)
class Volume:
    """Calls a month, minutes with the assistant each, and the share that goes on to a person.

    `chats` are questions a month over the chat API, which come besides the calls.
    """

    calls: int
    minutes: float
    escalation: float
    plan: str
    assumed: Assumptions
    chats: int = 0

    @property
    def turns(self) -> float:
        """Questions a month."""
        return self.calls * self.minutes * self.assumed.turns_per_minute

    @property
    def bookings(self) -> float:
        """Calls back that callers book a month."""
        return self.calls * self.assumed.booked_share

    @property
    def calls_back(self) -> float:
        """Calls back a month as soon as somebody is free, besides those that are booked."""
        return self.calls * self.assumed.called_back_share

    @property
    def voice_price(self) -> str:
        """What Connect bills a minute by."""
        return "connect-voice-basic" if self.plan == BASIC else "connect-voice"

    @property
    def voice_minutes(self) -> float:
        """Minutes that Connect and the carrier bill."""
        return self.calls * (self.minutes + self.agent_minutes_a_call)

    @property
    def agent_minutes_a_call(self) -> float:
        """On average, over all calls."""
        return self.escalation * self.assumed.agent_minutes

    @property
    def busy_share(self) -> float:
        """Share of a month's hours in which somebody calls, at most; metrics are billed by it."""
        return min(self.calls, HOURS) / HOURS

    @property
    def build_share(self) -> float:
        """The same for builds of the index."""
        return min(self.assumed.builds, HOURS) / HOURS
