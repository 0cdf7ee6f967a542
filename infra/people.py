"""The people of a contact center, as a stack's configuration lists them."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, cast

from infra.email_address import is_address

ROLES: Final = ("admin", "supervisor", "engineer", "agent")

_FIELDS: Final = ("username", "firstName", "lastName", "email", "role")

# Connect's CreateUser: 20 characters of these where Connect itself keeps the passwords. It takes an
# `@` as well, but only in a whole address, and those do not fit.
_USERNAME: Final = re.compile(r"[A-Za-z0-9_.-]{1,20}")
_NAME_LENGTH: Final = 100


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who signs in. `email` is where Connect sends what sets their password."""

    username: str
    first_name: str
    last_name: str
    email: str
    role: str


def parse_people(entries: Sequence[object]) -> tuple[Person, ...]:
    """The people in the given order.

    Raises:
        ValueError: with the entry that is wrong, and why.
    """
    people: list[Person] = []
    for number, entry in enumerate(entries, start=1):
        person = _person(number, entry)
        if person.username.lower() in {known.username.lower() for known in people}:
            raise ValueError(f"entry {number}: username {person.username!r} stands twice")
        people.append(person)
    return tuple(people)


def _person(number: int, entry: object) -> Person:
    if not isinstance(entry, dict):
        told = f"entry {number}: {entry!r} is no person with {', '.join(_FIELDS)}"
        raise ValueError(told)  # noqa: TRY004 - the reader of the configuration expects it
    given = cast("dict[str, object]", entry)
    where = f"entry {number} ({given.get('username', 'without username')})"
    unknown = sorted(set(given) - set(_FIELDS))
    if unknown:
        raise ValueError(f"{where}: {unknown[0]} is no field; there are {', '.join(_FIELDS)}")
    fields = {field: _text(where, field, given.get(field)) for field in _FIELDS}
    if not _USERNAME.fullmatch(fields["username"]):
        raise ValueError(f"{where}: username may have 1 to 20 letters, digits and _ . -")
    if not is_address(fields["email"]):
        raise ValueError(f"{where}: email {fields['email']!r} is no address")
    if fields["role"] not in ROLES:
        raise ValueError(f"{where}: role {fields['role']!r} is none of {', '.join(ROLES)}")
    return Person(
        username=fields["username"],
        first_name=fields["firstName"],
        last_name=fields["lastName"],
        email=fields["email"],
        role=fields["role"],
    )


def _text(where: str, field: str, value: object) -> str:
    """Composed as Connect wants it: on macOS, Hangul is often typed in parts."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{where}: {field} is missing")
    text = unicodedata.normalize("NFC", value.strip())
    if len(text) > _NAME_LENGTH or not text.isprintable():
        raise ValueError(f"{where}: {field} may have at most {_NAME_LENGTH} printable characters")
    return text
