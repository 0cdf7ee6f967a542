"""The only reader of `os.environ` for settings."""

import os
from collections.abc import Callable, Mapping
from typing import Self, TypeVar

from ai.errors import SettingsError

T = TypeVar("T", int, float)


class EnvironmentReader:
    """Reads one variable after the other; SettingsError names the one that is wrong."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self._env = env

    @classmethod
    def of(cls, env: Mapping[str, str] | None) -> Self:
        """Of what is given, or of the process."""
        return cls(os.environ if env is None else env)

    def region(self) -> str:
        """The Region, as the Lambda runtime sets it."""
        region = self.optional("AWS_REGION") or self.optional("AWS_DEFAULT_REGION")
        if region is None:
            raise SettingsError("AWS_REGION is not set; the runtime sets it, tools must do so")
        return region

    def stack(self) -> str:
        """The stack's name, by which metrics are told apart."""
        return self.optional("STACK") or "none"

    def log_level(self) -> str:
        """Of our own events."""
        return self.choice("LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR"))

    def optional(self, name: str) -> str | None:
        """The value; None when it is not set, or blank."""
        return self._env.get(name, "").strip() or None

    def text(self, name: str) -> str:
        """The value of a variable that must be there."""
        value = self.optional(name)
        if value is None:
            raise SettingsError(f"{name} is not set; the function can not work without it")
        return value

    def number(self, name: str, kind: Callable[[str], T], default: T, low: T, high: T) -> T:
        """A number from `low` to `high`."""
        value = self.optional(name)
        if value is None:
            return default
        try:
            number = kind(value)
        except ValueError:
            number = None
        if number is None or not low <= number <= high:
            raise SettingsError(f"{name} is {value!r}; it must be a number from {low} to {high}")
        return number

    def flag(self, name: str, *, default: bool) -> bool:
        """True or false."""
        value = self.choice(name, "TRUE" if default else "FALSE", ("TRUE", "FALSE"))
        return value == "TRUE"

    def choice(self, name: str, default: str, allowed: tuple[str, ...]) -> str:
        """One of `allowed`, in capitals."""
        value = (self.optional(name) or default).upper()
        if value not in allowed:
            raise SettingsError(f"{name} is {value!r}; it must be one of {', '.join(allowed)}")
        return value
