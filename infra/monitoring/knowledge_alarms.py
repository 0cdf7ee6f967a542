"""What the product team feels when documents do not become answers, and callers a day later."""

from typing import Final

from ai.contract import Metric, Status
from infra.monitoring.facts import (
    SLOW_SHARE,
    Watched,
    function_metric,
    letters_waiting,
    oldest_waiting,
)
from infra.monitoring.spec import AlarmSpec, Audience, Missing

LAG_SECONDS: Final = 600
AGREED_SECONDS: Final = 3600
"""A look that finds the index this old or older has not found it to agree."""

ERRORS: Final = "ingest-errors"
LETTERS: Final = "ingest-dead-letters"

DECLINED_PERCENT: Final = 70
HELD_DAYS: Final = 3
"""A rollback that is older has been forgotten: mending a document takes less."""

MANY: Final = 20
"""Turns in an hour before the share of declined answers means that the index is at fault."""


def knowledge_alarms(watched: Watched) -> list[AlarmSpec]:
    """From the upload to the index."""
    return [
        ingest_errors(watched),
        ingest_slow(watched),
        ingest_lag(watched),
        gate_refused(watched),
        index_stale(watched),
    ]


def ingest_errors(watched: Watched) -> AlarmSpec:
    """Runs crash (Lambda counts them) or give their events back (only the function counts those).

    A run that failed is tried again after its visibility timeout, up to an hour and a half later.
    """
    return AlarmSpec(
        name=ERRORS,
        felt="문서 색인이 실패하고 있습니다. 고객은 이전 색인으로 답변을 듣습니다.",
        first="색인 함수 로그와 색인 버킷의 report.json에서 문제가 된 문서를 확인하세요.",
        metrics={
            "crashed": function_metric(watched.ingest_function, "Errors", "Sum"),
            "failed": watched.assistant(Metric.INGEST_FAILURES, "Sum"),
        },
        expression="FILL(crashed, 0) + FILL(failed, 0)",
        threshold=1,
        periods=120,
        essential=True,
    )


def ingest_slow(watched: Watched) -> AlarmSpec:
    """A build takes so long that the next, larger one will be cut off."""
    milliseconds = round(watched.limits.ingest_seconds * 1000 * SLOW_SHARE)
    return AlarmSpec(
        name="ingest-slow",
        felt=(
            f"색인이 {milliseconds / 1000:g}초 넘게 걸려 곧 제한 시간에 잘립니다. 그때부터 새 "
            "문서는 답변에 나오지 않습니다."
        ),
        first=(
            "한꺼번에 올린 문서 양과 Bedrock 임베딩 제한을 확인하고, 필요하면 ingestSeconds를 "
            "늘리세요."
        ),
        metrics={"longest": function_metric(watched.ingest_function, "Duration", "Maximum")},
        threshold=milliseconds,
        periods=60,
        datapoints=1,
    )


def ingest_lag(watched: Watched) -> AlarmSpec:
    """Events wait, so nobody reads the bucket."""
    return AlarmSpec(
        name="ingest-lag",
        felt=f"올린 문서가 {LAG_SECONDS // 60}분 넘게 색인을 기다리고 있습니다.",
        first="색인 함수가 실행되고 있는지, Bedrock 임베딩 호출이 제한되지 않는지 확인하세요.",
        metrics={
            "oldest": oldest_waiting(watched.ingest_queue),
        },
        threshold=LAG_SECONDS,
    )


def dead_letters(watched: Watched) -> AlarmSpec:
    """Events that failed for good stay there until somebody brings them back."""
    return AlarmSpec(
        name=LETTERS,
        felt=(
            "세 번 시도해도 처리하지 못한 문서 이벤트가 있습니다. 그 문서는 답변에 나오지 않습니다."
        ),
        first=(
            "색인 함수 로그에서 원인을 찾아 고친 뒤, 처리 못한 메시지 대기열(DLQ)의 메시지를 원래 "
            "대기열로 되돌리세요."
        ),
        metrics={
            "waiting": letters_waiting(watched.dead_letter_queue),
        },
        threshold=1,
        seconds=300,
        periods=2,
        datapoints=1,
        essential=True,
    )


