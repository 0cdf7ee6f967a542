"""What callers feel when the assistant fails, is late, or is refused."""

from typing import Final

from ai.contract import Metric, Status
from infra.monitoring.facts import FEW, SLOW_SHARE, Watched, function_metric
from infra.monitoring.flow_alarms import assistant_flow_errors
from infra.monitoring.spec import AlarmSpec

SLOW: Final = "answer-slow"


def answer_alarms(watched: Watched) -> list[AlarmSpec]:
    """The function, its answers, and the flows in which callers hear that there are none."""
    return [
        errors(watched),
        throttles(watched),
        failures(watched),
        slow(watched),
        *assistant_flow_errors(watched),
    ]


def errors(watched: Watched) -> AlarmSpec:
    """The answer function crashes or is stopped."""
    return AlarmSpec(
        name="answer-errors",
        felt="AI 답변 함수가 실패하고 있습니다. 고객은 사과 안내를 듣고 사람에게 연결됩니다.",
        first="함수 로그에서 오류를 확인하고, 방금 배포했다면 이전 버전으로 되돌리세요.",
        metrics={"errors": function_metric(watched.answer_function, "Errors", "Sum")},
        threshold=1,
        periods=15,
        essential=True,
    )


def throttles(watched: Watched) -> AlarmSpec:
    """Lambda refuses to run the answer function."""
    return AlarmSpec(
        name="answer-throttles",
        felt=(
            "동시 통화가 많아 AI 답변 함수 실행이 거절되고 있습니다. 고객은 답변 대신 사과를 "
            "듣습니다."
        ),
        first=(
            "계정의 Lambda 동시 실행 한도와 예약된 동시성 설정(answerConcurrency)을 확인하세요."
        ),
        metrics={"throttles": function_metric(watched.answer_function, "Throttles", "Sum")},
        threshold=1,
        periods=15,
    )


def failures(watched: Watched) -> AlarmSpec:
    """Answers fail in words: search or model is down, and the function itself is well."""
    percent = watched.limits.answer_failure_percent
    return AlarmSpec(
        name="answer-failures",
        felt=(
            f"AI 답변의 {percent}% 이상이 실패하고 있습니다. 고객은 사과와 함께 사람을 "
            "안내받습니다."
        ),
        first=(
            "함수 로그의 reason이 search_failed인지 model_failed인지 보고, 색인 버킷이나 Bedrock "
            "상태를 확인하세요."
        ),
        metrics={
            "failed": watched.assistant(Metric.ANSWERS, "Sum", Status.FAILED.value),
            "turns": watched.assistant(Metric.ANSWERS, "Sum"),
        },
        expression="IF(FILL(failed, 0) >= 2, 100 * failed / turns, 0)",
        threshold=percent,
        seconds=900,
        periods=2,
        datapoints=1,
    )


def words_only(watched: Watched) -> AlarmSpec:
    """The index was made by another model. A state that lasts until somebody builds: by itself."""
    return AlarmSpec(
        name="index-of-another-model",
        felt=(
            "색인과 질문의 임베딩 모델이 달라, 질문을 뜻이 아니라 단어로만 찾고 있습니다. 한국어 "
            "답변은 조금, 영어 답변은 많이 나빠집니다."
        ),
        first="색인 함수를 한 번 실행하세요. 새 색인이 공개되면 몇 초 안에 사라집니다.",
        metrics={"searched": watched.assistant(Metric.SEARCHED_BY_WORDS, "Sum")},
        threshold=1,
        seconds=3600,
        periods=2,
        datapoints=1,
    )


def slow(watched: Watched) -> AlarmSpec:
    """The slow 5% come near the deadline, where answers turn into apologies."""
    milliseconds = round(watched.limits.turn_seconds * 1000 * SLOW_SHARE)
    return AlarmSpec(
        name=SLOW,
        felt=(
            f"AI 답변의 느린 5%가 {milliseconds / 1000:g}초를 넘었습니다. 고객은 침묵이 길다고 "
            "느끼고, 곧 사과를 듣게 됩니다."
        ),
        first=(
            "대시보드의 검색·생성 시간 중 어느 쪽이 늘었는지 보고, Bedrock 지연과 제한"
            "(throttling)을 확인하세요. 계속되면 더 빠른 모델(answerModel)로 바꾸세요."
        ),
        metrics={
            "slow": function_metric(watched.answer_function, "Duration", "p95"),
            "turns": function_metric(watched.answer_function, "Invocations", "Sum"),
        },
        expression=f"IF(turns >= {FEW}, slow, 0)",
        threshold=milliseconds,
        seconds=900,
        periods=4,
    )
