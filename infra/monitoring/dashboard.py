"""The dashboard for people on shift, as CloudWatch's JSON. Titles are in Korean."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from ai.contract import Metric, Status
from infra.monitoring.facts import Watched, function_metric, letters_waiting, oldest_waiting
from infra.monitoring.knowledge_alarms import LAG_SECONDS
from infra.monitoring.operations_widgets import behind, callbacks, chat, satisfaction
from infra.monitoring.spec import CONNECT, MetricSource
from infra.monitoring.widgets import (
    Line,
    Widget,
    alarm_states,
    found,
    graph,
    line,
    log_table,
    number,
    placed,
    text,
)

FREE_METRICS: Final = 50
"""A dashboard of more metrics is not among the free ones (CloudWatch pricing)."""

BILLING_REGION: Final = "us-east-1"
"""Where AWS keeps the account's charges, once billing alerts are switched on."""

OUTCOMES: Final = {
    Status.ANSWERED: "답변",
    Status.ABSTAINED: "찾지 못함",
    Status.ESCALATE: "사람 연결",
    Status.FAILED: "실패",
}


@dataclass(frozen=True, kw_only=True)
class DashboardFacts:
    """All plain names: they become metric dimensions. `alarm_arns` are those that page."""

    region: str
    watched: Watched
    alarm_arns: Sequence[str]
    ingest_log_group: str
    budget_usd: float
    runbooks: str


def dashboard_body(facts: DashboardFacts) -> dict[str, Any]:
    """Rows from what callers feel, over what the assistant does, to documents and money."""
    watched, region = facts.watched, facts.region
    rows = [
        [_heading(facts), alarm_states("경보", facts.alarm_arns)],
        [_waiting(facts), _longest_wait(facts), _lost(facts)],
        [_calls(facts), _concurrency(facts), _flow_errors(facts)],
        [_outcomes(facts), _turns(facts), _first_word(facts)],
        [callbacks(watched, region), satisfaction(watched, region), chat(watched, region)],
        [_stages(facts), _function(facts), behind(watched, region)],
        [_ingest_lag(facts), _index_health(facts), _documents(facts)],
        [_index_version(facts), _spend(facts), _about_money(facts)],
    ]
    return {"start": "-PT3H", "widgets": placed(rows)}


def _heading(facts: DashboardFacts) -> Widget:
    return text(
        "# Saltware 고객센터\n\n"
        "위에서 아래로: 고객이 느끼는 것, AI 답변, 콜백과 채팅, 문서와 비용입니다.\n\n"
        f"경보가 켜지면 메일의 설명과 절차({facts.runbooks})를 따르세요."
    )


def _waiting(facts: DashboardFacts) -> Widget:
    lines = [
        line(facts.watched.connect("QueueSize", "Queue", "Maximum", QueueName=queue), queue)
        for queue in facts.watched.queues
    ]
    limit = ("경보", facts.watched.limits.waiting_callers)
    return graph("기다리는 고객 수", facts.region, lines, limit=limit)


def _longest_wait(facts: DashboardFacts) -> Widget:
    """Seconds on the line to the left; to the right hours, of those who are to be called."""
    watched = facts.watched
    metric = {
        queue: watched.connect("LongestQueueWaitTime", "Queue", "Maximum", QueueName=queue)
        for queue in watched.queues
    }
    lines = [
        line(source, f"{queue}(오른쪽)", yAxis="right")
        if queue in watched.answered_later
        else line(source, queue)
        for queue, source in metric.items()
    ]
    limit = ("경보", facts.watched.limits.longest_wait_seconds)
    return graph("가장 오래 기다린 시간(초)", facts.region, lines, limit=limit)


def _lost(facts: DashboardFacts) -> Widget:
    watched = facts.watched
    lines = [
        line(watched.connect("MissedCalls", "VoiceCalls", "Sum"), "상담원이 받지 못함"),
        line(watched.assistant(Metric.ABANDONED, "Sum"), "기다리다 끊음"),
    ]
    return graph("놓친 고객(5분)", facts.region, lines, seconds=300)


def _calls(facts: DashboardFacts) -> Widget:
    calls = facts.watched.connect("CallsPerInterval", "VoiceCalls", "Sum")
    return graph("걸려 온 전화(5분)", facts.region, [line(calls, "전화")], seconds=300)


def _concurrency(facts: DashboardFacts) -> Widget:
    watched = facts.watched
    refused = watched.connect("CallsBreachingConcurrencyQuota", "VoiceCalls", "Sum")
    lines = [
        line(watched.connect("ConcurrentCalls", "VoiceCalls", "Maximum"), "동시 통화"),
        line(refused, "한도 초과로 거절"),
    ]
    limit = ("한도", watched.limits.concurrent_calls)
    return graph("동시 통화와 한도", facts.region, lines, limit=limit)


def _flow_errors(facts: DashboardFacts) -> Widget:
    """By search: every flow, also tomorrow's, and still few metrics."""
    instance = f'InstanceId="{facts.watched.instance_id}"'
    schema = f"{{{CONNECT},InstanceId,MetricGroup,ContactFlowName}}"
    lines = [
        found(f"SEARCH('{schema} {instance} MetricName=\"{metric}\"', 'Sum', 300)", label)
        for metric, label in (("ContactFlowErrors", "오류"), ("ContactFlowFatalErrors", "중단"))
    ]
    return graph("흐름 오류(5분)", facts.region, lines, seconds=300)


