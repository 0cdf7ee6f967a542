"""Checks JSON against botocore's model of S3 Vectors, both what comes in and what goes out."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final, cast

from botocore.loaders import Loader
from botocore.model import ListShape, MapShape, ServiceModel, Shape, StringShape, StructureShape

SERVICE: Final = "s3vectors"


@cache
def service_model() -> ServiceModel:
    """The model that ships with botocore."""
    return ServiceModel(Loader().load_service_model(SERVICE, "service-2"), SERVICE)


def problems(shape: Shape | None, value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every place where `value` is not of `shape`: path, and what is wrong there."""
    where = path or "the request"
    if shape is None or (isinstance(shape, StructureShape) and shape.is_document_type):
        return
    if isinstance(shape, StructureShape):
        if not isinstance(value, dict):
            yield where, "must be an object"
            return
        yield from _members(shape, cast("dict[str, Any]", value), path)
    elif isinstance(shape, ListShape):
        if not isinstance(value, list):
            yield where, "must be a list"
            return
        yield from _items(shape, cast("list[Any]", value), path)
    elif isinstance(shape, MapShape):
        if not isinstance(value, dict):
            yield where, "must be an object"
            return
        for key, item in cast("dict[str, Any]", value).items():
            yield from problems(shape.key, key, f"{path}/{key}")
            yield from problems(shape.value, item, f"{path}/{key}")
    else:
        yield from _plain(shape, value, where)


def _items(shape: ListShape, items: list[Any], path: str) -> Iterator[tuple[str, str]]:
    yield from _range(shape, len(items), path or "the request", "have %s items")
    for number, item in enumerate(items):
        yield from problems(shape.member, item, f"{path}/{number}")


def _members(shape: StructureShape, value: dict[str, Any], path: str) -> Iterator[tuple[str, str]]:
    for name in shape.required_members:
        if name not in value:
            yield f"{path}/{name}", "is required"
    for name, item in value.items():
        if name not in shape.members:
            yield f"{path}/{name}", f"is not a member of {shape.name}"
        else:
            yield from problems(shape.members[name], item, f"{path}/{name}")
    if shape.is_tagged_union and len(value) != 1:
        yield path or "the request", "must have exactly one member"


def _plain(shape: Shape, value: Any, where: str) -> Iterator[tuple[str, str]]:
    kind = shape.type_name
    if isinstance(shape, StringShape):
        if not isinstance(value, str):
            yield where, "must be a string"
            return
        yield from _range(shape, len(value), where, "have %s characters")
        if shape.enum and value not in shape.enum:
            yield where, f"must be one of {', '.join(shape.enum)}"
        pattern = shape.metadata.get("pattern")
        if pattern and "\\p" not in pattern and not re.fullmatch(_meant(pattern), value):
            yield where, f"must match {pattern}"
    elif kind == "boolean":
        if not isinstance(value, bool):
            yield where, "must be true or false"
    elif kind in {"integer", "long"}:
        if not isinstance(value, int) or isinstance(value, bool):
            yield where, "must be a whole number"
            return
        yield from _range(shape, value, where, "be %s")
    elif not isinstance(value, int | float) or isinstance(value, bool):
        yield where, "must be a number"


@cache
def _meant(pattern: str) -> re.Pattern[str]:
    """A model's pattern as Python reads it.

    Some models hold patterns of other languages: between slashes (Connect's passwords), escaped
    twice (Connect's telephone numbers), with flags in the middle (names of budgets), which are
    left out.
    """
    text = re.sub(r"^/(.*)/$", r"\1", pattern, flags=re.DOTALL)
    text = re.sub(r"\\\\(?=[+dsw])", r"\\", text)
    return re.compile(re.sub(r"(?<=.)\(\?[ims]+\)", "", text))


def _range(shape: Shape, number: int, where: str, wanted: str) -> Iterator[tuple[str, str]]:
    least, most = shape.metadata.get("min"), shape.metadata.get("max")
    if least is not None and number < int(least):
        yield where, "must " + wanted % f"at least {least}" + f", not {number}"
    if most is not None and number > int(most):
        yield where, "must " + wanted % f"at most {most}" + f", not {number}"
