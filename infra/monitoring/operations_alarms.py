"""What is felt when the functions beside the answers fail. A new one is an entry in duties.py."""

from collections.abc import Collection
from typing import Final

from ai.contract import Metric
from infra.monitoring.duties import Runs, duty_of, lying_in, wait_of
from infra.monitoring.facts import (
    FEW,
    SLOW_SHARE,
    Watched,
    function_metric,
    letters_waiting,
    oldest_waiting,
)
from infra.monitoring.spec import AlarmSpec

CALLBACK_FUNCTIONS: Final = ("callback", "callback-due")
CALLBACK_QUEUE: Final = "callbacks"
CHAT_FUNCTION: Final = "chat"
"""Has no alarms of its own: its faults are those of the API, which chat_alarms.py watches."""
RECORDS_FUNCTION: Final = "contact-records"
LOOKUP_FUNCTION: Final = "customer"

SPELL_MINUTES: Final = 60
"""Long enough to hold two attempts of a queue at the same event."""

UNREACHED_PERCENT: Final = 50

GUESSED_MINUTES: Final = 10
"""Of an hour, with a wrong PIN in each."""


def operations_alarms(watched: Watched) -> list[AlarmSpec]:
    """Everything but callbacks and chat, which have alarms of their own."""
    apart = {*CALLBACK_FUNCTIONS, CHAT_FUNCTION}
    functions = [name for name in watched.functions if name not in apart]
    return [
        *_of_functions(watched, functions),
        *_of_queues(watched, callbacks=False),
        *([lookup_failures(watched)] if LOOKUP_FUNCTION in functions else []),
        *([pin_guessing(watched)] if watched.verifies else []),
        *([records_failed(watched)] if RECORDS_FUNCTION in functions else []),
    ]


def callback_alarms(watched: Watched) -> list[AlarmSpec]:
    """From the booking to the call. None where callbacks can not be booked."""
    functions = [name for name in watched.functions if name in CALLBACK_FUNCTIONS]
    if not functions:
        return []
    return [
        *_of_functions(watched, functions),
        *_of_queues(watched, callbacks=True),
        callback_failures(watched),
        callbacks_missed(watched),
    ]


def _of_functions(watched: Watched, names: Collection[str]) -> list[AlarmSpec]:
    return [
        *[function_errors(watched, name) for name in names],
        *[function_slow(watched, name) for name in names],
    ]


def _of_queues(watched: Watched, *, callbacks: bool) -> list[AlarmSpec]:
    """Of the queue of callbacks, or of all others."""
    lagging, letters = (
        [name for name in names if (name == CALLBACK_QUEUE) is callbacks]
        for names in (watched.queues_of_work, watched.dead_letters)
    )
    return [
        *[queue_lag(watched, name) for name in lagging],
        *[dead_letters(watched, name) for name in letters],
    ]


def queue_lag(watched: Watched, queue: str) -> AlarmSpec:
    """Nobody takes messages from a queue: no function fails, because none runs."""
    wait = wait_of(queue)
    return AlarmSpec(
        name=f"queue-lag-{queue}",
        felt=f"{wait.felt} ({wait.seconds // 60}분 넘게 처리되지 않았습니다.)",
        first="함수가 실행되는지, 대기열과 함수를 잇는 이벤트 소스 매핑이 켜져 있는지 보세요.",
        metrics={"oldest": oldest_waiting(watched.queues_of_work[queue])},
        threshold=wait.seconds,
    )


def function_errors(watched: Watched, name: str) -> AlarmSpec:
    """A function crashes, is stopped, or Lambda refuses to run it."""
    duty, function = duty_of(name), watched.functions[name]
    return AlarmSpec(
        name=f"function-errors-{name}",
        felt=f"{duty.title} 함수가 실패하거나 실행이 거절되고 있습니다. {duty.felt}",
        first="함수 로그에서 오류를 확인하고, 방금 배포했다면 이전 버전으로 되돌리세요.",
        metrics={
            "errors": function_metric(function, "Errors", "Sum"),
            "refused": function_metric(function, "Throttles", "Sum"),
        },
        expression="FILL(errors, 0) + FILL(refused, 0)",
        threshold=1,
        periods=15 if duty.runs is Runs.WAITED_FOR else SPELL_MINUTES,
    )


