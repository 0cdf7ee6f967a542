"""What an agent sees: views of the agent workspace."""

from collections.abc import Mapping

from flows.builder.steps import Step, Target, equals
from flows.references import Reference


def show_view(
    view: str,
    *,
    data: Mapping[str, str],
    seconds: int,
    actions: Mapping[str, Target],
    on_timeout: Target,
    on_error: Target,
) -> Step:
    """Shows a view until the agent acts. `data` fills the view's `$.name` places."""
    return Step(
        name=f"show {view}",
        type="ShowView",
        parameters={
            "ViewResource": {"Id": Reference("view", view).placeholder, "Version": "Latest"},
            "InvocationTimeLimitSeconds": str(seconds),
            "ViewData": dict(data),
        },
        next=on_error,
        cases=equals(actions),
        errors={
            "TimeLimitExceeded": on_timeout,
            "NoMatchingCondition": on_error,
            "NoMatchingError": on_error,
        },
    )
