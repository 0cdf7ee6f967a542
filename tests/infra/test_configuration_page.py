"""The page of configuration keys says what Pulumi.yaml and the stacks' files say now."""

import dataclasses
import re
from collections.abc import Mapping
from typing import Final

from infra.config import StackConfig
from infra.config_answers import AnswerConfig
from infra.config_callbacks import CallbackConfig
from infra.config_chat import ChatConfig
from infra.config_knowledge import KnowledgeConfig
from infra.config_watch import WatchConfig
from infra.configuration_page import GROUPS, PAGE, STACKS, given, page, schema

NOT_KEYS: Final = {"project", "stack", "region", "profile"}
"""Fields that Pulumi itself and the AWS provider's configuration give."""

GROUPED: Final = {
    "answers": ("", AnswerConfig),
    "knowledge": ("", KnowledgeConfig),
    "watching": ("", WatchConfig),
    "callbacks": ("callback_", CallbackConfig),
    "chat": ("chat_", ChatConfig),
}
"""Groups of fields, and how their keys begin."""

NOT_FIELDS: Final = {"deployedBy"}
"""Keys that decide whether the program runs at all."""


def stacks() -> dict[str, Mapping[str, object]]:
    return {each: given(each) for each in STACKS}


def test_the_page_is_what_the_configuration_says_now() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(schema(), stacks()), (
        "run .venv/bin/python -m infra.configuration_page"
    )


def test_every_field_of_the_configuration_is_a_key_and_every_key_a_field() -> None:
    fields = {field.name for field in dataclasses.fields(StackConfig)} - NOT_KEYS - set(GROUPED)
    for prefix, group in GROUPED.values():
        fields |= {f"{prefix}{field.name}" for field in dataclasses.fields(group)}
    assert {_camel(field) for field in fields} == set(schema()) - NOT_FIELDS


def test_every_key_is_described_in_a_sentence() -> None:
    for key, told in schema().items():
        assert re.fullmatch(r"\S.{20,}[.]", str(told["description"]).strip(), re.DOTALL), key


def test_every_key_stands_in_one_group() -> None:
    grouped = [key for keys in GROUPS.values() for key in keys]
    assert sorted(grouped) == sorted(schema())


def test_no_stack_says_a_key_that_nobody_reads() -> None:
    for stack, values in stacks().items():
        assert not set(values) - set(schema()), stack


def test_a_value_in_which_the_stacks_differ_is_in_the_table_and_others_are_not() -> None:
    text = page(schema(), {"a": {"protect": True, "voice": "Jihye"}, "b": {"voice": "Jihye"}})
    table = text.partition("## How the stacks differ")[2].partition("\n## ")[0]
    assert "| `protect` | `true` | `false` |" in table
    assert "`voice`" not in table


def test_a_bar_in_a_description_does_not_break_the_table() -> None:
    keys = {**schema(), "voice": {"type": "string", "default": "", "description": "One | other."}}
    assert "| `voice` | string | none | One \\| other. |" in page(keys, stacks())


def _camel(name: str) -> str:
    head, *tail = name.split("_")
    return head + "".join(part.capitalize() for part in tail)
