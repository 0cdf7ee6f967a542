"""Where events of operations functions wait that failed for good."""

from dataclasses import dataclass

import pulumi

from infra.dead_letter import dead_letter_queue
from infra.deployment import Deployment
from infra.key import DataKey


@dataclass(frozen=True, kw_only=True)
class DeadLetterArgs:
    """`key` encrypts the messages."""

    deployment: Deployment
    component: str
    key: DataKey


class DeadLetter(pulumi.ComponentResource):
    """A queue that nobody reads but people."""

    url: pulumi.Output[str]
    arn: pulumi.Output[str]
    name: pulumi.Output[str]

    def __init__(
        self, name: str, args: DeadLetterArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:operations:DeadLetter", name, None, opts)
        queue = dead_letter_queue(
            name, deployment=args.deployment, component=args.component, key=args.key, parent=self
        )
        self.url, self.arn, self.name = queue.url, queue.arn, queue.name
        self.register_outputs({"url": self.url})
