"""What threatens customers, or fails them, where callers are verified by a PIN."""

from typing import Final

from ai.contract import Metric
from infra.monitoring.facts import Watched
from infra.monitoring.spec import AlarmSpec, MetricSource

MANY: Final = 3
"""Tries in a minute that one caller needs all of their skill for."""

MANY_MINUTES: Final = 3
MANY_WITHIN: Final = 120

GUESSED_MINUTES: Final = 10
GUESSED_WITHIN: Final = 60

WARN: Final = "상담원에게 '본인 확인'이 되지 않은 고객은 꼭 따로 확인하라고 알리세요."


def guessing_alarms(watched: Watched) -> list[AlarmSpec]:
    """Each pages by itself: who is robbed is nobody's consequence of something else."""
    return [pin_guessing(watched), pin_burst(watched)] if watched.verifies else []


def pin_guessing(watched: Watched) -> AlarmSpec:
    """Forgetful customers are a few an hour; who guesses goes on, on one number or on many.

    Counts minutes. Those of a burst belong to the other alarm, so that one guesser mails once.
    """
    return AlarmSpec(
        name="pin-guessing",
        felt=(
            f"최근 한 시간 가운데 {GUESSED_MINUTES}분 이상에서 고객이 틀린 비밀번호를 누르거나 "
            "잠긴 번호로 다시 걸었습니다. 누군가 고객의 번호로 전화해 비밀번호를 천천히 맞혀 보고 "
            "있을 수 있습니다."
        ),
        first=WARN,
        metrics=_tries(watched),
        expression=(
            f"IF(FILL(wrong, 0) + FILL(locked, 0) < {MANY}, FILL(wrong, 0) + FILL(locked, 0), 0)"
        ),
        threshold=1,
        periods=GUESSED_WITHIN,
        datapoints=GUESSED_MINUTES,
    )


def pin_burst(watched: Watched) -> AlarmSpec:
    """Somebody hurries, or several do. Counts the tries of each minute together."""
    return AlarmSpec(
        name="pin-burst",
        felt=(
            f"1분 동안 {MANY}번 이상 틀린 비밀번호를 누르거나 잠긴 번호로 건 때가 최근 두 시간에 "
            f"{MANY_MINUTES}번 이상 있었습니다. 누군가 여러 통화로 한꺼번에 비밀번호를 맞혀 보고 "
            "있을 수 있습니다."
        ),
        first=WARN,
        metrics=_tries(watched),
        expression="FILL(wrong, 0) + FILL(locked, 0)",
        threshold=MANY,
        periods=MANY_WITHIN,
        datapoints=MANY_MINUTES,
    )


def pin_failures(watched: Watched) -> AlarmSpec:
    """The function is well; a table is not, or the hash takes too long."""
    return AlarmSpec(
        name="pin-failures",
        felt=(
            "고객이 누른 비밀번호를 확인하지 못하고 있습니다. 맞게 누른 고객도 '본인 확인 안 "
            "됨'으로 상담원에게 연결됩니다."
        ),
        first="고객 조회 함수의 로그에서 caller_verification_failed의 error를 확인하세요.",
        metrics={"failed": watched.assistant(Metric.PIN_FAILURES, "Sum")},
        threshold=1,
        periods=30,
    )


def _tries(watched: Watched) -> dict[str, MetricSource]:
    return {
        "wrong": watched.assistant(Metric.PINS_WRONG, "Sum"),
        "locked": watched.assistant(Metric.PINS_LOCKED, "Sum"),
    }
