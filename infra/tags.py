"""The tags that every taggable resource carries."""

from collections.abc import Mapping
from typing import Final, TypedDict

REQUIRED: Final = ("Project", "Stack", "Component", "ManagedBy")
"""`Component` names the room (`connect`, `assistant`, `monitoring`): bills are read by it."""


class Tag(TypedDict):
    """A tag, as CloudFormation lists them."""

    Key: str
    Value: str


def tags_for(*, project: str, stack: str, component: str) -> dict[str, str]:
    """A new mapping with exactly the required tags."""
    return {"Project": project, "Stack": stack, "Component": component, "ManagedBy": "pulumi"}


def tag_list(tags: Mapping[str, str]) -> list[Tag]:
    """Tags as CloudFormation's resource types have them, always in the same order."""
    return [{"Key": key, "Value": value} for key, value in sorted(tags.items())]
