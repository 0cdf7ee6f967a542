"""What the metrics of functions, queues, callbacks and records look like, well and not."""

from collections.abc import Mapping, Sequence

from tests.infra.monitoring.cases import Case, events, once_in, one

FUNCTION_FAILS: Sequence[Case] = [
    Case(good={"errors": 0.0}, bad={"errors": once_in(7), "refused": 0.0}, spacing=7),
    Case(good={"errors": 0.0, "refused": 0.0}, bad={"errors": 0.0, "refused": 2.0}),
    Case(
        good={},
        bad={"errors": once_in(10), "refused": lambda t: 1.0 if t % 10 == 5 else None},
        spacing=5,
    ),
]
"""A crash every few minutes, refusals, and both in turn, of a function that seldom runs."""

BROUGHT_AGAIN: Sequence[Case] = [
    *FUNCTION_FAILS,
    Case(good={}, bad={"errors": once_in(30)}, minutes=120, spacing=30),
]
"""The same, and what a queue brings again when its visibility timeout is over."""


def waited_for(good: Sequence[float], bad: Sequence[float]) -> Case:
    """Milliseconds of a function's runs in each minute; their p95 counts."""
    return Case(
        good={"slow": list(good), "runs": float(len(good))},
        bad={"slow": list(bad), "runs": float(len(bad))},
        minutes=60,
    )


OPERATIONS: Mapping[str, Sequence[Case]] = {
    "function-errors-": FUNCTION_FAILS,
    "function-errors-callbacks": [
        Case(
            good={"errors_callback": 0.0},
            bad={"errors_callback": once_in(7), "refused_callback": 0.0},
            spacing=7,
        ),
        Case(good={}, bad={"refused_callback_due": 2.0}),
        Case(good={}, bad={"errors_callback_due": once_in(30)}, minutes=120, spacing=30),
        Case(
            good={"errors_callback": 0.0, "errors_callback_due": 0.0},
            bad={
                "errors_callback": once_in(20),
                "errors_callback_due": lambda t: 1.0 if t % 20 == 10 else None,
            },
            minutes=120,
            spacing=10,
        ),
    ],
    "function-errors-contact-records": BROUGHT_AGAIN,
    "function-slow-customer": [waited_for([90, 120, 300, 400], [100, 400, 1700, 2100])],
    "function-slow-callback": [waited_for([200, 300, 300, 500], [300, 900, 3400, 4100])],
    "function-slow-callback-due": [
        one(900.0, 55_000.0),
        events(None, 20, minutes=120, bad=55_000.0),
    ],
    "function-slow-contact-records": [one(800.0, 110_000.0)],
    "function-slow-gap-report": [one(None, 110_000.0, minutes=1)],
    "queue-lag-": [one(1.0, lambda t: 1800.0 + 60 * t), one(None, 1800.0)],
    "dead-letters-": [one(0.0, 1.0), one(None, 2.0)],
    "customer-lookup-failures": [events(None, 12), one(None, 3.0)],
    "records-failed": [events(None, 25, minutes=120), one(None, 3.0)],
    "records-late": [
        # One record waits on; nothing comes at all; Firehose says nothing when it is blocked.
        Case(
            good={"late": 70.0, "calls": once_in(6), "runs": once_in(6)},
            bad={"late": lambda t: 400.0 + 60 * t, "calls": once_in(6), "runs": once_in(6)},
            minutes=240,
        ),
        Case(
            good={"late": 70.0, "calls": once_in(6), "runs": once_in(6)},
            bad={"calls": once_in(6)},
            minutes=240,
        ),
        Case(good={"runs": once_in(30)}, bad={"calls": 1.0, "runs": None}, minutes=240),
    ],
    "untaken-": [one(600.0, 3_700.0, minutes=90), one(None, lambda t: 3_600.0 + 60 * t)],
    "index-of-another-model": [one(None, 1.0, minutes=1), events(None, 40, minutes=300)],
    "callback-failures": [events(None, 25, minutes=120), one(None, 1.0)],
    "callbacks-missed": [
        # Every hour three are called: one takes the call, two never do.
        Case(
            good={"missed": None, "reached": lambda t: 3.0 if t % 60 == 5 else None},
            bad={
                "missed": lambda t: 2.0 if t % 60 == 25 else None,
                "reached": lambda t: 1.0 if t % 60 == 5 else None,
            },
            minutes=240,
            spacing=2,
        ),
        Case(
            good={"missed": lambda t: 1.0 if t % 120 == 25 else None, "reached": None},
            bad={"missed": lambda t: 3.0 if t % 60 == 25 else None},
            minutes=240,
            spacing=2,
        ),
    ],
}
"""By the beginning of the alarm's name."""
