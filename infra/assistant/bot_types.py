"""The shapes of a template with a Lex bot, as CloudFormation names their fields."""

from collections.abc import Mapping
from typing import Any, NotRequired, TypedDict


class Hook(TypedDict):
    """Whether the alias's function fulfils the intent."""

    Enabled: bool


class Utterance(TypedDict):
    """One sentence that means the intent."""

    Utterance: str


class Intent(TypedDict):
    """AWS::Lex::Bot Intent. Fallback has a parent signature instead of utterances."""

    Name: str
    Description: str
    SampleUtterances: NotRequired[list[Utterance]]
    ParentIntentSignature: NotRequired[str]
    FulfillmentCodeHook: Hook


class Voice(TypedDict):
    """AWS::Lex::Bot VoiceSettings."""

    VoiceId: str
    Engine: str


class Locale(TypedDict):
    """AWS::Lex::Bot BotLocale."""

    LocaleId: str
    NluConfidenceThreshold: float
    VoiceSettings: Voice
    Intents: list[Intent]


class Resource(TypedDict):
    """One resource of a template."""

    Type: str
    Properties: Mapping[str, Any]
    DependsOn: NotRequired[list[str]]
    DeletionPolicy: NotRequired[str]
    UpdateReplacePolicy: NotRequired[str]


class Template(TypedDict):
    """A CloudFormation template."""

    AWSTemplateFormatVersion: str
    Description: str
    Parameters: Mapping[str, Mapping[str, str]]
    Resources: Mapping[str, Resource]
    Outputs: Mapping[str, Mapping[str, Any]]
