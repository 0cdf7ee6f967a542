"""What a flow decides by: functions, values, rounds, hours."""

from collections.abc import Mapping, Sequence

from flows.builder.steps import Case, Step, Target, equals
from flows.language import ErrorType
from flows.references import Reference


def invoke(
    function: str,
    *,
    parameters: Mapping[str, str],
    then: Target,
    on_error: Target,
    seconds: int = 8,
) -> Step:
    """Calls a function and waits, 1 to 8 seconds; a flat map of strings lands in `$.External`."""
    return Step(
        name=f"invoke {function}",
        type="InvokeLambdaFunction",
        parameters={
            "LambdaFunctionARN": Reference("lambda", function).placeholder,
            "InvocationTimeLimitSeconds": str(seconds),
            "InvocationType": "SYNCHRONOUS",
            "LambdaInvocationAttributes": dict(parameters),
            "ResponseValidation": {"ResponseType": "STRING_MAP"},
        },
        next=then,
        errors={ErrorType.NO_MATCHING_ERROR: on_error},
    )


def branch(path: str, *, cases: Mapping[str, Target], otherwise: Target) -> Step:
    """Goes by a value, such as `$.External.status`. A value that is not there goes `otherwise`."""
    return Step(
        name=f"branch on {path.rsplit('.', 1)[-1]}",
        type="Compare",
        parameters={"ComparisonValue": path},
        next=otherwise,
        cases=equals(cases),
        errors={ErrorType.NO_MATCHING_CONDITION: otherwise},
    )


def branch_by(path: str, *, name: str, cases: Sequence[Case], otherwise: Target) -> Step:
    """Goes by a value and the first case it meets. A value that is not there goes `otherwise`."""
    return Step(
        name=f"branch on {name}",
        type="Compare",
        parameters={"ComparisonValue": path},
        next=otherwise,
        cases=tuple(cases),
        errors={ErrorType.NO_MATCHING_CONDITION: otherwise},
    )


def read_metrics(*, then: Target, on_error: Target) -> Step:
    """Fills `$.Metrics` for the contact's own queue."""
    return Step(
        name="read metrics",
        type="GetMetricData",
        next=then,
        errors={ErrorType.NO_MATCHING_ERROR: on_error},
    )


def loop(name: str, *, times: int, again: Target, done: Target) -> Step:
    """Goes `again` that many times (0 to 100), then `done`, then counts anew."""
    return Step(
        name=f"loop {name}",
        type="Loop",
        parameters={"LoopCount": str(times)},
        next=done,
        cases=equals({"ContinueLooping": again, "DoneLooping": done}),
    )


def check_hours(hours: str, *, is_open: Target, is_closed: Target, on_error: Target) -> Step:
    """Goes by opening hours."""
    return Step(
        name=f"check hours {hours}",
        type="CheckHoursOfOperation",
        parameters={"HoursOfOperationId": Reference("hours", hours).placeholder},
        next=is_open,
        cases=equals({"True": is_open, "False": is_closed}),
        errors={ErrorType.NO_MATCHING_ERROR: on_error},
    )
