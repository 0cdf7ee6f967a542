"""Reads configuration values one by one and collects every problem instead of the first."""

import json
import re
from collections.abc import Callable, Collection, Mapping
from typing import Final, TypeVar, cast

import pulumi

from infra.email_address import is_address, named_twice

T = TypeVar("T")

_FLAGS: Final = {"true": True, "false": False}


class ConfigError(pulumi.RunError):
    """The stack's configuration can not be used. Pulumi prints the message without a traceback."""


class ConfigReader:
    """Turns strings into checked values; `finish` raises if anything was wrong or left over."""

    def __init__(self, namespace: str, values: Mapping[str, str]) -> None:
        self._namespace = namespace
        self._values = values
        self._asked: set[str] = set()
        self._problems: list[str] = []
        self._refused: set[str] = set()

    def text(self, key: str, default: str | None, pattern: str, allowed: str) -> str:
        """A string that matches `pattern` as a whole. Without `default` the key is required."""
        value = self._take(key)
        if value is None and default is None:
            self._problems.append(f"{self._full(key)} is missing; allowed is {allowed}")
            return ""
        value = default or "" if value is None else value
        if not re.fullmatch(pattern, value):
            self._refuse(key, value, allowed)
        return value

    def choice(self, key: str, default: str, allowed: Collection[str]) -> str:
        """One of `allowed`."""
        value = self._take(key)
        value = default if value is None else value
        if value not in allowed:
            self._refuse(key, value, _one_of(allowed))
        return value

    def number(self, key: str, default: int, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        value = self._take(key)
        if value is None:
            return default
        number = int(value) if re.fullmatch(r"-?[0-9]{1,9}", value) else None
        if number is None or not low <= number <= high:
            self._refuse(key, value, f"a whole number from {low} to {high}")
            return default
        return number

    def number_of(self, key: str, default: int, allowed: Collection[int]) -> int:
        """One of the whole numbers in `allowed`."""
        return int(self.choice(key, str(default), [str(number) for number in allowed]) or default)

    def flag(self, key: str, *, default: bool) -> bool:
        """`true` or `false`."""
        value = self._take(key)
        if value is None:
            return default
        if value.lower() not in _FLAGS:
            self._refuse(key, value, "true or false")
        return _FLAGS.get(value.lower(), default)

    def emails(self, key: str) -> tuple[str, ...]:
        """A list of e-mail addresses, each once; none when the key is not given."""
        value = self._take(key)
        if value is None:
            return ()
        addresses = _addresses(value)
        if addresses is None:
            self._refuse(key, value, "a list of e-mail addresses")
            return ()
        if twice := named_twice(addresses):
            self.complain(key, f"names {twice} twice; each address is mailed once")
        return addresses

    def entries(self, key: str, parse: Callable[[list[object]], tuple[T, ...]]) -> tuple[T, ...]:
        """A list that `parse` reads; its ValueError says which entry is wrong. May be empty."""
        value = self._take(key)
        if value is None:
            return ()
        items = _items(value)
        if items is None:
            self._refuse(key, value, "a list")
            return ()
        try:
            return parse(items)
        except ValueError as error:
            self._refused.add(key)
            self._problems.append(f"{self._full(key)}: {error}")
            return ()

    def parsed(self, key: str, default: str, parse: Callable[[str], T], allowed: str) -> T:
        """What `parse` makes of the text; a ValueError of it counts as a problem."""
        value = self._take(key)
        try:
            return parse(default if value is None else value)
        except ValueError:
            self._refuse(key, value or "", allowed)
            return parse(default)

    def complain(self, key: str, why: str) -> None:
        """Say what is wrong with a key that was read, such as that it does not go with another."""
        self._refused.add(key)
        self._problems.append(f"{self._full(key)} {why}")

    def is_refused(self, key: str) -> bool:
        """Whether something was wrong with the key already."""
        return key in self._refused

    def finish(self) -> None:
        """Say everything that was wrong.

        Raises:
            ConfigError: with one sentence for each problem, unknown keys included.
        """
        for key in sorted(set(self._values) - self._asked):
            self._problems.append(
                f"{self._full(key)} is not a key of this program; "
                f"allowed are {', '.join(sorted(self._asked))}"
            )
        if self._problems:
            raise ConfigError("; and ".join(self._problems))

    def _take(self, key: str) -> str | None:
        self._asked.add(key)
        return self._values.get(key)

    def _refuse(self, key: str, value: str, allowed: str) -> None:
        self.complain(key, f"is {value!r}; allowed is {allowed}")

    def _full(self, key: str) -> str:
        return f"{self._namespace}:{key}"


def _one_of(allowed: Collection[str]) -> str:
    return f"one of {', '.join(allowed)}"


def _addresses(value: str) -> tuple[str, ...] | None:
    items = _items(value)
    if items is None:
        return None
    addresses = tuple(item for item in items if isinstance(item, str) and is_address(item))
    return addresses if len(addresses) == len(items) else None


def _items(value: str) -> list[object] | None:
    """A list as `pulumi config` keeps it; None for anything else."""
    try:
        items = json.loads(value)
    except json.JSONDecodeError:
        return None
    return cast("list[object]", items) if isinstance(items, list) else None
