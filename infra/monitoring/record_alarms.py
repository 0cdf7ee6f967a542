"""What is missed when contact records do not arrive, or can not be read."""

from typing import Final

import pulumi

from ai.contract import Metric
from infra.monitoring.facts import SPELL_MINUTES, Watched, delivery_metric, function_metric
from infra.monitoring.spec import AlarmSpec

RECORDS_FUNCTION: Final = "contact-records"

LATE_SECONDS: Final = 900
"""Longest that Firehose holds records back by itself; AWS advises an alarm beyond it
(Data Firehose developer guide, best practices with CloudWatch alarms)."""

CALLS: Final = 5
"""In an hour in which not one call's record was read, though records come a minute after calls."""


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


def records_late(watched: Watched, stream: pulumi.Input[str]) -> AlarmSpec:
    """Records wait in the stream, or there are calls and no records at all.

    Firehose says how old its oldest record is only while it delivers something (troubleshooting,
    "Data freshness metric increasing or not emitted"). Records that never reach it, and files of
    which the function is not told, show in no metric of its own. So calls are compared with runs.
    """
    return AlarmSpec(
        name="records-late",
        felt=(
            f"통화가 끝나도 연락 기록이 {LATE_SECONDS // 60}분 넘게 오지 않습니다. 기다리다 끊은 "
            "고객과 만족도가 대시보드에 모이지 않고, callers-abandon 경보도 켜지지 않습니다."
        ),
        first="연락 기록 스트림(Firehose)의 로그와, 받은 수(IncomingRecords)를 보세요.",
        metrics={
            "late": delivery_metric(stream, "DataFreshness", "Maximum"),
            "calls": watched.connect("CallsPerInterval", "VoiceCalls", "Sum"),
            "runs": function_metric(watched.functions[RECORDS_FUNCTION], "Invocations", "Sum"),
        },
        expression=(
            f"IF(FILL(late, 0) >= {LATE_SECONDS} "
            f"OR (FILL(calls, 0) >= {CALLS} AND FILL(runs, 0) < 1), 1, 0)"
        ),
        threshold=1,
        seconds=3600,
        periods=3,
    )
