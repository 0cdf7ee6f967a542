"""What wakes people, as data. Descriptions are for staff, in Korean: what it means, what to do.

Every alarm treats missing data as good: Connect and Lambda send no numbers when nothing happens.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pulumi

CONNECT: Final = "AWS/Connect"
LAMBDA: Final = "AWS/Lambda"
SQS: Final = "AWS/SQS"


@dataclass(frozen=True, kw_only=True)
class AlarmSpec:
    """One alarm over one metric: goes off when `datapoints` of the last `periods` are too high.

    `threshold` belongs to the bad side (at or above it). `statistic` is a plain statistic or a
    percentile such as `p95`. `seconds` is the length of a period.
    """

    name: str
    description: str
    namespace: str
    metric: str
    dimensions: Mapping[str, pulumi.Input[str]]
    statistic: str
    threshold: float
    seconds: int = 60
    periods: int = 3
    datapoints: int = 2


@dataclass(frozen=True, kw_only=True)
class AlarmFacts:
    """What the alarms are about. Connect's dimensions hold names, not ids.

    `slow_answer_ms` is the 95th percentile at which callers begin to notice.
    """

    instance_id: pulumi.Input[str]
    queues: Sequence[str]
    flows: Sequence[str]
    answer_function: pulumi.Input[str]
    ingest_function: pulumi.Input[str]
    ingest_queue: pulumi.Input[str]
    dead_letter_queue: pulumi.Input[str]
    longest_wait_seconds: int
    missed_calls: int
    slow_answer_ms: int


def all_alarms(facts: AlarmFacts) -> list[AlarmSpec]:
    """People first, then the machine."""
    return [
        *[longest_wait(facts, queue) for queue in facts.queues],
        missed_calls(facts),
        *[alarm for flow in facts.flows for alarm in flow_failures(facts, flow)],
        *answer_failures(facts),
        *ingest_failures(facts),
    ]


def longest_wait(facts: AlarmFacts, queue: str) -> AlarmSpec:
    """Somebody has been waiting too long in a queue."""
    return AlarmSpec(
        name=f"longest-wait-{queue}",
        description=(
            f"{queue} 대기열에서 {facts.longest_wait_seconds}초 넘게 기다리는 고객이 있습니다. "
            "상담 가능한 인원이 '응대 가능' 상태인지 확인하고, 부족하면 다른 팀에 지원을 "
            "요청하세요."
        ),
        namespace=CONNECT,
        metric="LongestQueueWaitTime",
        dimensions=_connect(facts, "Queue", QueueName=queue),
        statistic="Maximum",
        threshold=facts.longest_wait_seconds,
    )


def missed_calls(facts: AlarmFacts) -> AlarmSpec:
    """Agents let calls ring: each counts after 20 seconds without an answer."""
    return AlarmSpec(
        name="missed-calls",
        description=(
            f"5분 동안 받지 못한 전화가 {facts.missed_calls}건 이상입니다. 자리를 비운 상담원이 "
            "'응대 가능' 상태로 남아 있지 않은지 확인하세요."
        ),
        namespace=CONNECT,
        metric="MissedCalls",
        dimensions=_connect(facts, "VoiceCalls"),
        statistic="Sum",
        threshold=facts.missed_calls,
        seconds=300,
        periods=1,
        datapoints=1,
    )


def flow_failures(facts: AlarmFacts, flow: str) -> list[AlarmSpec]:
    """A flow took error branches again and again, or broke off."""
    dimensions = _connect(facts, "ContactFlow", ContactFlowName=flow)
    return [
        AlarmSpec(
            name=f"flow-errors-{flow}",
            description=(
                f"{flow} 흐름에서 오류 분기를 탄 통화가 계속 생기고 있습니다. 고객은 사과 안내를 "
                "듣고 사람에게 연결됩니다. Connect 흐름 로그에서 오류가 난 블록을 확인하세요."
            ),
            namespace=CONNECT,
            metric="ContactFlowErrors",
            dimensions=dimensions,
            statistic="Sum",
            threshold=3,
            seconds=300,
        ),
        AlarmSpec(
            name=f"flow-fatal-{flow}",
            description=(
                f"{flow} 흐름이 중간에 멈춰 통화가 끊겼습니다. Connect 흐름 로그를 확인하고, "
                "방금 배포했다면 이전 버전으로 되돌리세요."
            ),
            namespace=CONNECT,
            metric="ContactFlowFatalErrors",
            dimensions=dimensions,
            statistic="Sum",
            threshold=1,
            seconds=300,
            periods=1,
            datapoints=1,
        ),
    ]


def answer_failures(facts: AlarmFacts) -> list[AlarmSpec]:
    """The answer function fails, is refused, or is about to miss the turn's deadline."""
    return [
        _function_alarm(
            "answer-errors",
            "Errors",
            facts.answer_function,
            "AI 답변 함수가 실패하고 있습니다. 고객은 사과 안내를 듣습니다. 함수 로그에서 오류를 "
            "확인하고, 방금 배포했다면 이전 버전으로 되돌리세요.",
        ),
        _function_alarm(
            "answer-throttles",
            "Throttles",
            facts.answer_function,
            "동시 통화가 많아 AI 답변 함수 실행이 거절되고 있습니다. 계정의 Lambda 동시 실행 "
            "한도와 예약된 동시성 설정(answerConcurrency)을 확인하세요.",
        ),
        AlarmSpec(
            name="answer-slow",
            description=(
                f"AI 답변의 느린 5%가 {facts.slow_answer_ms / 1000:g}초를 넘었습니다. Bedrock "
                "지연과 제한(throttling)을 확인하고, 계속되면 더 빠른 모델(answerModel)로 "
                "바꾸세요."
            ),
            namespace=LAMBDA,
            metric="Duration",
            dimensions={"FunctionName": facts.answer_function},
            statistic="p95",
            threshold=facts.slow_answer_ms,
            seconds=300,
        ),
    ]


