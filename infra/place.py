"""Where the things of one component are, and the key that they are kept under."""

from collections.abc import Mapping
from dataclasses import dataclass

from infra.deployment import Deployment
from infra.key import DataKey


@dataclass(frozen=True, kw_only=True)
class Place:
    """`key` encrypts what is kept there: items, objects, messages, logs."""

    deployment: Deployment
    component: str
    key: DataKey

    @property
    def tags(self) -> Mapping[str, str]:
        """The required tags of everything there."""
        return self.deployment.tags(self.component)