def function_slow(watched: Watched, name: str) -> AlarmSpec:
    """A function comes near the time after which it is given up."""
    duty, function = duty_of(name), watched.functions[name]
    seconds = duty.seconds * SLOW_SHARE
    waited_for = duty.runs is Runs.WAITED_FOR
    who = "의 느린 5%가" if waited_for else "가"
    felt = (
        f"{duty.title} 함수{who} {seconds:.3g}초를 넘어 제한 시간({duty.seconds:g}초)에 "
        f"가깝습니다. 제한 시간을 넘으면, {duty.felt}"
    )
    first = "함수 로그에서 무엇을 기다리는지 보고, 부르는 서비스(DynamoDB 등)의 상태를 확인하세요."
    if waited_for:
        return AlarmSpec(
            name=f"function-slow-{name}",
            felt=felt,
            first=first,
            metrics={
                "slow": function_metric(function, "Duration", "p95"),
                "runs": function_metric(function, "Invocations", "Sum"),
            },
            expression=f"IF(runs >= {FEW}, slow, 0)",
            threshold=round(seconds * 1000),
            seconds=900,
            periods=4,
        )
    return AlarmSpec(
        name=f"function-slow-{name}",
        felt=felt,
        first=first,
        metrics={"longest": function_metric(function, "Duration", "Maximum")},
        threshold=round(seconds * 1000),
        periods=SPELL_MINUTES,
        datapoints=1 if duty.runs is Runs.DAILY else 2,
    )


def dead_letters(watched: Watched, queue: str) -> AlarmSpec:
    """What failed for good lies there until somebody brings it back or throws it away."""
    return AlarmSpec(
        name=f"dead-letters-{queue}",
        felt=lying_in(queue),
        first=("원인을 먼저 고친 뒤, 처리 못한 메시지 대기열(DLQ)의 메시지를 되돌리거나 비우세요."),
        metrics={"waiting": letters_waiting(watched.dead_letters[queue])},
        threshold=1,
        seconds=300,
        periods=2,
        datapoints=1,
        essential=True,
    )


def lookup_failures(watched: Watched) -> AlarmSpec:
    """The function is well, the customers table is not."""
    return AlarmSpec(
        name="customer-lookup-failures",
        felt=(
            "고객 테이블이 제때 답하지 않습니다. 고객은 이름과 등급 없이 처음 거는 사람처럼 "
            "안내받습니다."
        ),
        first="고객 테이블(DynamoDB)의 제한(throttling)과 AWS Health를 확인하세요.",
        metrics={"failed": watched.assistant(Metric.LOOKUP_FAILURES, "Sum")},
        threshold=1,
        periods=30,
    )


def pin_guessing(watched: Watched) -> AlarmSpec:
    """Forgetful customers are a few an hour; who guesses goes on, on one number or on many."""
    return AlarmSpec(
        name="pin-guessing",
        felt=(
            "한 시간 사이에 틀린 비밀번호가 열 번 넘게 이어졌습니다. 누군가 고객의 번호로 전화해 "
            "비밀번호를 맞혀 보고 있을 수 있습니다."
        ),
        first="상담원에게 '본인 확인'이 되지 않은 고객은 꼭 따로 확인하라고 알리세요.",
        metrics={
            "wrong": watched.assistant(Metric.PINS_WRONG, "Sum"),
            "locked": watched.assistant(Metric.PINS_LOCKED, "Sum"),
        },
        expression="FILL(wrong, 0) + FILL(locked, 0)",
        threshold=1,
        periods=SPELL_MINUTES,
        datapoints=GUESSED_MINUTES,
    )


def records_failed(watched: Watched) -> AlarmSpec:
    """Contact records come that the function can not read."""
    return AlarmSpec(
        name="records-failed",
        felt="읽지 못한 연락 기록이 이어집니다. 기다리다 끊은 고객과 만족도에서 그만큼 빠집니다.",
        first="연락 기록 함수의 로그에서 어느 항목을 읽지 못했는지 보고, 형식이 바뀌었는지 보세요.",
        metrics={"failed": watched.assistant(Metric.RECORDS_FAILED, "Sum")},
        threshold=1,
        periods=SPELL_MINUTES,
    )


def callback_failures(watched: Watched) -> AlarmSpec:
    """Callers chose a time and could not have it, because a service did not answer."""
    return AlarmSpec(
        name="callback-failures",
        felt="고객이 콜백 시간을 골랐는데 예약하지 못하고 있습니다.",
        first="콜백 예약 함수의 로그에서 테이블과 일정(EventBridge Scheduler) 중 무엇인지 보세요.",
        metrics={"failed": watched.assistant(Metric.CALLBACK_FAILURES, "Sum")},
        threshold=1,
        periods=SPELL_MINUTES,
    )


def callbacks_missed(watched: Watched) -> AlarmSpec:
    """Hour after hour, more booked callers are missed than reached: the calls do not get out."""
    return AlarmSpec(
        name="callbacks-missed",
        felt=(
            f"예약한 고객의 {UNREACHED_PERCENT}% 이상이 두 시간째 전화를 받지 못하고 있습니다. "
            "약속한 전화가 나가지 않는 것일 수 있습니다."
        ),
        first="callback 대기열에 넘어온 작업을 보고, 그 고객에게 사람이 먼저 전화하세요.",
        metrics={
            "missed": watched.assistant(Metric.CALLBACKS_MISSED, "Sum"),
            "reached": watched.assistant(Metric.CALLBACKS_REACHED, "Sum"),
        },
        expression="IF(FILL(missed, 0) >= 2, 100 * missed / (missed + FILL(reached, 0)), 0)",
        threshold=UNREACHED_PERCENT,
        seconds=3600,
        periods=4,
    )
