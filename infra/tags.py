"""The tags that every taggable resource carries."""

from typing import Final

REQUIRED: Final = ("Project", "Stack", "Component", "ManagedBy")
"""`Component` names the room (`connect`, `assistant`, `monitoring`): bills are read by it."""


def tags_for(*, project: str, stack: str, component: str) -> dict[str, str]:
    """A new mapping with exactly the required tags."""
    return {"Project": project, "Stack": stack, "Component": component, "ManagedBy": "pulumi"}
