"""Made-up data for every metric of the dashboard: an afternoon with one busy hour."""

import math
from collections.abc import Mapping, Sequence
from typing import Final

POINTS: Final = 60
"""Over the three hours that the dashboard shows."""

BUSY: Final = 38
"""The point around which most calls come."""

_EXAMPLES: Final[Mapping[str, tuple[float, float]]] = {
    # quiet, busy
    "QueueSize": (0, 4),
    "LongestQueueWaitTime": (8, 55),
    "MissedCalls": (0, 2),
    "ContactsAbandoned": (0, 1),
    "CallsPerInterval": (2, 9),
    "ConcurrentCalls": (1, 7),
    "CallsBreachingConcurrencyQuota": (0, 0),
    "ContactFlowErrors": (0, 1),
    "ContactFlowFatalErrors": (0, 0),
    "answered": (4, 18),
    "abstained": (1, 4),
    "escalate": (1, 5),
    "failed": (0, 1),
    "TurnMilliseconds": (1500, 2600),
    "FirstWordMilliseconds": (900, 1500),
    "RetrieveMilliseconds": (180, 260),
    "GenerateMilliseconds": (1200, 2100),
    "Errors": (0, 0),
    "Throttles": (0, 0),
    "ConcurrentExecutions": (1, 5),
    "CustomerLookupFailures": (0, 0),
    "ContactRecordsFailed": (0, 0),
    "CallbacksBooked": (1, 5),
    "CallbacksReached": (1, 4),
    "CallbacksMissed": (0, 1),
    "CallbackFailures": (0, 0),
    "Satisfaction": (4.4, 3.8),
    "ChatTurns": (2, 11),
    "5xx": (0, 0),
    "4xx": (0, 1),
    "PassagesRefused": (0, 0),
    "IndexHeldSeconds": (0, 0),
    "IngestLagSeconds": (15, 40),
    "ApproximateAgeOfOldestMessage": (0, 6),
    "IngestFailures": (0, 0),
    "GateRefused": (0, 0),
    "SearchesByWords": (0, 0),
    "DocumentsFailed": (0, 1),
    "ApproximateNumberOfMessagesVisible": (0, 0),
    "SnapshotAgeSeconds": (200, 5400),
    "EstimatedCharges": (212, 212),
}

_STEADY: Final = frozenset({"Satisfaction"})
"""Averages: no whole numbers, and little between one hour and the next."""

_PERCENTILES: Final = {"p50": 0.55}


class NoExampleError(LookupError):
    """The dashboard shows a metric of which nobody has said what it looks like."""


def series(names: Sequence[str], statistic: str, number: int) -> list[float]:
    """Values of the metric that is among `names`, different for each line's `number`.

    Raises:
        NoExampleError: none of the names has an example.
    """
    found = [name for name in names if name in _EXAMPLES]
    if not found:
        raise NoExampleError(f"no example for any of {', '.join(names)}")
    quiet, busy = _EXAMPLES[found[-1]]
    if found[-1] in _STEADY:
        return [quiet + (busy - quiet) * _rush(point, number) for point in range(POINTS)]
    scale = _PERCENTILES.get(statistic, 1.0)
    return [scale * _value(quiet, busy, point, number) for point in range(POINTS)]


def _rush(point: int, number: int) -> float:
    return math.exp(-(((point - BUSY - 3 * number) / 8) ** 2))


def _value(quiet: float, busy: float, point: int, number: int) -> float:
    rush = _rush(point, number)
    ripple = 0.18 * math.sin(point * 1.7 + 2.3 * number) + 0.12 * math.sin(point * 0.61 + number)
    value = quiet + (busy - quiet) * rush * (1 - 0.25 * number % 1) + ripple * max(quiet, busy / 3)
    if quiet == busy:
        return quiet
    return max(0.0, round(value) if busy < 30 else value)
