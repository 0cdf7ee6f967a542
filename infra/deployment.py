"""Where the program deploys to, and the names, tags and ARNs that follow from it."""

from collections.abc import Mapping
from dataclasses import dataclass

from infra.naming import fit
from infra.tags import tags_for


@dataclass(frozen=True, kw_only=True)
class Deployment:
    """One stack in one account and Region. `account` has 12 digits."""

    project: str
    stack: str
    region: str
    account: str

    def name(self, part: str, *, limit: int) -> str:
        """`<project>-<stack>-<part>`, within `limit` characters."""
        return fit(f"{self.project}-{self.stack}-{part}", limit)

    def global_name(self, part: str, *, limit: int) -> str:
        """A name that no other account can hold: `<project>-<stack>-<part>-<account>`."""
        return fit(f"{self.project}-{self.stack}-{part}-{self.account}", limit)

    def tags(self, component: str) -> Mapping[str, str]:
        """The required tags, for resources of `component`."""
        return tags_for(project=self.project, stack=self.stack, component=component)

    def arn(self, service: str, resource: str) -> str:
        """The ARN of a resource of this account and Region."""
        return f"arn:aws:{service}:{self.region}:{self.account}:{resource}"
