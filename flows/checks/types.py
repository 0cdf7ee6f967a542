"""Action types: those there are, those that people invent, and where each may stand."""

import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from flows.checks.flow_types import Setting
from flows.checks.placeholders import has_placeholder
from flows.checks.problem import Problems, error, warning
from flows.document import Action
from flows.language import ACTION_TYPES, ActionType

_FOLDED: Final[Mapping[str, str]] = {name.casefold(): name for name in ACTION_TYPES}

INVENTED: Final[Mapping[str, str]] = tomllib.loads(
    Path(__file__).with_name("invented.toml").read_text(encoding="utf-8")
)
"""Invented types and the real ones that do it; "" where nothing does."""


def check_unknown_type(action: Action) -> Problems:
    """For an action whose type the language does not have."""
    kind = action.type
    if not kind:
        yield error("unknown-type", "has no 'Type'; say what it does", action.identifier)
    elif not has_placeholder(kind):
        yield error(
            "unknown-type", f"there is no action type {kind!r}; {_advice(kind)}", action.identifier
        )


def _advice(kind: str) -> str:
    meant = nearest(kind)
    if meant:
        return f"use {meant}"
    if INVENTED.get(kind) == "":
        return "a flow begins at the action that 'StartAction' names: delete it"
    return "see flows/language.toml for those there are"


def nearest(kind: str) -> str | None:
    """The real type that was probably meant."""
    if kind in INVENTED:
        return INVENTED[kind] or None
    folded = kind.casefold()
    if folded in _FOLDED:
        return _FOLDED[folded]
    close = get_close_matches(folded, _FOLDED, n=1, cutoff=0.6)
    return _FOLDED[close[0]] if close else None


def check_type(action: Action, known: ActionType, setting: Setting) -> Problems:
    """Whether the service takes the type, and takes it here."""
    if known.refused_as:
        instead = "" if known.refused_as == "-" else f": write {known.refused_as}"
        yield warning(
            "refused-type",
            f"the documents name {action.type}, but the service was seen to refuse it{instead}",
            action.identifier,
        )
    if not known.flow_types or setting.flow_type in known.flow_types:
        return
    if not known.may_stand_in(setting.flow_type):
        report = error if setting.told else warning
        yield report(
            "not-in-flow-type",
            f"{action.type} may not stand in a {setting.flow_type} flow; "
            f"it may in {', '.join(sorted(known.flow_types))}",
            action.identifier,
        )
    elif setting.told:
        yield warning(
            "not-in-flow-type",
            f"not every source allows {action.type} in a {setting.flow_type} flow; "
            f"all do in {', '.join(sorted(known.flow_types))}",
            action.identifier,
        )
