"""The flow language, version 2019-10-30: its names and limits, each with where it comes from.

Sources: `devguide` is docs.aws.amazon.com/connect/latest/devguide, `adminguide` is
…/connect/latest/adminguide, `lex` is …/lexv2/latest/dg. Action types are in `language.toml`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from flows.shape import Shape, build

VERSION: Final = "2019-10-30"
"""The only version of the language (devguide, flow-language)."""

MAX_ACTIONS: Final = 250
"""Actions in one flow (devguide, flow-language)."""

CONTENT_CHARACTERS: Final = 256_000
"""Longest `Content` that CreateContactFlow takes (APIReference, CreateContactFlow)."""

IDENTIFIER_CHARACTERS: Final = 50
"""Longest action identifier (devguide, flow-language-actions)."""

FORBIDDEN_IN_IDENTIFIER: Final = frozenset("%:(\\/)=$,;[]{}")
"""Characters an identifier may not hold (devguide, flow-language-actions)."""

RESERVED_IDENTIFIERS: Final = frozenset(
    {
        "__proto__",
        "constructor",
        "__defineGetter__",
        "__defineSetter__",
        "toString",
        "hasOwnProperty",
        "isPrototypeOf",
        "propertyIsEnumerable",
        "toLocaleString",
        "valueOf",
    }
)
"""Identifiers that the service refuses (devguide, flow-language-actions)."""

TEXT_CHARACTERS: Final = 6_000
"""Longest text or SSML of a prompt, tags included; 3,000 of them billed (adminguide, play)."""

MENU_KEYS: Final = frozenset("0123456789*#")
"""Keys that a menu can branch on (devguide, participant-actions-getparticipantinput)."""

MENU_SECONDS: Final = (1, 180)
"""How long a menu may wait for the first key (adminguide, get-customer-input)."""

INTERDIGIT_SECONDS: Final = (1, 20)
"""How long between keys; 5 when not said (devguide, participant-actions-getparticipantinput)."""

LOOP_COUNT: Final = (0, 100)
"""How often a Loop may go round (devguide, flow-control-actions-loop)."""

FUNCTION_SECONDS: Final = (1, 8)
"""How long a flow may wait for a function, retries included (adminguide, invoke-lambda-…)."""

FUNCTION_RETRIES: Final = 3
"""Retries of a throttled or failing invocation within its time (adminguide, connect-lambda-…)."""

FUNCTION_CHAIN_SECONDS: Final = 20.0
"""What functions in a row may take together until a prompt plays (adminguide, connect-lambda-…)."""

ATTRIBUTE_BYTES: Final = 32_000
"""All contact attributes together; flow attributes too (adminguide, set-contact-attributes)."""

WAIT_SECONDS: Final = (1, 604_800)
"""How long a Wait may last (devguide, flow-control-actions-wait)."""

LEX_AUDIO_MILLISECONDS: Final = 55_000
"""Longest utterance; a larger `max-length-ms` takes the error branch (get-customer-input)."""

LEX_AUDIO_ADVISED_MILLISECONDS: Final = 15_000
"""What older pages of the same guide give as the most; larger values are warned about."""

BILLED_CHARACTERS: Final = 3_000
"""Longest text without its tags (adminguide, play)."""

BREAK_SECONDS: Final = 10
"""Longest `<break>` (adminguide, supported-ssml-tags)."""

INTERRUPT_SECONDS: Final = 20
"""An interrupt that is shorter can fall into the time an agent's phone rings (loop-prompts)."""

LEX_CONVERSATION_SECONDS: Final = 900.0
"""Longest conversation with a bot (lex, quotas: 15 minutes)."""


class FlowType(StrEnum):
    """What a flow is for. Given to the API next to the content, never inside it."""

    CONTACT_FLOW = "CONTACT_FLOW"
    CUSTOMER_QUEUE = "CUSTOMER_QUEUE"
    CUSTOMER_HOLD = "CUSTOMER_HOLD"
    CUSTOMER_WHISPER = "CUSTOMER_WHISPER"
    AGENT_HOLD = "AGENT_HOLD"
    AGENT_WHISPER = "AGENT_WHISPER"
    OUTBOUND_WHISPER = "OUTBOUND_WHISPER"
    AGENT_TRANSFER = "AGENT_TRANSFER"
    QUEUE_TRANSFER = "QUEUE_TRANSFER"
    CAMPAIGN = "CAMPAIGN"
    MODULE = "MODULE"


FLOW_TYPE_CODES: Final = {
    "CF": FlowType.CONTACT_FLOW,
    "CQ": FlowType.CUSTOMER_QUEUE,
    "CH": FlowType.CUSTOMER_HOLD,
    "CW": FlowType.CUSTOMER_WHISPER,
    "AH": FlowType.AGENT_HOLD,
    "AW": FlowType.AGENT_WHISPER,
    "OW": FlowType.OUTBOUND_WHISPER,
    "AT": FlowType.AGENT_TRANSFER,
    "QT": FlowType.QUEUE_TRANSFER,
    "CA": FlowType.CAMPAIGN,
    "M": FlowType.MODULE,
}
"""How `language.toml` abbreviates flow types."""


