"""The part of JSON Schema that docs/chat-api.md uses. A word that is not known here raises."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

TYPES: Mapping[str, type | tuple[type, ...]] = {
    "array": list,
    "integer": int,
    "null": type(None),
    "number": (int, float),
    "object": dict,
    "string": str,
}
KNOWN = {
    "additionalProperties", "description", "enum", "items", "maxLength", "minLength", "properties",
    "required", "type",
}  # fmt: skip


def complaints(value: object, schema: Mapping[str, Any], page: Mapping[str, Any]) -> list[str]:
    """What is wrong with a value; `page` is the document in which references are looked up."""
    return list(_complaints("", value, schema, page))


def _complaints(
    where: str, value: object, schema: Mapping[str, Any], page: Mapping[str, Any]
) -> Iterator[str]:
    if "$ref" in schema:
        yield from _complaints(where, value, referred(schema["$ref"], page), page)
        return
    assert set(schema) <= KNOWN, f"{where}: {set(schema) - KNOWN}"
    told: Any = schema["type"]
    kinds = cast("list[str]", told if isinstance(told, list) else [told])
    if not any(isinstance(value, TYPES[kind]) for kind in kinds):
        yield f"{where} is no {kinds}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{where} is {value!r}"
    if isinstance(value, str):
        if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
            yield f"{where} has {len(value)} characters"
    elif isinstance(value, dict):
        yield from _of_object(where, cast("dict[str, object]", value), schema, page)
    elif isinstance(value, list):
        for number, item in enumerate(cast("list[object]", value)):
            yield from _complaints(f"{where}[{number}]", item, schema["items"], page)


def _of_object(
    where: str, value: Mapping[str, object], schema: Mapping[str, Any], page: Mapping[str, Any]
) -> Iterator[str]:
    for name in schema.get("required", []):
        if name not in value:
            yield f"{where}.{name} is missing"
    properties, others = schema.get("properties", {}), schema.get("additionalProperties")
    for name, held in value.items():
        if name in properties:
            yield from _complaints(f"{where}.{name}", held, properties[name], page)
        elif isinstance(others, dict):
            yield from _complaints(f"{where}.{name}", held, cast("dict[str, Any]", others), page)
        else:
            yield f"{where}.{name} is not known"


def referred(reference: str, page: Mapping[str, Any]) -> Mapping[str, Any]:
    """What `#/components/…` stands for."""
    found: Any = page
    for part in reference.removeprefix("#/").split("/"):
        found = found[part]
    return found
