"""A flow that talks to a small bot, for tests of the conversation."""

from flows.json_values import Json, JsonObject
from flows.simulator.caller import Caller, CallerAction
from flows.simulator.result import CallResult
from flows.simulator.world import DeployedBot, FunctionResult, Invoke, no_functions
from tests.flows.actions import say
from tests.flows.functions import Functions
from tests.flows.worlds import arn, one_flow, play

ALIAS = arn("bot", "test")
FULFIL: JsonObject = {"FulfillmentCodeHook": {"Enabled": True}}
DIALOG: JsonObject = {"DialogCodeHook": {"Enabled": True}}
CLOSING: JsonObject = {
    "ClosingResponse": {"MessageGroupsList": [{"Message": {"PlainTextMessage": {"Value": "네."}}}]}
}
TO_ENGINEER: JsonObject = {
    "NextAction": "engineer",
    "Condition": {"Operator": "Equals", "Operands": ["Engineer"]},
}


def definition(**engineer: Json) -> JsonObject:
    intents: list[Json] = [
        {"Name": "Engineer", "SampleUtterances": [{"Utterance": "1"}], **engineer},
        {"Name": "Other", "SampleUtterances": [{"Utterance": "딴것"}]},
        {"Name": "Fallback", "ParentIntentSignature": "AMAZON.FallbackIntent", **FULFIL},
    ]
    return {"Name": "test", "BotLocales": [{"LocaleId": "ko_KR", "Intents": intents}]}


def talk(
    *actions: CallerAction,
    invoke: Invoke = no_functions,
    engineer: JsonObject | None = None,
    session: JsonObject | None = None,
    hook: str | None = "arn:hook",
    language: str = "ko-KR",
    caller: Caller | None = None,
) -> CallResult:
    flow: list[JsonObject] = [
        {
            "Identifier": "language",
            "Type": "UpdateContactData",
            "Parameters": {"LanguageCode": language},
            "Transitions": {"NextAction": "talk"},
        },
        {
            "Identifier": "talk",
            "Type": "ConnectParticipantWithLexBot",
            "Parameters": {
                "Text": "말씀하세요.",
                "LexV2Bot": {"AliasArn": ALIAS},
                "LexSessionAttributes": session or {},
            },
            "Transitions": {
                "NextAction": "default",
                "Conditions": [TO_ENGINEER],
                "Errors": [
                    {"ErrorType": "NoMatchingCondition", "NextAction": "default"},
                    {"ErrorType": "NoMatchingError", "NextAction": "fault"},
                ],
            },
        },
        say("engineer", "$.Lex.IntentName $.Lex.DialogState $.Lex.SessionAttributes.note"),
        say("default", "$.Lex.IntentName $.Lex.Slots.color"),
        say("fault"),
    ]
    bot = DeployedBot(name="test", definition=definition(**(engineer or {})), hook_arn=hook)
    return play(one_flow(*flow, bots={ALIAS: bot}, invoke=invoke), *actions, caller=caller)


def giving(*payloads: JsonObject, seconds: float = 1) -> Functions:
    left = list(payloads)
    return Functions(lambda _: FunctionResult(payload=left.pop(0), seconds=seconds))


def why(result: CallResult) -> str:
    assert result.path[2] == "fault"
    return result.faults[-1].why
