"""What people feel when something of operations fails: one entry a function, one a queue."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final, TypeVar

from ai.contract import CALLBACK_SECONDS, LOOKUP_SECONDS
from infra.operations.callbacks import DUE_SECONDS
from infra.operations.contact_records import RECORDS_SECONDS
from infra.operations.operations import REPORT_SECONDS

T = TypeVar("T")


class Runs(Enum):
    """Who starts a function, which decides how its failures come: at once, in spells, daily."""

    WAITED_FOR = auto()
    """A caller or a program waits for the answer, and gives up."""
    BY_EVENTS = auto()
    """A queue or stream brings what failed again, some minutes later."""
    DAILY = auto()


@dataclass(frozen=True, kw_only=True)
class Duty:
    """`title` is what the function does, `felt` what follows when it does not, both in Korean.

    After `seconds` it is given up: by whoever waits for it, or by Lambda.
    """

    title: str
    felt: str
    seconds: float
    runs: Runs


class UnknownDutyError(LookupError):
    """Something is watched of which nobody has said what people feel when it fails."""


DUTIES: Final[Mapping[str, Duty]] = {
    "customer": Duty(
        title="고객 조회",
        felt="고객은 이름과 등급 없이 처음 거는 사람처럼 안내받습니다.",
        seconds=LOOKUP_SECONDS,
        runs=Runs.WAITED_FOR,
    ),
    "callback": Duty(
        title="콜백 예약",
        felt="고객은 원하는 시간을 예약하지 못합니다.",
        seconds=CALLBACK_SECONDS,
        runs=Runs.WAITED_FOR,
    ),
    "callback-due": Duty(
        title="예약 콜백 발신",
        felt="예약한 시간이 되어도 고객에게 전화가 가지 않습니다.",
        seconds=DUE_SECONDS,
        runs=Runs.BY_EVENTS,
    ),
    "contact-records": Duty(
        title="연락 기록 처리",
        felt="기다리다 끊은 고객과 만족도가 대시보드에 모이지 않습니다.",
        seconds=RECORDS_SECONDS,
        runs=Runs.BY_EVENTS,
    ),
    "gap-report": Duty(
        title="미답변 보고",
        felt="제품팀이 어제 답하지 못한 질문을 메일로 받지 못합니다.",
        seconds=REPORT_SECONDS,
        runs=Runs.DAILY,
    ),
}
"""By the function's logical name."""


@dataclass(frozen=True, kw_only=True)
class Wait:
    """What is felt when messages wait longer than `seconds` for their function, in Korean."""

    felt: str
    seconds: int


WAITS: Final[Mapping[str, Wait]] = {
    "callbacks": Wait(felt="예약한 시간이 지났는데 걸지 않은 전화가 있습니다.", seconds=300),
    "contact-records": Wait(
        felt="연락 기록이 밀려, 기다리다 끊은 고객이 대시보드에 늦게 나옵니다.", seconds=1800
    ),
}
"""By the queue's short name."""


@dataclass(frozen=True, kw_only=True)
class Letters:
    """What is felt of messages that the function `of` could not handle, in Korean."""

    felt: str
    of: str


LETTERS: Final[Mapping[str, Letters]] = {
    "callbacks": Letters(
        felt=(
            "여러 번 시도해도 처리하지 못한 예약 콜백이 있습니다. "
            "그 고객에게는 전화가 가지 않습니다."
        ),
        of="callback-due",
    ),
    "contact-records": Letters(
        felt="처리하지 못한 연락 기록이 있습니다. 기다리다 끊은 고객과 만족도에서 그만큼 빠집니다.",
        of="contact-records",
    ),
    "operations": Letters(
        felt="실행하지 못한 매일 작업이 있습니다. 제품팀이 그날의 미답변 보고를 받지 못했습니다.",
        of="gap-report",
    ),
}
"""By the dead-letter queue's short name."""


def duty_of(function: str) -> Duty:
    """UnknownDutyError names the function of which nobody has said what is felt."""
    return _said(DUTIES, function, f"what people feel when the function {function!r} fails")


def wait_of(queue: str) -> Wait:
    """UnknownDutyError names the queue of which nobody has said what is felt when it lags."""
    return _said(WAITS, queue, f"what people feel when the queue {queue!r} lags")


def letters_of(queue: str) -> Letters:
    """UnknownDutyError names the dead-letter queue of which nobody has said what lies in it."""
    return _said(LETTERS, queue, f"what lies in the dead-letter queue {queue!r}")


def _said(told: Mapping[str, T], name: str, what: str) -> T:
    if name not in told:
        raise UnknownDutyError(f"nobody has said {what}: infra/monitoring/duties.py")
    return told[name]
