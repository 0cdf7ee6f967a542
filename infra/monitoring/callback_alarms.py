"""What booked callers feel when they can not book, or are not called."""

from typing import Final

from ai.contract import Metric
from infra.monitoring.facts import SPELL_MINUTES, Watched, function_metric
from infra.monitoring.operations_alarms import (
    CALLBACK_FUNCTIONS,
    CALLBACK_QUEUE,
    function_slow,
    queue_lag,
)
from infra.monitoring.spec import AlarmSpec, MetricSource

ERRORS: Final = "function-errors-callbacks"
LETTERS: Final = f"dead-letters-{CALLBACK_QUEUE}"

UNREACHED_PERCENT: Final = 50

WAITED_MINUTES: Final = 30
"""So long it stays on after somebody has taken the oldest task, while the next one grows old."""


def callback_alarms(watched: Watched) -> list[AlarmSpec]:
    """From the booking to the call. None where callbacks can not be booked."""
    functions = [name for name in watched.functions if name in CALLBACK_FUNCTIONS]
    if not functions:
        return []
    return [
        function_errors(watched, functions),
        *[function_slow(watched, name) for name in functions],
        *[queue_lag(watched, name) for name in watched.queues_of_work if name == CALLBACK_QUEUE],
        callback_failures(watched),
        callbacks_missed(watched),
    ]


def function_errors(watched: Watched, names: list[str]) -> AlarmSpec:
    """One for both functions, because what else a bad deployment breaks refers to it."""
    metrics: dict[str, MetricSource] = {}
    for name in names:
        which, function = name.replace("-", "_"), watched.functions[name]
        metrics[f"errors_{which}"] = function_metric(function, "Errors", "Sum")
        metrics[f"refused_{which}"] = function_metric(function, "Throttles", "Sum")
    return AlarmSpec(
        name=ERRORS,
        felt=(
            "콜백 예약 함수나 예약 콜백 발신 함수가 실패하거나 실행이 거절되고 있습니다. 고객이 "
            "원하는 시간을 예약하지 못하거나, 예약한 시간이 되어도 전화를 받지 못합니다."
        ),
        first="두 함수의 로그에서 오류를 확인하고, 방금 배포했다면 이전 버전으로 되돌리세요.",
        metrics=metrics,
        expression=" + ".join(f"FILL({id_}, 0)" for id_ in metrics),
        threshold=1,
        periods=SPELL_MINUTES,
    )


def tasks_waiting(watched: Watched) -> list[AlarmSpec]:
    """One for each queue of people to be called: nobody takes what is in it.

    Not a fault of the machine, so no other alarm's business. At night tasks wait as well: who
    was promised a call today and has none is worth one mail then.
    """
    minutes = watched.limits.callback_wait_minutes
    return [
        AlarmSpec(
            name=f"untaken-{queue}",
            felt=(
                f"{queue} 대기열에서 {minutes}분 넘게 아무도 맡지 않은 고객이 있습니다. 전화를 "
                "약속받은 고객입니다."
            ),
            first="상담원 화면에서 그 작업을 맡을 사람을 정하고, 고객에게 먼저 전화하세요.",
            metrics={
                "wait": watched.connect("LongestQueueWaitTime", "Queue", "Maximum", QueueName=queue)
            },
            threshold=minutes * 60,
            periods=WAITED_MINUTES,
        )
        for queue in watched.queues
        if queue in watched.answered_later
    ]


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
