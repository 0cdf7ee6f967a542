"""Placeholders that repositories put into flow content, to be filled when it is deployed."""

import re
from typing import Final

_PLACEHOLDER: Final = re.compile(
    r"\{\{[^{}]+\}\}"  # {{queue}}: handlebars, jinja, ours
    r"|\$\{[^{}]+\}"  # ${Queue}: CloudFormation, Terraform
    r"|%%[^%]+%%|%\w+%"  # %%QUEUE%%, %QUEUE%
    r"|<<[^<>]+>>"  # <<queue>>
    r"|\[\[[^\[\]]+\]\]"  # [[queue]]
    r"|@@[^@]+@@|__[A-Z0-9_]+?__"  # @@QUEUE@@, __QUEUE__
    r"|\{[A-Z][A-Z0-9_]*\}"  # {QUEUE_ARN}
    r"|<[A-Za-z][A-Za-z0-9 _.-]*[_-][A-Za-z0-9 _.-]*>"  # <queue-arn>
    r"|\b(?:REPLACE|YOUR|INSERT|ENTER)[_ -]\w+"  # REPLACE_ME, YOUR_QUEUE_ARN
)


def has_placeholder(text: str) -> bool:
    """Whether a value is not final yet: `{{x}}`, `${x}`, `%%x%%`, `<<x>>`, `%x%` and the like."""
    return _PLACEHOLDER.search(text) is not None
