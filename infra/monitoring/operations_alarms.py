"""What is felt when the functions beside the answers fail. A new one is an entry in duties.py."""

from typing import Final

from ai.contract import Metric
from infra.monitoring.duties import Runs, duty_of, letters_of, wait_of
from infra.monitoring.facts import (
    FEW,
    SLOW_SHARE,
    SPELL_MINUTES,
    Watched,
    function_metric,
    letters_waiting,
    oldest_waiting,
)
from infra.monitoring.pin_alarms import pin_failures
from infra.monitoring.record_alarms import RECORDS_FUNCTION, records_failed, records_late
from infra.monitoring.spec import AlarmSpec

CALLBACK_FUNCTIONS: Final = ("callback", "callback-due")
CALLBACK_QUEUE: Final = "callbacks"
CHAT_FUNCTION: Final = "chat"
"""Has no alarms of its own: its faults are those of the API, which chat_alarms.py watches."""
LOOKUP_FUNCTION: Final = "customer"


def operations_alarms(watched: Watched) -> list[AlarmSpec]:
    """Of what runs, everything but callbacks and chat, which have alarms of their own."""
    apart = {*CALLBACK_FUNCTIONS, CHAT_FUNCTION}
    functions = [name for name in watched.functions if name not in apart]
    stream = watched.record_stream
    return [
        *[function_errors(watched, name) for name in functions],
        *[function_slow(watched, name) for name in functions],
        *[queue_lag(watched, name) for name in watched.queues_of_work if name != CALLBACK_QUEUE],
        *([lookup_failures(watched)] if LOOKUP_FUNCTION in functions else []),
        *([pin_failures(watched)] if watched.verifies else []),
        *([records_failed(watched)] if RECORDS_FUNCTION in functions else []),
        *([records_late(watched, stream)] if stream is not None else []),
    ]


def letter_alarms(watched: Watched) -> list[AlarmSpec]:
    """Of what lies, for up to two weeks: nothing else may hide behind it."""
    return [dead_letters(watched, name) for name in watched.dead_letters]


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
        felt=letters_of(queue).felt,
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
