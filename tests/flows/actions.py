"""Flows written by hand, for one action at a time."""

from collections.abc import Mapping

from flows.json_values import Json, JsonObject


def action(
    identifier: str,
    type: str,  # noqa: A002 - as in the flow language
    *,
    next: str | None = None,  # noqa: A002 - as in the flow language
    errors: Mapping[str, str] | None = None,
    when: Mapping[str, str] | None = None,
    **parameters: Json,
) -> JsonObject:
    """One action. `when` maps a result to its target; "NumberLessThan 50" names the operator."""
    conditions: list[Json] = []
    for result, target in (when or {}).items():
        operator, _, operand = result.rpartition(" ")
        conditions.append(
            {
                "NextAction": target,
                "Condition": {"Operator": operator or "Equals", "Operands": [operand]},
            }
        )
    transitions: dict[str, Json] = {} if next is None else {"NextAction": next}
    if conditions:
        transitions["Conditions"] = conditions
    if errors:
        transitions["Errors"] = [
            {"ErrorType": error, "NextAction": target} for error, target in errors.items()
        ]
    return {
        "Identifier": identifier,
        "Type": type,
        "Parameters": parameters,
        "Transitions": transitions,
    }


def say(identifier: str, text: str | None = None, *, next: str = "end") -> JsonObject:  # noqa: A002
    return action(
        identifier,
        "MessageParticipant",
        next=next,
        errors={"NoMatchingError": next},
        Text=identifier if text is None else text,
    )


END = action("end", "DisconnectParticipant")


def content(*actions: JsonObject) -> JsonObject:
    """A flow of these actions; the first one starts it, `end` hangs up."""
    return {
        "Version": "2019-10-30",
        "StartAction": actions[0]["Identifier"],
        "Metadata": {},
        "Actions": [*actions, END],
    }
