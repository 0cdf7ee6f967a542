"""What callers feel while they wait for a person, and when they do not get through at all."""

from typing import Final

from ai.contract import Metric
from infra.monitoring.facts import Watched
from infra.monitoring.spec import AlarmSpec

CAPACITY_PERCENT: Final = 80
"""Share of the quota of concurrent calls at which somebody is told."""


def waiting_alarms(watched: Watched) -> list[AlarmSpec]:
    """Queues first, then what agents and callers do about it."""
    return [
        *[longest_wait(watched, queue) for queue in watched.heard_queues],
        *[queue_growth(watched, queue) for queue in watched.heard_queues],
        missed_calls(watched),
        abandoned(watched),
    ]


def longest_wait(watched: Watched, queue: str) -> AlarmSpec:
    """Somebody has been waiting too long in a queue."""
    seconds = watched.limits.longest_wait_seconds
    return AlarmSpec(
        name=f"longest-wait-{queue}",
        felt=f"{queue} 대기열에서 {seconds}초 넘게 기다리는 고객이 있습니다.",
        first=(
            "상담 가능한 인원이 '응대 가능' 상태인지 확인하고, 부족하면 다른 팀에 지원을 "
            "요청하세요."
        ),
        metrics={
            "wait": watched.connect("LongestQueueWaitTime", "Queue", "Maximum", QueueName=queue)
        },
        threshold=seconds,
    )


def queue_growth(watched: Watched, queue: str) -> AlarmSpec:
    """A queue that is not small grows faster than people take calls from it."""
    callers = watched.limits.waiting_callers
    return AlarmSpec(
        name=f"queue-growth-{queue}",
        felt=f"{queue} 대기열에 {callers}명 이상 기다리고, 계속 늘고 있습니다.",
        first="응대 중인 인원과 통화 길이를 보고, 늘어나는 이유(장애 공지, 행사)를 확인하세요.",
        metrics={"waiting": watched.connect("QueueSize", "Queue", "Maximum", QueueName=queue)},
        expression=f"IF(waiting >= {callers}, DIFF(waiting), 0)",
        threshold=1,
        seconds=300,
        periods=4,
    )


def missed_calls(watched: Watched) -> AlarmSpec:
    """Agents let calls ring: each counts after 20 seconds without an answer."""
    minutes = watched.limits.missed_calls
    return AlarmSpec(
        name="missed-calls",
        felt=(
            f"최근 15분 중 {minutes}분 이상에서 상담원이 전화를 받지 못했습니다. 고객은 다시 "
            "대기열로 돌아갑니다."
        ),
        first="자리를 비운 상담원이 '응대 가능' 상태로 남아 있지 않은지 확인하세요.",
        metrics={"missed": watched.connect("MissedCalls", "VoiceCalls", "Sum")},
        threshold=1,
        periods=15,
        datapoints=minutes,
    )


def abandoned(watched: Watched) -> AlarmSpec:
    """Callers give up. Connect sends no such metric: it comes from the contact records."""
    minutes = watched.limits.abandoned_calls
    return AlarmSpec(
        name="callers-abandon",
        felt=f"최근 15분 중 {minutes}분 이상에서 기다리던 고객이 전화를 끊었습니다.",
        first="대기 시간과 콜백 안내가 나가고 있는지 확인하고, 끊은 고객에게 콜백하세요.",
        metrics={"abandoned": watched.assistant(Metric.ABANDONED, "Sum")},
        threshold=1,
        periods=15,
        datapoints=minutes,
    )


def capacity(watched: Watched) -> AlarmSpec:
    """Calls come near the instance's quota, or are refused already.

    The number of calls is compared, not `ConcurrentCallsPercentage`: whether that one runs to 1
    or to 100 is told differently by different sources.
    """
    quota = watched.limits.concurrent_calls
    near = max(1, quota * CAPACITY_PERCENT // 100)
    return AlarmSpec(
        name="capacity",
        felt=(
            f"동시 통화가 한도({quota}통화)의 {CAPACITY_PERCENT}%에 닿았거나 이미 거절되고 "
            "있습니다. 새로 거는 고객은 통화 중 신호를 들을 수 있습니다."
        ),
        first=(
            "대시보드에서 동시 통화와 대기열을 함께 보고, 이어질 것 같으면 AWS Support에 한도 "
            "증설을 요청하세요."
        ),
        metrics={
            "calls": watched.connect("ConcurrentCalls", "VoiceCalls", "Maximum"),
            "breaching": watched.connect("CallsBreachingConcurrencyQuota", "VoiceCalls", "Sum"),
            "throttled": watched.connect("ThrottledCalls", "VoiceCalls", "Sum"),
        },
        expression=(
            f"IF(FILL(calls, 0) >= {near} OR FILL(breaching, 0) + FILL(throttled, 0) > 0, 1, 0)"
        ),
        threshold=1,
    )
