"""Customers, and the file in which staff hand them over."""

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ai.contract import Tier
from ai.errors import CustomersError
from ai.operations.phone_numbers import normalised
from ai.operations.pins import hashed, pin_problems

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
    "pin": "pin",
    "비밀번호": "pin",
}
_REQUIRED: Final = ("phone", "name")
NO_PIN: Final = "-"
"""In place of a PIN: the customer has none from now on. An empty cell leaves what there is."""

_UNSPEAKABLE: Final = re.compile(r"[<>&$\x00-\x1f\x7f]")
"""A name is put into a sentence of a flow, where `$.` and `<` would be read as commands."""

_HANGUL: Final = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")


@dataclass(frozen=True, kw_only=True)
class Customer:
    """`phone` in E.164. Who calls from it is greeted by `name`; nothing else is told to them.

    `pin` is what is kept of a PIN (`pins.hashed`), never the PIN; `NO_PIN` takes it away, and an
    empty one says nothing of it.
    """

    phone: str
    name: str
    tier: Tier = Tier.STANDARD
    language: str = "ko"
    company: str = ""
    pin: str = field(default="", repr=False)


def parse_customers(text: str, hide: Callable[[str], str] = hashed) -> tuple[Customer, ...]:
    """The customers of a CSV file: phone, name, and optionally tier, language, company, pin.

    Headings may be Korean (전화번호, 이름, 등급, 언어, 회사, 비밀번호); other columns are left out.
    `hide` makes of a PIN what is kept of it, when all lines are right.

    Raises:
        CustomersError: with one line for everything that is wrong, by line of the file.
    """
    rows = _rows(text)
    nothing: list[str] = []
    _, heading = next(rows, (1, nothing))
    columns = [_HEADINGS.get(cell.casefold(), "") for cell in heading]
    missing = [name for name in _REQUIRED if name not in columns]
    if missing:
        raise CustomersError(f"line 1: no column {' and no column '.join(missing)}")
    checked = _checked(
        (line, dict(zip(columns, row, strict=False))) for line, row in rows if any(row)
    )
    return tuple(_customer(phone, row, hide) for phone, row in checked.items())


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Cells without the space around them, and the line in which a row ends."""
    rows = csv.reader(text.removeprefix("\ufeff").splitlines())
    try:
        for row in rows:
            yield rows.line_num, [cell.strip() for cell in row]
    except csv.Error as error:
        raise CustomersError(f"line {rows.line_num}: {error}") from error


def _checked(rows: Iterator[tuple[int, Mapping[str, str]]]) -> Mapping[str, Mapping[str, str]]:
    """Rows by number, each number once."""
    found: dict[str, Mapping[str, str]] = {}
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
            found[phone] = row
    if problems:
        raise CustomersError("\n".join(problems))
    return found


def _problems(row: Mapping[str, str], phone: str | None) -> list[str]:
    problems = [] if phone else ["phone is no telephone number"]
    problems += _name_problems("name", row.get("name", ""), LONGEST_NAME)
    if not row.get("name"):
        problems.append("name is empty")
    if row.get("language", "").casefold() == "en" and _HANGUL.search(row.get("name", "")):
        problems.append("name is in Hangul, which an English voice can not read: use Latin letters")
    problems += _name_problems("company", row.get("company", ""), LONGEST_COMPANY)
    problems += _choice_problems("tier", row.get("tier", ""), list(Tier))
    problems += _choice_problems("language", row.get("language", ""), LANGUAGES)
    pin = row.get("pin", "")
    return problems + (list(pin_problems(pin, phone or "")) if pin and pin != NO_PIN else [])


def _name_problems(column: str, text: str, longest: int) -> list[str]:
    problems = [f"{column} is longer than {longest} characters"] if len(text) > longest else []
    if _UNSPEAKABLE.search(text):
        problems.append(f"{column} has a sign that can not be spoken: < > & $")
    return problems


def _choice_problems(column: str, text: str, allowed: Sequence[str]) -> list[str]:
    if not text or text.casefold() in allowed:
        return []
    return [f"{column} is {text!r}, not one of {', '.join(allowed)}"]


def _customer(phone: str, row: Mapping[str, str], hide: Callable[[str], str]) -> Customer:
    pin = row.get("pin", "")
    return Customer(
        phone=phone,
        name=row["name"],
        tier=Tier(row.get("tier", "").casefold() or Tier.STANDARD),
        language=row.get("language", "").casefold() or LANGUAGES[0],
        company=row.get("company", ""),
        pin=hide(pin) if pin and pin != NO_PIN else pin,
    )
