"""Limits of the services between a caller and a handler."""

from typing import Final

CONNECT_FUNCTION_SECONDS: Final = 8.0
"""Longest a flow waits for a function, retries included (Connect admin guide, Lambda block)."""

CONNECT_RESPONSE_BYTES: Final = 32_000
"""Largest function response a flow accepts, UTF-8 (Connect admin guide, feature limits: 32 KB)."""

LEX_HOOK_SECONDS: Final = 30.0
"""Longest Lex V2 waits for a code hook (Lex V2 quotas)."""

LEX_SESSION_ATTRIBUTE_BYTES: Final = 12_000
"""Most that Lex V2 session attributes may hold together (Lex V2 quotas: 12 KB)."""

LEX_TEXT_CHARACTERS: Final = 1_024
"""Longest text that Lex V2 accepts in one turn (Lex V2 quotas)."""
