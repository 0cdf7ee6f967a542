"""Placeholders that repositories put into flow content, to be filled when it is deployed."""

import re
from typing import Final

_PLACEHOLDER: Final = re.compile(r"\{\{[^{}]+\}\}|\$\{[^{}]+\}|%%[^%]+%%|<<[^<>]+>>|%\w+%")


def has_placeholder(text: str) -> bool:
    """Whether a value is not final yet: `{{x}}`, `${x}`, `%%x%%`, `<<x>>`, `%x%`."""
    return _PLACEHOLDER.search(text) is not None
