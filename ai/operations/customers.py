"""Customers, and the file in which staff hand them over."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ai.contract import Tier
from ai.errors import CustomersError
from ai.operations.phone_numbers import normalised

LONGEST_NAME: Final = 40
LONGEST_COMPANY: Final = 60

LANGUAGES: Final = ("ko", "en")
"""Those in which flows speak."""

_HEADINGS: Final = {
    "phone": "phone",
    "전화번호": "phone",
    "name": "name",
    "이름": "name",
    "tier": "tier",
    "등급": "tier",
    "language": "language",
    "언어": "language",
    "company": "company",
    "회사": "company",
}
_REQUIRED: Final = ("phone", "name")
_UNSPEAKABLE: Final = re.compile(r"[<>&$\x00-\x1f\x7f]")
"""A name is put into a sentence of a flow, where `$.` and `<` would be read as commands."""


@dataclass(frozen=True, kw_only=True)
class Customer:
    """`phone` in E.164. Who calls from it is greeted by `name`; nothing else is told to them."""

    phone: str
    name: str
    tier: Tier = Tier.STANDARD
    language: str = "ko"
    company: str = ""


def parse_customers(text: str) -> tuple[Customer, ...]:
    """The customers of a CSV file: phone, name, and optionally tier, language, company.

    Headings may be Korean (전화번호, 이름, 등급, 언어, 회사); other columns are left out.

    Raises:
        CustomersError: with one line for everything that is wrong, by line of the file.
    """
    rows = csv.reader(text.removeprefix("\ufeff").splitlines())
    nothing: list[str] = []
    heading = next(rows, nothing)
    columns = [_HEADINGS.get(cell.strip().casefold(), "") for cell in heading]
    missing = [name for name in _REQUIRED if name not in columns]
    if missing:
        raise CustomersError(f"line 1: no column {' and no column '.join(missing)}")
    return _checked(
        (rows.line_num, dict(zip(columns, (cell.strip() for cell in row), strict=False)))
        for row in rows
        if any(cell.strip() for cell in row)
    )


def _checked(rows: Iterator[tuple[int, Mapping[str, str]]]) -> tuple[Customer, ...]:
    found: dict[str, Customer] = {}
    lines: dict[str, int] = {}
    problems: list[str] = []
    for line, row in rows:
        phone = normalised(row.get("phone", ""))
        wrong = _problems(row, phone)
        if phone in lines:
            wrong.append(f"the number of line {lines[phone]} again")
        problems += [f"line {line}: {problem}" for problem in wrong]
        if phone is not None and not wrong:
            lines[phone] = line
            found[phone] = _customer(phone, row)
    if problems:
        raise CustomersError("\n".join(problems))
    return tuple(found.values())


def _problems(row: Mapping[str, str], phone: str | None) -> list[str]:
    problems = [] if phone else ["phone is no telephone number"]
    problems += _name_problems("name", row.get("name", ""), LONGEST_NAME)
    if not row.get("name"):
        problems.append("name is empty")
    problems += _name_problems("company", row.get("company", ""), LONGEST_COMPANY)
    problems += _choice_problems("tier", row.get("tier", ""), list(Tier))
    return problems + _choice_problems("language", row.get("language", ""), LANGUAGES)


def _name_problems(column: str, text: str, longest: int) -> list[str]:
    problems = [f"{column} is longer than {longest} characters"] if len(text) > longest else []
    if _UNSPEAKABLE.search(text):
        problems.append(f"{column} has a sign that can not be spoken: < > & $")
    return problems


def _choice_problems(column: str, text: str, allowed: Sequence[str]) -> list[str]:
    if not text or text.casefold() in allowed:
        return []
    return [f"{column} is {text!r}, not one of {', '.join(allowed)}"]


def _customer(phone: str, row: Mapping[str, str]) -> Customer:
    return Customer(
        phone=phone,
        name=row["name"],
        tier=Tier(row.get("tier", "").casefold() or Tier.STANDARD),
        language=row.get("language", "").casefold() or LANGUAGES[0],
        company=row.get("company", ""),
    )
