"""Metadata filters as S3 Vectors reads them (user guide, "Metadata filtering"). Pure."""

from collections.abc import Callable, Mapping
from typing import Any, Final, cast

from local.vectors.wire import invalid

_Test = Callable[[Any, Any], bool]


def _equal(held: Any, asked: Any) -> bool:
    if isinstance(held, list):
        return any(_equal(one, asked) for one in cast("list[Any]", held))
    return (type(held) is type(asked) or _numbers(held, asked)) and held == asked


def _numbers(*values: Any) -> bool:
    return all(isinstance(one, int | float) and not isinstance(one, bool) for one in values)


def _in(held: Any, asked: Any) -> bool:
    return any(_equal(held, one) for one in asked)


_COMPARISONS: Final[Mapping[str, _Test]] = {
    "$gt": lambda held, asked: held > asked,
    "$gte": lambda held, asked: held >= asked,
    "$lt": lambda held, asked: held < asked,
    "$lte": lambda held, asked: held <= asked,
}


def passes(condition: Any, metadata: Mapping[str, Any], hidden: frozenset[str]) -> bool:
    """Whether a vector passes; `hidden` are the keys that are not filterable.

    A wrong filter is refused whatever the metadata, as the service does.
    """
    if not isinstance(condition, dict) or not condition:
        raise invalid("filter", "must be an object with at least one condition")
    results = [
        _one(key, value, metadata, hidden)
        for key, value in cast("dict[str, Any]", condition).items()
    ]
    return all(results)


def _one(key: str, value: Any, metadata: Mapping[str, Any], hidden: frozenset[str]) -> bool:
    if key in {"$and", "$or"}:
        if not isinstance(value, list) or not value:
            raise invalid("filter", f"{key} needs a list of conditions that is not empty")
        results = [passes(one, metadata, hidden) for one in cast("list[Any]", value)]
        return all(results) if key == "$and" else any(results)
    if key.startswith("$"):
        raise invalid("filter", f"{key} is not an operator here")
    if key in hidden:
        raise invalid("filter", f"{key} is not filterable")
    tests = cast("dict[str, Any]", value) if isinstance(value, dict) else {"$eq": value}
    if not tests:
        raise invalid("filter", f"{key} has no operator")
    results = [_operator(key, name, asked, metadata) for name, asked in tests.items()]
    return all(results)


def _operator(key: str, name: str, asked: Any, metadata: Mapping[str, Any]) -> bool:
    there, held = key in metadata, metadata.get(key)
    if name == "$exists":
        if not isinstance(asked, bool):
            raise invalid("filter", "$exists needs true or false")
        return there == asked
    if name in {"$eq", "$ne"}:
        if not isinstance(asked, str | int | float | bool):
            raise invalid("filter", f"{name} needs a string, a number or a boolean")
        return (there and _equal(held, asked)) == (name == "$eq")
    if name in {"$in", "$nin"}:
        if not isinstance(asked, list) or not asked:
            raise invalid("filter", f"{name} needs a list that is not empty")
        return (there and _in(held, asked)) == (name == "$in")
    if name in _COMPARISONS:
        if not _numbers(asked):
            raise invalid("filter", f"{name} needs a number")
        return there and _numbers(held) and _COMPARISONS[name](held, asked)
    raise invalid("filter", f"{name} is not an operator")
