"""Where events of operations functions wait that failed for good."""

import pulumi

from infra.dead_letter import dead_letter_queue
from infra.place import Place


class DeadLetter(pulumi.ComponentResource):
    """A queue that nobody reads but people."""

    url: pulumi.Output[str]
    arn: pulumi.Output[str]
    name: pulumi.Output[str]

    def __init__(self, name: str, place: Place, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("contact-center:operations:DeadLetter", name, None, opts)
        queue = dead_letter_queue(name, place, parent=self)
        self.url, self.arn, self.name = queue.url, queue.arn, queue.name
        self.register_outputs({"url": self.url})