def _outcomes(facts: DashboardFacts) -> Widget:
    lines = [
        line(facts.watched.assistant(Metric.ANSWERS, "Sum", outcome.value), label)
        for outcome, label in OUTCOMES.items()
    ]
    return graph("AI 답변 결과(5분)", facts.region, lines, seconds=300, stacked=True)


def _turns(facts: DashboardFacts) -> Widget:
    limit = ("제한 시간", facts.watched.limits.turn_seconds * 1000)
    lines = _percentiles(facts.watched, Metric.TURN)
    return graph("AI 답변 시간(ms)", facts.region, lines, seconds=300, limit=limit)


def _first_word(facts: DashboardFacts) -> Widget:
    lines = _percentiles(facts.watched, Metric.FIRST_WORD)
    return graph("첫마디까지(ms)", facts.region, lines, seconds=300)


def _percentiles(watched: Watched, metric: Metric) -> list[Line]:
    return [line(watched.assistant(metric, each), each) for each in ("p50", "p95")]


def _stages(facts: DashboardFacts) -> Widget:
    watched = facts.watched
    lines = [
        line(watched.assistant(Metric.RETRIEVE, "p95"), "검색 p95"),
        line(watched.assistant(Metric.GENERATE, "p95"), "생성 p95"),
    ]
    return graph("AI 답변 단계별 시간(ms)", facts.region, lines, seconds=300)


def _function(facts: DashboardFacts) -> Widget:
    function = facts.watched.answer_function
    lines = [
        line(function_metric(function, "Errors", "Sum"), "오류"),
        line(function_metric(function, "Throttles", "Sum"), "거절"),
        line(function_metric(function, "ConcurrentExecutions", "Maximum"), "동시 실행"),
    ]
    return graph("AI 답변 함수(5분)", facts.region, lines, seconds=300)


def _ingest_lag(facts: DashboardFacts) -> Widget:
    watched = facts.watched
    lines = [
        line(watched.assistant(Metric.INGEST_LAG, "Maximum"), "올린 뒤 반영까지"),
        line(oldest_waiting(watched.ingest_queue), "대기 중인 이벤트"),
    ]
    limit = ("경보", LAG_SECONDS)
    return graph("문서 반영 지연(초)", facts.region, lines, seconds=300, limit=limit)


def _index_version(facts: DashboardFacts) -> Widget:
    """The version is a name, which no metric can hold: it is read from the log of the builds."""
    query = (
        'fields @timestamp, published, documents, failed | filter event = "ingest" '
        "and ispresent(published) | sort @timestamp desc | limit 5"
    )
    return log_table("색인 버전(최근 공개)", facts.region, facts.ingest_log_group, query)


def _index_health(facts: DashboardFacts) -> Widget:
    watched = facts.watched
    lines = [
        line(watched.assistant(Metric.INGEST_FAILURES, "Sum"), "색인 실패"),
        line(watched.assistant(Metric.GATE_REFUSED, "Sum"), "확인 질문 미통과"),
        line(watched.assistant(Metric.SEARCHED_BY_WORDS, "Sum"), "단어로만 찾은 질문"),
        line(letters_waiting(watched.dead_letter_queue), "처리 못한 이벤트"),
        line(watched.assistant(Metric.SNAPSHOT_AGE, "Maximum"), "색인 나이(초)", yAxis="right"),
        line(watched.assistant(Metric.INDEX_HELD, "Maximum"), "되돌린 뒤(초)", yAxis="right"),
    ]
    return graph("색인 상태(5분)", facts.region, lines, seconds=300)


def _documents(facts: DashboardFacts) -> Widget:
    watched = facts.watched
    lines = [
        line(watched.assistant(Metric.DOCUMENTS_FAILED, "Sum"), "읽지 못한 문서"),
        line(watched.assistant(Metric.PASSAGES_REFUSED, "Sum"), "지시가 들어 뺀 단락"),
    ]
    return graph("문제 있는 문서(1시간)", facts.region, lines, seconds=3600)


def _spend(facts: DashboardFacts) -> Widget:
    charges = MetricSource(
        namespace="AWS/Billing",
        metric="EstimatedCharges",
        dimensions={"Currency": "USD"},
        statistic="Maximum",
    )
    title = f"이번 달 계정 비용(USD, 예산 {facts.budget_usd:g})"
    return number(title, BILLING_REGION, [line(charges, "지금까지")], seconds=21_600)


def _about_money(facts: DashboardFacts) -> Widget:
    return text(
        "비용이 비어 있으면 관리 계정의 결제 기본 설정(Billing preferences)에서 "
        "'CloudWatch 결제 알림 받기'를 켜야 합니다. 켠 뒤 몇 시간이 지나야 값이 나옵니다.\n\n"
        f"한 계정에 스택이 여럿이면 모두 더한 값이고, 여섯 시간마다 바뀝니다. 예산 "
        f"{facts.budget_usd:g}달러의 메일은 이 설정과 상관없이 옵니다."
    )
