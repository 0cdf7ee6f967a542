"""docs/flow-validator.md, made from the table of codes: `python -m flows.checks.page`."""

from pathlib import Path
from typing import Final

from flows.checks.codes import CODES
from flows.language import ACTION_TYPES

FILE: Final = Path(__file__).parents[2] / "docs" / "flow-validator.md"

_OPENING: Final = """# What the validator says

`callcenter flows check` and `flows.validate.find_problems` tell every problem of a flow with one of
the codes below. An **error** means that Amazon Connect refuses the flow or that it breaks when
played; a **warning** asks to be looked at. Where Amazon's documents, exported flows and the service
itself disagree, both ways are accepted and the one that somebody objects to is warned about.

Known are {types} action types, with their parameters, error branches, results and flow types:
`flows/language.toml` names the source of each. What may be filled in later (`{{{{x}}}}`, `${{x}}`,
`%%x%%`, `<<x>>` and the like) is not judged.

Made from `flows/checks/codes.toml` by `python -m flows.checks.page`; a test keeps it current.
"""


def render() -> str:
    """The page."""
    lines = [_OPENING.format(types=len(ACTION_TYPES))]
    about = ""
    for code in CODES.values():
        if code.about != about:
            about = code.about
            lines += [
                f"## {about}",
                "",
                "| code | | what it means | what to do |",
                "|---|---|---|---|",
            ]
        lines.append(f"| `{code.name}` | {code.severity} | {code.meaning} | {code.cure} |")
        if code is _last_of(about):
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _last_of(about: str) -> object:
    return [code for code in CODES.values() if code.about == about][-1]


if __name__ == "__main__":
    FILE.write_text(render(), encoding="utf-8")
