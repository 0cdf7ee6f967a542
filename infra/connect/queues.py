"""The queues in which callers wait, and who takes whom in which order.

Names are ASCII because CloudWatch shows no others; what staff read is in the descriptions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

QUEUES: Final[Mapping[str, str]] = {
    "engineer": "기술 문의: AI 상담에서 넘어왔거나 처음부터 엔지니어를 찾은 고객",
    "agent": "일반 문의: 상담원을 찾은 고객",
    "vip": "우선 고객: 다른 고객보다 먼저 연결",
    "callback": "콜백: 다시 걸기를 부탁한 고객",
}
"""Queue by queue, and what staff read about it. Flows name them `{{queue:<name>}}`.

In the order in which they are made: a queue may list quick connects to those before it."""

CHANNELS: Final[Mapping[str, int]] = {"VOICE": 1, "CHAT": 2, "TASK": 2}
"""What people are given, and how much of it at once."""

QUICK_CONNECTS: Final[Mapping[str, Sequence[str]]] = {
    "engineer": (),
    "agent": ("engineer",),
    "vip": ("engineer", "agent"),
    "callback": ("engineer", "agent"),
}
"""Where the people who talk to a queue's callers can pass them on (docs/adr/0013: no circles)."""


@dataclass(frozen=True, kw_only=True)
class Served:
    """A queue that a profile serves.

    Of two callers, the one in the queue with the lower `priority` goes first, however long the
    other waits. A caller waits `delay` seconds in the queue before people of this profile are
    asked.
    """

    queue: str
    priority: int
    delay: int = 0


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What people of one kind serve. Calls that they make themselves go out as `outbound_queue`."""

    description: str
    outbound_queue: str
    serves: Sequence[Served]


HELP_SECONDS: Final = 30
"""After this long, people of the other profession help out."""

LAST_HELP_SECONDS: Final = 60
"""After this long, whoever leads the shift takes calls."""

PROFILES: Final[Mapping[str, Profile]] = {
    "engineer": Profile(
        description="엔지니어: 우선 고객과 기술 문의, 콜백. 일반 문의는 밀릴 때만",
        outbound_queue="engineer",
        serves=(
            Served(queue="vip", priority=1),
            Served(queue="engineer", priority=2),
            Served(queue="callback", priority=3),
            Served(queue="agent", priority=4, delay=HELP_SECONDS),
        ),
    ),
    "agent": Profile(
        description="상담원: 우선 고객과 일반 문의, 콜백. 기술 문의는 밀릴 때만",
        outbound_queue="agent",
        serves=(
            Served(queue="vip", priority=1),
            Served(queue="agent", priority=2),
            Served(queue="callback", priority=3),
            Served(queue="engineer", priority=4, delay=HELP_SECONDS),
        ),
    ),
    "supervisor": Profile(
        description="관리자: 오래 기다린 고객만",
        outbound_queue="agent",
        serves=tuple(
            Served(queue=queue, priority=priority, delay=LAST_HELP_SECONDS)
            for priority, queue in enumerate(("vip", "agent", "engineer", "callback"), start=1)
        ),
    ),
}
"""Routing profiles by name."""