def gate_refused(watched: Watched) -> AlarmSpec:
    """The golden questions kept a build from being published; said for an hour."""
    return AlarmSpec(
        name="gate-refused",
        felt=(
            "새 색인이 확인 질문을 통과하지 못해 공개되지 않았습니다. 고객은 이전 색인으로 답변을 "
            "듣습니다."
        ),
        first=("색인 버킷의 report.json에서 틀린 질문을 보고, 바뀐 문서를 제품팀과 확인하세요."),
        metrics={"refused": watched.assistant(Metric.GATE_REFUSED, "Sum")},
        threshold=1,
        periods=60,
        datapoints=1,
    )


def index_stale(watched: Watched) -> AlarmSpec:
    """No look at the bucket has found the index to agree with it for too long.

    The only alarm for which silence is the fault: a look that did not happen, not even at night,
    is as bad as one that ended in disagreement.
    """
    hours = watched.limits.stale_index_hours
    return AlarmSpec(
        name="index-stale",
        felt=(
            f"{hours}시간 동안 색인이 문서와 같다고 확인되지 않았습니다. 고객은 예전 내용으로 "
            "답변을 들을 수 있습니다."
        ),
        first=(
            "밤마다 도는 색인 일정이 켜져 있는지, 색인 함수의 마지막 실행이 어떻게 끝났는지 보세요."
        ),
        metrics={"age": watched.assistant(Metric.SNAPSHOT_AGE, "Minimum")},
        threshold=AGREED_SECONDS,
        missing=Missing.BAD,
        seconds=3600,
        periods=hours,
        datapoints=hours,
    )


def declines(watched: Watched) -> AlarmSpec:
    """Nearly every question is declined, as when an index has lost its documents."""
    return AlarmSpec(
        name="answer-declines",
        felt=f"한 시간 동안 질문의 {DECLINED_PERCENT}% 이상에 '찾지 못했다'고 답했습니다.",
        first=("최근 색인에서 문서가 빠지지 않았는지 확인하고, 빠졌다면 이전 색인으로 되돌리세요."),
        metrics={
            "declined": watched.assistant(Metric.ANSWERS, "Sum", Status.ABSTAINED.value),
            "turns": watched.assistant(Metric.ANSWERS, "Sum"),
        },
        expression=f"IF(turns >= {MANY}, 100 * FILL(declined, 0) / turns, 0)",
        threshold=DECLINED_PERCENT,
        seconds=3600,
        periods=2,
        datapoints=1,
    )


def product_alarms(watched: Watched) -> list[AlarmSpec]:
    """For the product team, who alone can do something: they write the documents."""
    return [document_gives_orders(watched), index_held(watched)]


def document_gives_orders(watched: Watched) -> AlarmSpec:
    """On until nobody has come upon such a passage for a day: one mail, not one a question."""
    return AlarmSpec(
        name="document-gives-orders",
        felt=(
            "AI에게 지시하는 듯한 문장이 든 문서가 검색되었습니다. 그 부분은 답변에 쓰이지 않아, "
            "고객이 답을 듣지 못할 수 있습니다."
        ),
        first="절차에 적힌 조회로 어느 문서인지 찾아, 누가 왜 넣은 문장인지 확인하세요.",
        metrics={"refused": watched.assistant(Metric.PASSAGES_REFUSED, "Sum")},
        threshold=1,
        seconds=3600,
        periods=24,
        datapoints=1,
        audience=Audience.PRODUCT,
    )


def index_held(watched: Watched) -> AlarmSpec:
    """Somebody rolled back and forgot to release. The nightly look says so, once a day."""
    return AlarmSpec(
        name="index-held",
        felt=(
            f"색인을 되돌린 뒤 {HELD_DAYS}일 넘게 풀지 않았습니다. 그동안 올린 문서는 답변에 "
            "나오지 않습니다."
        ),
        first=(
            "되돌린 까닭이 된 문서를 고쳤는지 확인하고, 고쳤으면 "
            "`callcenter index rollback --release`로 풀어 달라고 운영 담당자에게 요청하세요."
        ),
        metrics={"held": watched.assistant(Metric.INDEX_HELD, "Maximum")},
        threshold=HELD_DAYS * 86_400,
        seconds=3600,
        periods=26,
        datapoints=1,
        audience=Audience.PRODUCT,
    )
