"""Inputs of one resource, with a watch over what has been understood."""

from collections.abc import Mapping
from typing import Any, Final, cast

from pulumi.runtime import rpc

from local.errors import OutsideError

UNSET: Final = "<<unset "
"""How an output that no handler sets begins, so that its use can be refused by name."""


class UnsupportedError(OutsideError):
    """The program declares something that the local cloud does not know."""


def plain(value: Any) -> Any:
    """A value as the program wrote it.

    Secrets are unwrapped, and whole floats are integers again (the wire knows only floats).
    """
    if rpc.is_rpc_secret(value):
        return plain(rpc.unwrap_rpc_secret(value))
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in cast("dict[str, Any]", value).items()}
    if isinstance(value, list):
        return [plain(item) for item in cast("list[Any]", value)]
    return value


def refuse_unset(where: str, value: Any) -> None:
    """Raises when a value holds an output that no handler has set."""
    if isinstance(value, str) and UNSET in value:
        raise UnsupportedError(
            f"{where} needs an output that the local cloud does not set: {value}"
        )
    if isinstance(value, Mapping):
        for key, item in cast("Mapping[str, Any]", value).items():
            refuse_unset(f"{where}.{key}", item)
    if isinstance(value, list):
        for item in cast("list[Any]", value):
            refuse_unset(where, item)


class Inputs:
    """Each input is taken once by name; an input that nobody took is refused by name."""

    def __init__(self, token: str, name: str, values: Mapping[str, Any]) -> None:
        """`values` as they come from the program's registration."""
        self.token = token
        self.name = name
        self.values = {key: plain(value) for key, value in values.items() if value is not None}
        self._open = set(self.values)
        refuse_unset(f"{token} {name!r}", self.values)

    def take(self, key: str) -> Any:
        """A required input; raises when it is missing."""
        if key not in self.values:
            raise UnsupportedError(f"{self.token} {self.name!r} lacks {key}")
        self._open.discard(key)
        return self.values[key]

    def get(self, key: str, default: Any = None) -> Any:
        """An optional input."""
        self._open.discard(key)
        return self.values.get(key, default)

    def given(self, names: Mapping[str, str]) -> dict[str, Any]:
        """The optional inputs that are there, each under the name that `names` has for it."""
        found = {target: self.get(source) for source, target in names.items()}
        return {target: value for target, value in found.items() if value is not None}

    def skip(self, *keys: str) -> None:
        """Inputs that are understood and have no effect on one machine."""
        self._open.difference_update(keys)

    def forget(self, *keys: str) -> None:
        """Required inputs that are understood and must not be recorded."""
        for key in keys:
            self.take(key)
            del self.values[key]

    def tags(self) -> dict[str, str]:
        """The resource's tags."""
        return dict(cast("dict[str, str]", self.get("tags", {})))

    def tag_list(self) -> list[dict[str, str]]:
        """The resource's tags as most APIs take them."""
        return [{"Key": key, "Value": value} for key, value in self.tags().items()]

    def check_all_taken(self) -> None:
        """Raises when an input was not understood."""
        if self._open:
            raise UnsupportedError(
                f"{self.token} {self.name!r} has inputs that the local cloud does not know: "
                f"{', '.join(sorted(self._open))}"
            )


def renamed(where: str, value: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """A nested object with its keys renamed by a literal map; an unknown key raises."""
    unknown = sorted(set(value) - set(names))
    if unknown:
        raise UnsupportedError(f"{where} has keys that the local cloud does not know: {unknown}")
    return {names[key]: item for key, item in value.items() if item is not None}