class ErrorType(StrEnum):
    """Names of error branches that flows of ours use; `language.toml` names all of them."""

    NO_MATCHING_ERROR = "NoMatchingError"
    NO_MATCHING_CONDITION = "NoMatchingCondition"
    INPUT_TIME_LIMIT_EXCEEDED = "InputTimeLimitExceeded"
    INVALID_PHONE_NUMBER = "InvalidPhoneNumber"
    QUEUE_AT_CAPACITY = "QueueAtCapacity"
    INVALID_CALLBACK_NUMBER = "InvalidCallbackNumber"
    CALLBACK_NUMBER_NOT_DIALABLE = "CallbackNumberNotDialable"


class Operator(StrEnum):
    """Operators of a condition, each with one operand but `Exists`, which has none.

    The first eight are of devguide, flow-language-actions; `KeyExists` is accepted by the service
    though the page lacks it (mgaffigan/pulumi-amazon-connect, docs/wire-format-checks.md); `Exists`
    stands in adminguide, create-campaigns-api-cli.
    """

    EQUALS = "Equals"
    TEXT_STARTS_WITH = "TextStartsWith"
    TEXT_ENDS_WITH = "TextEndsWith"
    TEXT_CONTAINS = "TextContains"
    NUMBER_GREATER_THAN = "NumberGreaterThan"
    NUMBER_GREATER_OR_EQUAL_TO = "NumberGreaterOrEqualTo"
    NUMBER_LESS_THAN = "NumberLessThan"
    NUMBER_LESS_OR_EQUAL_TO = "NumberLessOrEqualTo"
    KEY_EXISTS = "KeyExists"
    EXISTS = "Exists"


class Ending(StrEnum):
    """Whether an action ends the flow; `HOLDS` keeps the participant until they are moved on."""

    NEVER = "never"
    ON_SUCCESS = "on_success"
    ALWAYS = "always"
    HOLDS = "holds"


@dataclass(frozen=True, kw_only=True)
class ActionType:
    """What is known of one action type.

    `errors` must have a branch; `usual_errors` should (exports without them are accepted);
    `other_errors` may. `operands` are the only results a condition can name, `needed_operands`
    those that must have one. Of each group of `required` parameters one must stand, of each group
    of `exclusive` ones only one may. `flow_types` is where *all* sources allow it (empty means
    everywhere), `disputed` where only some do. `refused_as` is the spelling that the service takes
    instead of this one, "-" when it takes none.
    """

    name: str
    shape: Shape = field(default_factory=Shape)
    required: tuple[frozenset[str], ...] = ()
    exclusive: tuple[frozenset[str], ...] = ()
    errors: frozenset[str] = frozenset()
    usual_errors: frozenset[str] = frozenset()
    other_errors: frozenset[str] = frozenset()
    operators: frozenset[str] = frozenset()
    operands: frozenset[str] = frozenset()
    needed_operands: frozenset[str] = frozenset()
    ending: Ending = Ending.NEVER
    flow_types: frozenset[FlowType] = field(default_factory=frozenset[FlowType])
    disputed: frozenset[FlowType] = field(default_factory=frozenset[FlowType])
    refused_as: str = ""
    source: str = ""

    @property
    def parameters(self) -> frozenset[str]:
        """Names at the top of its parameters that are known to be accepted."""
        return frozenset(self.shape.fields)

    @property
    def possible_errors(self) -> frozenset[str]:
        """Every error branch that may stand on it."""
        return self.errors | self.usual_errors | self.other_errors

    def may_stand_in(self, flow_type: FlowType) -> bool:
        """Whether any source allows it there."""
        return not self.flow_types or flow_type in self.flow_types | self.disputed


def _words(entry: Mapping[str, Any], key: str) -> frozenset[str]:
    return frozenset(str(entry.get(key, "")).split())


def _groups(entry: Mapping[str, Any], key: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(group.split("|")) for group in str(entry.get(key, "")).split())


def _flow_types(entry: Mapping[str, Any], key: str) -> frozenset[FlowType]:
    return frozenset(FLOW_TYPE_CODES[code] for code in _words(entry, key))


def _read(name: str, entry: Mapping[str, Any]) -> ActionType:
    return ActionType(
        name=name,
        shape=build(entry.get("parameters", {})),
        required=_groups(entry, "required"),
        exclusive=_groups(entry, "exclusive"),
        errors=_words(entry, "errors"),
        usual_errors=_words(entry, "usual_errors"),
        other_errors=_words(entry, "other_errors"),
        operators=_words(entry, "operators"),
        operands=_words(entry, "operands"),
        needed_operands=_words(entry, "needed_operands"),
        ending=Ending(entry.get("ending", Ending.NEVER)),
        flow_types=_flow_types(entry, "flow_types"),
        disputed=_flow_types(entry, "disputed"),
        refused_as=str(entry.get("refused_as", "")),
        source=str(entry.get("source", "")),
    )


def _load() -> Mapping[str, ActionType]:
    text = Path(__file__).with_name("language.toml").read_text(encoding="utf-8")
    return {name: _read(name, entry) for name, entry in tomllib.loads(text).items()}


ACTION_TYPES: Final[Mapping[str, ActionType]] = _load()
"""Every action type of the language, by name."""