def ingest_failures(facts: AlarmFacts) -> list[AlarmSpec]:
    """Uploads do not reach the index."""
    return [
        _function_alarm(
            "ingest-errors",
            "Errors",
            facts.ingest_function,
            "문서 색인 함수가 실패하고 있습니다. 고객은 이전 색인으로 답변을 듣습니다. 함수 로그와 "
            "색인 버킷의 report.json에서 문제가 된 문서를 확인하세요.",
        ),
        AlarmSpec(
            name="ingest-lag",
            description=(
                "올린 문서가 10분 넘게 색인을 기다리고 있습니다. 색인 함수가 실행되고 있는지, "
                "Bedrock 임베딩 호출이 제한되지 않는지 확인하세요."
            ),
            namespace=SQS,
            metric="ApproximateAgeOfOldestMessage",
            dimensions={"QueueName": facts.ingest_queue},
            statistic="Maximum",
            threshold=600,
        ),
        AlarmSpec(
            name="ingest-dead-letters",
            description=(
                "세 번 시도해도 처리하지 못한 문서 이벤트가 있습니다. 색인 함수 로그에서 원인을 "
                "찾아 고친 뒤, 처리 못한 메시지 대기열(DLQ)의 메시지를 원래 대기열로 되돌리세요."
            ),
            namespace=SQS,
            metric="ApproximateNumberOfMessagesVisible",
            dimensions={"QueueName": facts.dead_letter_queue},
            statistic="Maximum",
            threshold=1,
            seconds=300,
            periods=1,
            datapoints=1,
        ),
    ]


def _function_alarm(
    name: str, metric: str, function: pulumi.Input[str], description: str
) -> AlarmSpec:
    return AlarmSpec(
        name=name,
        description=description,
        namespace=LAMBDA,
        metric=metric,
        dimensions={"FunctionName": function},
        statistic="Sum",
        threshold=1,
        seconds=300,
    )


def _connect(facts: AlarmFacts, group: str, **names: str) -> dict[str, pulumi.Input[str]]:
    return {"InstanceId": facts.instance_id, "MetricGroup": group, **names}
