"""Korean personal data taken out of what callers say, before it is stored, logged or sent on."""

from ai.privacy.redact import redact

__all__ = ["redact"]
