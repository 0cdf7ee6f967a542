"""Turns a resource's inputs into the request that creates it, by names alone.

The provider's names are AWS's in another case, with a few exceptions that stand in
`tests.infra.creating`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, cast

from botocore.loaders import Loader
from botocore.model import ListShape, MapShape, ServiceModel, Shape, StructureShape

from local.vectors.shapes import problems

Rewrite = Callable[[dict[str, Any]], dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Call:
    """One of the calls that create a resource.

    `names` are members that are called otherwise, at any depth. `elsewhere` are inputs that are
    part of another call or of none. With `only`, the call has these inputs and no others, and is
    made where all of them are given. `also` is what the provider adds by itself, `rewrite` nests
    what it nests.
    """

    service: str
    operation: str
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    elsewhere: frozenset[str] = frozenset()
    only: frozenset[str] | None = None
    also: Mapping[str, Any] = field(default_factory=dict[str, Any])
    rewrite: Rewrite = lambda given: given

    def taken(self, inputs: Mapping[str, Any]) -> dict[str, Any]:
        """Those inputs that are part of this call; none when it is not made."""
        if self.only is None:
            return {key: value for key, value in inputs.items() if key not in self.elsewhere}
        return {key: inputs[key] for key in self.only} if self.only <= set(inputs) else {}


@cache
def model(service: str) -> ServiceModel:
    """The model that ships with botocore."""
    return ServiceModel(Loader().load_service_model(service, "service-2"), service)


def complaints(call: Call, inputs: Mapping[str, Any]) -> list[str]:
    """What AWS would say of the request that these inputs become."""
    shape = model(call.service).operation_model(call.operation).input_shape
    assert shape is not None
    given = call.taken(inputs)
    if not given:
        return []
    unknown: list[str] = []
    request = {**call.also, **_structure(shape, call.rewrite(given), call, unknown)}
    found = [f"{path} {what}" for path, what in problems(shape, request)]
    return [*(f"{key} is no member of {call.operation}" for key in unknown), *found]


def _translate(shape: Shape, value: Any, call: Call, unknown: list[str]) -> Any:
    if isinstance(shape, StructureShape) and isinstance(value, dict):
        return _structure(shape, cast("dict[str, Any]", value), call, unknown)
    if isinstance(shape, StructureShape) and isinstance(value, list):
        [only] = cast("list[Any]", value)  # the provider's blocks may be lists of one
        return _translate(shape, only, call, unknown)
    if isinstance(shape, ListShape):
        return list(_items(shape, value, call, unknown))
    if isinstance(shape, MapShape) and isinstance(value, dict):
        held = cast("dict[str, Any]", value)
        return {key: _translate(shape.value, item, call, unknown) for key, item in held.items()}
    if shape.type_name == "string" and isinstance(value, int | float):
        return str(value)
    return value


def _items(shape: ListShape, value: Any, call: Call, unknown: list[str]) -> Iterator[Any]:
    member = shape.member
    if isinstance(value, dict) and isinstance(member, StructureShape):
        pair = next(names for names in _PAIRS if set(names) <= set(member.members))
        for key, item in cast("dict[str, Any]", value).items():
            yield {pair[0]: key, pair[1]: item}
        return
    for item in cast("list[Any]", value if isinstance(value, list) else [value]):
        yield _translate(member, item, call, unknown)


_PAIRS = (("Key", "Value"), ("Name", "Value"), ("TagKey", "TagValue"))
"""Members of lists that the provider takes as mappings."""


def _structure(
    shape: Shape, value: Mapping[str, Any], call: Call, unknown: list[str]
) -> dict[str, Any]:
    members = cast("StructureShape", shape).members
    by_lower = {name.lower(): name for name in members}
    request: dict[str, Any] = {}
    for key, item in value.items():
        if item is None:
            continue
        told = call.names.get(key, key)
        name = by_lower.get(told.lower()) or by_lower.get(told.lower().removesuffix("s"))
        if name is None:
            unknown.append(key)
        else:
            request[name] = _translate(members[name], item, call, unknown)
    return request
