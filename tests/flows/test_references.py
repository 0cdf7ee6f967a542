import pytest

from flows.json_values import JsonObject
from flows.references import KINDS, Reference, UnknownReferenceError, find, resolve
from tests.flows.actions import content, say

NESTED: JsonObject = {
    "Actions": [
        {"Parameters": {"QueueId": "{{queue:engineer}}", "Deep": [{"Arn": "{{bot:inquiry}}"}]}},
        {"Parameters": {"Text": "{{queue:engineer}} and {{flow:agent}}", "Count": 3}},
    ]
}


def test_references_are_found_however_deep() -> None:
    assert find(NESTED) == {
        Reference("queue", "engineer"),
        Reference("bot", "inquiry"),
        Reference("flow", "agent"),
    }


def test_content_without_references_has_none() -> None:
    assert find(content(say("hello"))) == frozenset()


def test_values_of_the_contact_are_no_references() -> None:
    assert find({"Text": "$.Attributes.name {name} {{ }} {{Queue:x}}"}) == frozenset()


def test_every_reference_is_replaced_wherever_it_stands() -> None:
    resolved = resolve(
        NESTED, {"queue:engineer": "arn:q", "bot:inquiry": "arn:b", "flow:agent": "arn:f"}
    )

    assert find(resolved) == frozenset()
    assert resolved == {
        "Actions": [
            {"Parameters": {"QueueId": "arn:q", "Deep": [{"Arn": "arn:b"}]}},
            {"Parameters": {"Text": "arn:q and arn:f", "Count": 3}},
        ]
    }


def test_references_may_be_keys_of_the_mapping() -> None:
    resolved = resolve({"QueueId": "{{queue:agent}}"}, {Reference("queue", "agent"): "arn:q"})

    assert resolved == {"QueueId": "arn:q"}


def test_resolving_leaves_the_source_as_it_was() -> None:
    source: JsonObject = {"QueueId": "{{queue:agent}}"}

    resolve(source, {"queue:agent": "arn:q"})

    assert source == {"QueueId": "{{queue:agent}}"}


def test_every_unknown_reference_is_named() -> None:
    with pytest.raises(UnknownReferenceError, match=r"bot:inquiry, flow:agent.*queue:engineer"):
        resolve(NESTED, {"queue:engineer": "arn:q"})


def test_a_reference_reads_as_it_is_written() -> None:
    reference = Reference.parse("queue:engineer")

    assert reference == Reference("queue", "engineer")
    assert str(reference) == "queue:engineer"
    assert reference.placeholder == "{{queue:engineer}}"
    assert reference.kind in KINDS
