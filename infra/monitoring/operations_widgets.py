"""Widgets about what runs beside the answers: callbacks, marks, chat, functions behind."""

from collections.abc import Mapping
from typing import Final

from ai.contract import Metric
from infra.monitoring.chat_alarms import api_metric
from infra.monitoring.facts import Watched
from infra.monitoring.spec import LAMBDA, SQS
from infra.monitoring.widgets import Line, Widget, found, graph, line

HOUR: Final = 3600


def callbacks(watched: Watched, region: str) -> Widget:
    """Booked by the hour, because calls go out by the hour."""
    shown = {
        Metric.CALLBACKS_BOOKED: "예약함",
        Metric.CALLBACKS_REACHED: "통화함",
        Metric.CALLBACKS_MISSED: "끝내 못 받음",
        Metric.CALLBACK_FAILURES: "예약 실패",
    }
    lines = [line(watched.assistant(metric, "Sum"), label) for metric, label in shown.items()]
    return graph("예약 콜백(1시간)", region, lines, seconds=HOUR)


def satisfaction(watched: Watched, region: str) -> Widget:
    """An hour's average: single marks say little."""
    lines = [line(watched.assistant(Metric.SATISFACTION, "Average"), "평균")]
    return graph("통화 만족도(1~5, 1시간 평균)", region, lines, seconds=HOUR, top=5)


def chat(watched: Watched, region: str) -> Widget:
    """Questions, and what their programs got instead of an answer."""
    lines = [line(watched.assistant(Metric.CHAT_TURNS, "Sum"), "질문")]
    if watched.chat_api is not None:
        lines += [
            line(api_metric(watched.chat_api, "5xx", "Sum"), "오류(5xx)"),
            line(api_metric(watched.chat_api, "4xx", "Sum"), "거절(4xx)"),
        ]
    return graph("채팅 질문(5분)", region, lines, seconds=300)


def behind(watched: Watched, region: str) -> Widget:
    """By search: every function and queue, also tomorrow's, and still few metrics."""
    lines: list[Line] = []
    if watched.functions:
        lines.append(_of_each(LAMBDA, "FunctionName", "Errors", watched.functions, "오류"))
    if watched.dead_letters:
        metric = "ApproximateNumberOfMessagesVisible"
        lines.append(_of_each(SQS, "QueueName", metric, watched.dead_letters, "처리 못함"))
    lines += [
        line(watched.assistant(Metric.LOOKUP_FAILURES, "Sum"), "고객 조회 실패"),
        line(watched.assistant(Metric.RECORDS_FAILED, "Sum"), "읽지 못한 연락 기록"),
    ]
    if watched.verifies:
        shown = {
            Metric.PINS_WRONG: "틀린 비밀번호",
            Metric.PINS_LOCKED: "잠긴 번호",
            Metric.PIN_FAILURES: "본인 확인 실패",
        }
        lines += [line(watched.assistant(metric, "Sum"), label) for metric, label in shown.items()]
    return graph("통화 옆의 일(5분)", region, lines, seconds=300)


def _of_each(
    namespace: str, dimension: str, metric: str, named: Mapping[str, object], label: str
) -> Line:
    names = " OR ".join(f'"{name}"' for name in named.values())
    search = f'{{{namespace},{dimension}}} MetricName="{metric}" {dimension}=({names})'
    statistic = "Maximum" if namespace == SQS else "Sum"
    return found(f"SEARCH('{search}', '{statistic}', 300)", label)
