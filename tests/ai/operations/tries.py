"""Tries of PINs without a table."""

from dataclasses import dataclass, field


@dataclass
class FreeTries:
    """Gives as many tries as there are `left`. `log` says what was done with them."""

    left: int = 1_000
    log: list[str] = field(default_factory=list[str])

    def take(self, phone: str) -> bool:
        """One less."""
        self.log.append(f"take {phone}")
        self.left -= 1
        return self.left >= 0

    def give_back(self, phone: str) -> None:
        """One more."""
        self.log.append(f"give back {phone}")
        self.left += 1
