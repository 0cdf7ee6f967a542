"""The people of a stack's configuration."""

import json
import unicodedata
from typing import Any

import pytest

from infra.config_reader import ConfigError
from infra.people import Person, parse_people
from tests.infra.connect import center

KIM: dict[str, Any] = {
    "username": "minji.kim",
    "firstName": "민지",
    "lastName": "김",
    "email": "minji.kim@example.com",
    "role": "engineer",
}


def test_a_person_is_read() -> None:
    assert parse_people([KIM]) == (
        Person(
            username="minji.kim",
            first_name="민지",
            last_name="김",
            email="minji.kim@example.com",
            role="engineer",
        ),
    )


def test_hangul_typed_in_parts_is_composed() -> None:
    [person] = parse_people([{**KIM, "firstName": unicodedata.normalize("NFD", "민지")}])
    assert person.first_name == "민지"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"username": "a" * 21}, "username may have 1 to 20 letters"),
        ({"username": "민지"}, "username may have 1 to 20 letters"),
        ({"username": "kim minji"}, "username may have 1 to 20 letters"),
        ({"username": "kim@example.com"}, "username may have 1 to 20 letters"),
        ({"email": "minji.kim"}, "email 'minji.kim' is no address"),
        ({"role": "boss"}, "role 'boss' is none of admin, supervisor, engineer, agent"),
        ({"firstName": " "}, "firstName is missing"),
        ({"lastName": None}, "lastName is missing"),
        ({"lastName": "김" * 101}, "lastName may have at most 100 printable characters"),
        ({"firstName": "민\u0007지"}, "firstName may have at most 100 printable characters"),
        ({"password": "x"}, "password is no field"),
    ],
)
def test_what_is_wrong_is_said_with_the_entry(change: dict[str, Any], problem: str) -> None:
    lee = {**KIM, "username": "lee"}
    with pytest.raises(ValueError, match=r"^entry 2 \(") as raised:
        parse_people([lee, {**KIM, **change}])
    assert problem in str(raised.value)


def test_something_else_than_a_person_is_named() -> None:
    with pytest.raises(ValueError, match="entry 1: 'minji' is no person with username"):
        parse_people(["minji"])


@pytest.mark.parametrize(
    ("first", "second"), [("minji", "minji"), ("minji", "MINJI"), ("MINJI", "minji")]
)
def test_two_people_of_one_name_are_refused_whatever_the_capitals(first: str, second: str) -> None:
    with pytest.raises(ValueError, match=f"entry 2: username '{second}' stands twice"):
        parse_people([{**KIM, "username": first}, {**KIM, "username": second}])


def test_the_configuration_names_key_and_entry() -> None:
    with pytest.raises(ConfigError) as raised:
        center.configuration({"users": json.dumps([{**KIM, "role": "boss"}])})
    assert str(raised.value).startswith(
        "saltware-contact-center:users: entry 1 (minji.kim): role 'boss'"
    )


@pytest.mark.parametrize("text", ["minji", '{"username": "minji"}', '"minji"'])
def test_something_else_than_a_list_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match=r"users is .*; allowed is a list"):
        center.configuration({"users": text})
