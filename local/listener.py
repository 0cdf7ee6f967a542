"""Who watches while the local cloud is started, replaced or stopped."""

from typing import Protocol


class Listener(Protocol):
    """Hears what is being done: each step, and how far a step is."""

    def tell(self, step: str) -> None:
        """A step has begun."""
        ...

    def count(self, step: str) -> None:
        """How far the step is."""
        ...

    def warn(self, line: str) -> None:
        """Something that must not pass by as a step does."""
        ...
