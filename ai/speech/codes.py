"""Versions, standards, error numbers and names of machines: v1.2.3, ISO 27001, 404, t3.medium."""

import re
from typing import Final

from ai.speech.counters import unit_at
from ai.speech.letters import code_digits, english_digit, read_code
from ai.speech.marks import SAID, said
from ai.speech.sino import sino
from ai.speech.words import word

_STANDARD: Final = re.compile(
    r"(?<![A-Za-z])(RFC|ISO|IEC|IEEE|NIST|KS|CVE|CC|EN|ITU)([\s/-]?)(\d{3,7})(?:-(\d{1,7}))?"
    r"(?::(20\d\d))?(?!\d)"
)
_STATUS: Final = re.compile(
    r"(?P<before>(?:HTTP|오류|에러|코드|상태|error|code|status)\s?[:=]?\s?)"
    r"(?P<a>[1-5]\d\d)(?![\d.,%])(?=\s|$|[^\d가-힣]|오류|에러|번|는|은|이|가|를|을|로|와|과|입|일)"
    r"|(?<![\d.,A-Za-z-])(?P<b>[1-5]\d\d)(?=\s?(?:번\s?)?(?:오류|에러|응답 코드|상태 코드|"
    r"Not Found|Forbidden|Bad|Unauthorized|Internal|Too Many|Service|Gateway|error))"
)
_CLASS: Final = re.compile(r"(?<![\dA-Za-z])([1-5])xx(?![A-Za-z0-9])", re.IGNORECASE)
_PORT: Final = re.compile(
    r"(?P<before>(?:포트|port|TCP|UDP)\s?(?:번호)?\s?:?\s?)(?P<a>\d{2,5})(?![\d.,])"
    r"|(?<![\d.,A-Za-z-])(?P<b>\d{2,5})(?=\s?(?:번\s?)?(?:포트|port))",
    re.IGNORECASE,
)
_REGION: Final = re.compile(
    r"(?<![A-Za-z0-9])([a-z]{2})-(north|south|east|west|central)(east|west)?-(\d)([a-f]?)(?![A-Za-z0-9])"
)
_MACHINE: Final = re.compile(
    r"(?<![A-Za-z0-9.])((?:db|cache)\.)?([a-z]{1,3}\d[a-z-]{0,6})\."
    r"(nano|micro|small|medium|large|xlarge|metal|\d{1,2}xlarge)(?![A-Za-z0-9])"
)
_VERSION: Final = re.compile(
    r"(?<![A-Za-z0-9])(?:(v|V|ver\.?|Ver\.?)\s?)(\d{1,4}(?:\.\d{1,5}){0,4})(?![\d])"
)
_DOTTED: Final = re.compile(r"(?<![\d.,A-Za-z])(\d{1,5}(?:\.\d{1,5}){2,5})(?!\.?\d|[A-Za-z])")
_NAMED: Final = re.compile(
    rf"(?P<name>(?:[A-Za-z]|{SAID})[ -]?|버전\s)(?P<a>\d{{1,3}}\.\d{{1,3}})"
    r"(?![\d,.]*\d|\s?[만억천])"
    r"|(?<![\d.,])(?P<b>\d{1,3}\.\d{1,3})(?=\s?(?:버전|릴리스|릴리즈))"
)
_HYPHEN: Final = re.compile(
    r"(?<![A-Za-z0-9])([A-Za-z]{1,6})-(\d{1,10})(?:-(\d{1,10}))?(?![A-Za-z0-9])"
)
_MIXED: Final = re.compile(r"(?<![A-Za-z0-9])([A-Za-z]{1,8}\d[A-Za-z0-9]{0,40})(?![A-Za-z0-9])")


def read_standards(text: str) -> str:
    """Numbers of standards, errors and ports digit by digit; before names are read."""
    text = _STANDARD.sub(_standard, text)
    text = _STATUS.sub(_by_digits, text)
    text = _CLASS.sub(lambda match: said(f"{english_digit(match.group(1))}엑스엑스"), text)
    return _PORT.sub(_port, text)


def read_machines(text: str) -> str:
    """Regions and instance types, whose dots and hyphens mean nothing."""
    text = _REGION.sub(_region, text)
    return _MACHINE.sub(_machine, text)


def read_versions(text: str) -> str:
    """Versions part by part: v1.2.3, 1.2.3, and 5.10 behind a name."""
    text = _VERSION.sub(_version, text)
    text = _DOTTED.sub(lambda match: said(_parts(match.group(1))), text)
    return _NAMED.sub(_named, text)


def read_codes(text: str) -> str:
    """Letters with digits that are no word of the table: T101, CC-1024."""
    text = _HYPHEN.sub(_hyphen, text)
    return _MIXED.sub(lambda match: said(word(match.group(1)) or read_code(match.group(1))), text)


def _standard(match: re.Match[str]) -> str:
    name, joint, number, part, year = match.groups()
    words = code_digits(number)
    if part:
        words = (
            f"{words} 다시 {code_digits(part)}"
            if name != "CVE"
            else f"{words}, {code_digits(part)}"
        )
    if year:
        words = f"{words}, {sino(int(year))} 년판"
    return f"{name}{'-' if joint == '/' else ' '}{said(words)}".replace("-", " ", 1)


def _by_digits(match: re.Match[str]) -> str:
    return f"{match.group('before') or ''}{said(code_digits(match.group('a') or match.group('b')))}"


def _port(match: re.Match[str]) -> str:
    digits = match.group("a") or match.group("b")
    words = code_digits(digits) if len(digits) > 2 else sino(int(digits))
    return f"{match.group('before') or ''}{said(words)}"


def _region(match: re.Match[str]) -> str:
    land, first, second, number, zone = match.groups()
    place = (word(first + second) if second else word(first)) or ""
    return said(f"{read_code(land)} {place} {english_digit(number)}{read_code(zone)}")


def _machine(match: re.Match[str]) -> str:
    kind, family, size = match.groups()
    digits = re.match(r"\d+", size)
    number = ""
    if digits:
        number = (
            english_digit(digits.group()) if len(digits.group()) == 1 else _teens(digits.group())
        )
    spoken = number + (word(size[len(digits.group()) if digits else 0 :]) or "")
    head = {"db.": "디비 ", "cache.": "캐시 "}.get(kind or "", "")
    return said(f"{head}{read_code(family)} {spoken}")


def _teens(digits: str) -> str:
    return {"10": "텐", "12": "트웰브", "16": "식스틴", "24": "트웬티포"}.get(
        digits, f"{sino(int(digits))} "
    )


def _version(match: re.Match[str]) -> str:
    mark, number = match.groups()
    head = "브이" if mark in {"v", "V"} else "버전 "
    if "." in number:
        return said(f"{head} {_parts(number)}".replace("  ", " "))
    return said(head + (english_digit(number) if len(number) == 1 else f" {sino(int(number))}"))


def _named(match: re.Match[str]) -> str:
    if match.group("a") and unit_at(match.string, match.end()):
        return match.group()
    return f"{match.group('name') or ''}{said(_parts(match.group('a') or match.group('b')))}"


def _parts(version: str) -> str:
    return " 점 ".join(
        code_digits(part).replace("공", "영")
        if (part.startswith("0") and len(part) > 1) or len(part) > 3
        else sino(int(part))
        for part in version.split(".")
    )


def _hyphen(match: re.Match[str]) -> str:
    letters, number, more = match.groups()
    if more is None and len(number) == 1:
        return said(f"{word(letters) or letters} {english_digit(number)}")
    groups = ", ".join(code_digits(group) for group in (number, more) if group)
    return said(f"{word(letters) or letters} {groups}")
