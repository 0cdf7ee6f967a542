"""What is written of Amazon Connect's Testing language, version 2019-10-30.

Sources: `devguide` is docs.aws.amazon.com/connect/latest/devguide, pages testing-language-…;
`adminguide` is …/adminguide, pages testing-simulation-…; `schema` is CloudFormation's
AWS::Connect::TestCase; `field` is what users of live instances published. Where they disagree, the
field decides, because the service checks content on its own side.
"""

from typing import Final

from flows.json_values import Json, JsonObject

VERSION: Final = "2019-10-30"
"""devguide testing-language-observations; older copies of the page say 2025-06-21 (field: only
this one is taken)."""

CONTENT_CHARACTERS: Final = 256_000
"""Longest `Content` (schema)."""

NAME_CHARACTERS: Final = 127
"""Longest name (schema)."""

DESCRIPTION_CHARACTERS: Final = 500
"""Longest description (schema)."""

TEST_SECONDS: Final = 300
"""Longest run; what is not observed by then fails (adminguide, execute-test-cases)."""

EVENTS: Final = frozenset(
    {"TestInitiated", "TestCompleted", "MessageReceived", "FlowActionStarted"}
)
"""devguide testing-language-events."""

OBSERVED_ACTIONS: Final = {
    "InvokeLambdaFunction": "LambdaFunctionARN",
    "CheckHoursOfOperation": "HoursOfOperationId",
    "TransferContactToQueue": "QueueId",
    "ConnectParticipantWithLexBot": "LexV2Bot",
}
"""Flow actions that an event may name, with the parameter that tells which (devguide
testing-language-events-flow-action-started)."""

OVERRIDDEN_ACTIONS: Final = {**OBSERVED_ACTIONS, "DequeueAndTransferToQueue": "QueueId"}
"""Flow actions that a test may replace (devguide testing-language-actions-override-…)."""

ACTIONS: Final = frozenset({"SendInstruction", "OverrideSystemBehavior", "Assert", "TestControl"})
"""devguide testing-language-actions."""

INSTRUCTIONS: Final = frozenset({"DtmfInput", "Utterance", "Disconnect"})
"""devguide testing-language-actions-send-instruction. Copies of the page disagree on the name and
keys of spoken input; live instances take `Utterance` with `Value` (field)."""

OPERATORS: Final = frozenset(
    {
        "Equals",
        "TextStartsWith",
        "TextEndsWith",
        "TextContains",
        "NumberGreaterThan",
        "NumberGreaterOrEqualTo",
        "NumberLessThan",
        "NumberLessOrEqualTo",
    }
)
"""Of an Assert; the documented `Exists` is refused (field)."""

CRITERIA: Final = frozenset({"Similarity", "Inclusion"})
"""devguide testing-language-events-message-received; an object inside `Properties` (field)."""


def event(identifier: str, kind: str, properties: JsonObject | None = None) -> JsonObject:
    """What is waited for. The identifier is needed by the designer (devguide)."""
    return {
        "Identifier": identifier,
        "Type": kind,
        "Actor": "System",
        "Properties": properties or {},
    }


def message(identifier: str, text: str, criterion: str) -> JsonObject:
    """The system says something like the text, or something with the text in it."""
    return event(
        identifier,
        "MessageReceived",
        {"Text": text, "MatchingCriteria": {"Type": criterion}},
    )


def started(identifier: str, action: str, parameters: JsonObject) -> JsonObject:
    """The flow comes to an action."""
    return event(
        identifier,
        "FlowActionStarted",
        {"ActionType": action, "ActionParameters": parameters},
    )


def instruct(kind: str, properties: JsonObject | None = None) -> JsonObject:
    """The customer does something. `Disconnect` has no properties (devguide)."""
    instruction: dict[str, Json] = {"Type": kind}
    if properties is not None:
        instruction["Properties"] = properties
    return {
        "Type": "SendInstruction",
        "Parameters": {
            "ActionType": "SendInstruction",
            "Actor": "Customer",
            "Instruction": instruction,
        },
    }


def substitute(action: str, reference: str, by: str) -> JsonObject:
    """Another resource in the place of one that the flow names."""
    return {
        "Type": "OverrideSystemBehavior",
        "Parameters": {
            "ActionType": "OverrideSystemBehavior",
            "Behavior": {
                "Type": "FlowAction",
                "Properties": {
                    "ActionType": action,
                    "ActionParameters": {OVERRIDDEN_ACTIONS[action]: reference},
                    "Strategy": {"Type": "SubstituteResource", "SubstituteArn": by},
                },
            },
        },
    }


def assert_equal(path: str, value: str) -> JsonObject:
    """A value at that moment. Unlike the others it does not repeat its type (devguide example)."""
    return {
        "Type": "Assert",
        "Parameters": {"Namespace": path, "Operator": "Equals", "Operand": value},
    }


def end_test() -> JsonObject:
    """Ends the run, before a simulated contact can reach a real agent (adminguide)."""
    return {
        "Type": "TestControl",
        "Parameters": {"ActionType": "TestControl", "Command": {"Type": "EndTest"}},
    }


def observation(identifier: str, of: JsonObject, actions: list[JsonObject]) -> JsonObject:
    """An event and what is done then, one action after the other.

    `Usage` is left out: once is the default, and the spelling of the documents is refused (field).
    """
    numbered: list[Json] = []
    for number, action in enumerate(actions, 1):
        following = f"{identifier}-do-{number + 1}"
        numbered.append(
            {
                "Identifier": f"{identifier}-do-{number}",
                **action,
                "Transitions": {"NextAction": following} if number < len(actions) else {},
            }
        )
    return {
        "Identifier": identifier,
        "Event": of,
        "Actions": numbered,
        "Transitions": {"NextObservations": []},
    }
