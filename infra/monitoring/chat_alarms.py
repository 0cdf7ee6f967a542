"""What programs, and the customers in front of them, feel when the chat API fails."""

from typing import Final

import pulumi

from infra.monitoring.facts import FEW, SLOW_SHARE, Watched
from infra.monitoring.spec import API, AlarmSpec, MetricSource

REFUSED_PERCENT: Final = 50
MANY: Final = 5
"""Refused requests in a minute that are more than one customer's attempts."""

REFUSED_MINUTES: Final = 5
"""Such minutes of the last fifteen."""


def chat_alarms(watched: Watched) -> list[AlarmSpec]:
    """That it does not answer. None where there is no chat API."""
    api = watched.chat_api
    return [] if api is None else [errors(api), slow(watched, api)]


def refusals(watched: Watched) -> list[AlarmSpec]:
    """That it does not want to: whoever asks is at fault, which no answer mends."""
    return [] if watched.chat_api is None else [refused(watched.chat_api)]


def api_metric(api: pulumi.Input[str], metric: str, statistic: str) -> MetricSource:
    """A metric of an HTTP API (API Gateway developer guide, http-api-metrics)."""
    return MetricSource(
        namespace=API, metric=metric, dimensions={"ApiId": api}, statistic=statistic
    )


def errors(api: pulumi.Input[str]) -> AlarmSpec:
    """The function crashes, is stopped or refused, or answers that it has failed."""
    return AlarmSpec(
        name="chat-api-errors",
        felt="채팅 API가 오류(5xx)로 답합니다. 웹과 앱에서 질문한 고객이 답변을 받지 못합니다.",
        first="채팅 함수 로그의 chat_failed를 보고, 방금 배포했다면 이전 버전으로 되돌리세요.",
        metrics={"errors": api_metric(api, "5xx", "Sum")},
        threshold=1,
        periods=15,
    )


def slow(watched: Watched, api: pulumi.Input[str]) -> AlarmSpec:
    """The slow 5% come near the turn's deadline, where answers turn into apologies."""
    milliseconds = round(watched.limits.turn_seconds * 1000 * SLOW_SHARE)
    return AlarmSpec(
        name="chat-api-slow",
        felt=(
            f"채팅 API의 느린 5%가 {milliseconds / 1000:g}초를 넘었습니다. 곧 답변 대신 사과가 "
            "나갑니다."
        ),
        first="검색과 생성 중 늘어난 쪽을 대시보드에서 보고 answer-slow의 절차를 따르세요.",
        metrics={
            "slow": api_metric(api, "Latency", "p95"),
            "requests": api_metric(api, "Count", "Sum"),
        },
        expression=f"IF(requests >= {FEW}, slow, 0)",
        threshold=milliseconds,
        seconds=900,
        periods=4,
    )


def refused(api: pulumi.Input[str]) -> AlarmSpec:
    """Throttled (429), unauthorised or wrong requests: the API counts them together."""
    return AlarmSpec(
        name="chat-api-refused",
        felt=(
            f"채팅 API 요청의 {REFUSED_PERCENT}% 이상이 거절(4xx)되고 있습니다. 요청 한도 "
            "초과(429)나 인증 실패(401, 403)일 수 있습니다."
        ),
        first=(
            "API 접근 로그에서 상태 코드를 세어, 429면 한도를, 401이나 403이면 부르는 쪽을 "
            "확인하세요."
        ),
        metrics={
            "refused": api_metric(api, "4xx", "Sum"),
            "requests": api_metric(api, "Count", "Sum"),
        },
        expression=f"IF(FILL(refused, 0) >= {MANY}, 100 * refused / requests, 0)",
        threshold=REFUSED_PERCENT,
        periods=15,
        datapoints=REFUSED_MINUTES,
    )
