"""What a flow or a bot sends a handler, and what it may read back. Standard library only.

Everything on the wire is a string: Connect's `STRING_MAP` responses and Lex session attributes
hold nothing else. A key without a value is left out, never sent empty.
"""

from ai.contract.callbacks import (
    CALLBACK_CHOICES,
    CALLBACK_SECONDS,
    CallbackAction,
    CallbackAttribute,
    CallbackKey,
    CallbackStatus,
)
from ai.contract.contact_records import (
    ABANDONED_AT,
    MARK_AT,
    RECORD_AT,
    RECORD_ATTRIBUTES,
    RECORD_DAY,
    RECORD_INDEX,
    TURNS_AFTER,
    RecordAttribute,
)
from ai.contract.customers import (
    LOOKUP_SECONDS,
    PIN_DIGITS,
    VERIFY_SECONDS,
    CustomerAction,
    CustomerKey,
    Lookup,
    Tier,
    Verification,
)
from ai.contract.gaps import (
    GAP_ATTRIBUTES,
    GAP_DAY,
    GAP_INDEX,
)
from ai.contract.languages import Language, language_of
from ai.contract.limits import (
    CONNECT_FUNCTION_SECONDS,
    CONNECT_RESPONSE_BYTES,
    LEX_HOOK_SECONDS,
    LEX_SESSION_ATTRIBUTE_BYTES,
    LEX_TEXT_CHARACTERS,
)
from ai.contract.metrics import (
    METRIC_NAMESPACE,
    Metric,
    MetricDimension,
)
from ai.contract.turns import (
    INTENT_KEYS,
    Intent,
    Parameter,
    Reason,
    Result,
    SessionAttribute,
    Status,
)

__all__ = [
    "ABANDONED_AT",
    "CALLBACK_CHOICES",
    "CALLBACK_SECONDS",
    "CONNECT_FUNCTION_SECONDS",
    "CONNECT_RESPONSE_BYTES",
    "GAP_ATTRIBUTES",
    "GAP_DAY",
    "GAP_INDEX",
    "INTENT_KEYS",
    "LEX_HOOK_SECONDS",
    "LEX_SESSION_ATTRIBUTE_BYTES",
    "LEX_TEXT_CHARACTERS",
    "LOOKUP_SECONDS",
    "MARK_AT",
    "METRIC_NAMESPACE",
    "PIN_DIGITS",
    "RECORD_AT",
    "RECORD_ATTRIBUTES",
    "RECORD_DAY",
    "RECORD_INDEX",
    "TURNS_AFTER",
    "VERIFY_SECONDS",
    "CallbackAction",
    "CallbackAttribute",
    "CallbackKey",
    "CallbackStatus",
    "CustomerAction",
    "CustomerKey",
    "Intent",
    "Language",
    "Lookup",
    "Metric",
    "MetricDimension",
    "Parameter",
    "Reason",
    "RecordAttribute",
    "Result",
    "SessionAttribute",
    "Status",
    "Tier",
    "Verification",
    "language_of",
]
