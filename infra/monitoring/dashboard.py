"""The dashboard for people on shift, as CloudWatch's JSON. Titles are in Korean."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from infra.monitoring.alarms import CONNECT, LAMBDA, SQS

COLUMNS: Final = 24
HEIGHT: Final = 6

Metric = list[Any]


@dataclass(frozen=True, kw_only=True)
class DashboardFacts:
    """All plain names: they become metric dimensions."""

    region: str
    instance_id: str
    queues: Sequence[str]
    flows: Sequence[str]
    answer_function: str
    ingest_function: str
    ingest_queue: str
    dead_letter_queue: str
    alarm_arns: Sequence[str]


def dashboard_body(facts: DashboardFacts) -> dict[str, Any]:
    """Rows from what callers feel, over what the assistant does, to what the machine does."""
    rows = [
        [_heading("# Saltware 고객센터"), _alarms(facts)],
        [_calls(facts), _waiting(facts), _longest_wait(facts)],
        [_concurrency(facts), _missed(facts), _flow_errors(facts)],
        [_answer_latency(facts), _answers(facts), _answer_errors(facts)],
        [_ingest(facts), _ingest_lag(facts), _dead_letters(facts)],
    ]
    return {"start": "-PT3H", "widgets": _placed(rows)}


def _placed(rows: Sequence[Sequence[dict[str, Any]]]) -> list[dict[str, Any]]:
    widgets: list[dict[str, Any]] = []
    for row, contents in enumerate(rows):
        width = COLUMNS // len(contents)
        widgets.extend(
            {
                **content,
                "x": column * width,
                "y": row * HEIGHT,
                "width": width,
                "height": HEIGHT,
            }
            for column, content in enumerate(contents)
        )
    return widgets


def _heading(markdown: str) -> dict[str, Any]:
    text = (
        f"{markdown}\n\n고객이 느끼는 것부터 위에 있습니다. "
        "빨간 경보의 설명에 할 일이 적혀 있습니다."
    )
    return {"type": "text", "properties": {"markdown": text}}


def _alarms(facts: DashboardFacts) -> dict[str, Any]:
    return {
        "type": "alarm",
        "properties": {"title": "경보", "alarms": list(facts.alarm_arns)},
    }


def _calls(facts: DashboardFacts) -> dict[str, Any]:
    metric = [*_connect(facts, "CallsPerInterval", "VoiceCalls"), {"label": "걸려 온 전화"}]
    return _graph(facts, "걸려 온 전화", [metric], "Sum")


def _waiting(facts: DashboardFacts) -> dict[str, Any]:
    metrics = [
        [*_connect(facts, "QueueSize", "Queue", "QueueName", queue), {"label": queue}]
        for queue in facts.queues
    ]
    return _graph(facts, "기다리는 고객 수", metrics, "Maximum")


def _longest_wait(facts: DashboardFacts) -> dict[str, Any]:
    metrics = [
        [*_connect(facts, "LongestQueueWaitTime", "Queue", "QueueName", queue), {"label": queue}]
        for queue in facts.queues
    ]
    return _graph(facts, "가장 오래 기다린 시간(초)", metrics, "Maximum")


def _concurrency(facts: DashboardFacts) -> dict[str, Any]:
    metrics = [
        [*_connect(facts, "ConcurrentCalls", "VoiceCalls"), {"label": "동시 통화"}],
        [
            *_connect(facts, "ConcurrentCallsPercentage", "VoiceCalls"),
            {"label": "한도 대비", "yAxis": "right"},
        ],
    ]
    return _graph(facts, "동시 통화", metrics, "Maximum")


def _missed(facts: DashboardFacts) -> dict[str, Any]:
    metrics = [
        [*_connect(facts, "MissedCalls", "VoiceCalls"), {"label": "받지 못함"}],
        [*_connect(facts, "ThrottledCalls", "VoiceCalls"), {"label": "거절됨"}],
        [
            *_connect(facts, "CallsBreachingConcurrencyQuota", "VoiceCalls"),
            {"label": "동시 통화 한도 초과"},
        ],
    ]
    return _graph(facts, "받지 못한 전화", metrics, "Sum")


def _flow_errors(facts: DashboardFacts) -> dict[str, Any]:
    metrics = [
        [
            *_connect(facts, name, "ContactFlow", "ContactFlowName", flow),
            {"label": f"{flow} {label}"},
        ]
        for flow in facts.flows
        for name, label in (("ContactFlowErrors", "오류"), ("ContactFlowFatalErrors", "중단"))
    ]
    return _graph(facts, "흐름 오류", metrics, "Sum")


def _answer_latency(facts: DashboardFacts) -> dict[str, Any]:
    duration = [LAMBDA, "Duration", "FunctionName", facts.answer_function]
    metrics = [
        [*duration, {"stat": percentile, "label": percentile}] for percentile in ("p50", "p95")
    ]
    return _graph(facts, "AI 답변 시간(ms)", metrics, "p95")


def _answers(facts: DashboardFacts) -> dict[str, Any]:
    metrics: list[Metric] = [
        [LAMBDA, "Invocations", "FunctionName", facts.answer_function, {"label": "AI 답변"}],
        [
            LAMBDA,
            "ConcurrentExecutions",
            "FunctionName",
            facts.answer_function,
            {"label": "동시 실행", "stat": "Maximum"},
        ],
    ]
    return _graph(facts, "AI 답변 수", metrics, "Sum")


def _answer_errors(facts: DashboardFacts) -> dict[str, Any]:
    function = ["FunctionName", facts.answer_function]
    metrics: list[Metric] = [
        [LAMBDA, "Errors", *function, {"label": "오류"}],
        [LAMBDA, "Throttles", *function, {"label": "거절"}],
    ]
    return _graph(facts, "AI 답변 오류", metrics, "Sum")


def _ingest(facts: DashboardFacts) -> dict[str, Any]:
    function = ["FunctionName", facts.ingest_function]
    metrics: list[Metric] = [
        [LAMBDA, "Invocations", *function, {"label": "색인 실행"}],
        [LAMBDA, "Errors", *function, {"label": "색인 오류"}],
        [
            LAMBDA,
            "Duration",
            *function,
            {"label": "걸린 시간(ms)", "stat": "Maximum", "yAxis": "right"},
        ],
    ]
    return _graph(facts, "문서 색인", metrics, "Sum")


def _ingest_lag(facts: DashboardFacts) -> dict[str, Any]:
    queue = ["QueueName", facts.ingest_queue]
    metrics: list[Metric] = [
        [SQS, "ApproximateAgeOfOldestMessage", *queue, {"label": "가장 오래된 이벤트(초)"}],
        [SQS, "ApproximateNumberOfMessagesVisible", *queue, {"label": "기다리는 이벤트"}],
    ]
    return _graph(facts, "색인 지연", metrics, "Maximum")


def _dead_letters(facts: DashboardFacts) -> dict[str, Any]:
    metric: Metric = [
        SQS,
        "ApproximateNumberOfMessagesVisible",
        "QueueName",
        facts.dead_letter_queue,
        {"label": "처리 못한 이벤트"},
    ]
    return _graph(facts, "처리하지 못한 문서 이벤트", [metric], "Maximum")


def _connect(facts: DashboardFacts, metric: str, group: str, *more: str) -> Metric:
    return [CONNECT, metric, "InstanceId", facts.instance_id, "MetricGroup", group, *more]


def _graph(
    facts: DashboardFacts, title: str, metrics: Sequence[Metric], statistic: str
) -> dict[str, Any]:
    return {
        "type": "metric",
        "properties": {
            "title": title,
            "region": facts.region,
            "view": "timeSeries",
            "stat": statistic,
            "period": 60,
            "metrics": list(metrics),
        },
    }
