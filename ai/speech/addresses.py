"""E-mail, web and IP addresses: help@example.com → 헬프 골뱅이 이그잼플 닷컴."""

import re
from collections.abc import Mapping
from typing import Final

from ai.speech.letters import code_digits, english_digit, spelled
from ai.speech.marks import said
from ai.speech.numbers import sino_figure
from ai.speech.words import word

_TOP: Final = (
    "com|net|org|kr|io|ai|dev|app|cloud|gov|edu|co|jp|cn|us|info|biz|me|tv|xyz|site|shop|store|tech"
)
_HOST: Final = rf"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{{0,62}})\.){{1,6}}(?:{_TOP})(?![A-Za-z0-9])"
_MAIL: Final = re.compile(
    r"(?<![A-Za-z0-9._%+-])(?:mailto:)?([A-Za-z0-9][A-Za-z0-9._%+-]{0,63})@"
    r"((?:[A-Za-z0-9][A-Za-z0-9-]{0,62}\.){1,6}[A-Za-z]{2,24})"
)
_PATH: Final = r"(?:[/?#][A-Za-z0-9/._~%&=?#+:@-]{0,400})?"
_URL: Final = re.compile(
    r"(?<![A-Za-z0-9@])(?:[A-Za-z][A-Za-z0-9+]{1,9}://"
    rf"([A-Za-z0-9][A-Za-z0-9.-]{{0,252}}(?::\d{{1,5}})?{_PATH})|({_HOST}(?::\d{{1,5}})?{_PATH}))"
)
_OCTET: Final = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_IP: Final = re.compile(
    rf"(?<![\d.A-Za-z])({_OCTET}(?:\.{_OCTET}){{3}})(?:/(\d{{1,2}})|:(\d{{1,5}}))?(?![\d.]*\d)"
)
_FILE: Final = re.compile(
    r"(?<![A-Za-z0-9.])([A-Za-z0-9][A-Za-z0-9_-]{0,60})\.(md|csv|pdf|xlsx?|docx?|pptx?|json|ya?ml|txt|"
    r"zip|log|html?|py|js|sh|exe|png|jpe?g|hwpx?|conf|ini|env|pem|key|tf|sql)(?![A-Za-z0-9])"
)
_PIECE: Final = re.compile(r"[A-Za-z]+|\d+|.")
_SIGNS: Final = {
    ".": "닷",
    "@": "골뱅이",
    "/": "슬래시",
    "-": "하이픈",
    "_": "언더바",
    ":": "콜론",
    "?": "물음표",
    "=": "이퀄",
    "&": "앤",
    "#": "샵",
    "%": "퍼센트",
    "+": "플러스",
    "~": "물결",
}
_TOPS: Final = {"com": "컴", "net": "넷"}


def read_addresses(text: str, readings: Mapping[str, str]) -> str:
    """Addresses as they are dictated. `readings`: written to spoken, for names within them."""
    lowered = {written.lower(): spoken for written, spoken in readings.items()}
    text = _MAIL.sub(lambda match: _said(match.group().removeprefix("mailto:"), lowered), text)
    text = _IP.sub(_ip, text)
    text = _FILE.sub(lambda match: f"{_said(match.group(1), lowered)} 점 {said(_end(match))}", text)
    return _URL.sub(lambda match: _url(match, lowered), text)


def _end(match: re.Match[str]) -> str:
    return word(match.group(2)) or spelled(match.group(2))


def _url(match: re.Match[str], readings: Mapping[str, str]) -> str:
    address = match.group(1) or match.group(2)
    kept = address.rstrip(".,;:!?/")
    ending = address[len(kept) :].lstrip("/")
    return _said(kept, readings) + ending


def _said(address: str, readings: Mapping[str, str]) -> str:
    if address.lower() in readings:
        return said(readings[address.lower()])
    words: list[str] = []
    pieces: list[str] = _PIECE.findall(address)
    for position, piece in enumerate(pieces):
        before = pieces[position - 1] if position else ""
        if piece in _TOPS and before == ".":
            words[-1] += _TOPS[piece]
        else:
            words.append(_piece(piece, readings))
    return said(" ".join(found for found in words if found))


def _piece(piece: str, readings: Mapping[str, str]) -> str:
    if piece.isdecimal():
        return english_digit(piece) if len(piece) == 1 else code_digits(piece)
    if piece.isalpha():
        known = readings.get(piece.lower()) or word(piece)
        return known or (spelled(piece) if len(piece) <= 3 else piece)
    return _SIGNS.get(piece, "")


def _ip(match: re.Match[str]) -> str:
    octets = " 점 ".join(_octet(octet) for octet in match.group(1).split("."))
    if match.group(2):
        return said(f"{octets} 슬래시 {sino_figure(match.group(2))}")
    return said(f"{octets} 포트 {code_digits(match.group(3))}" if match.group(3) else octets)


def _octet(octet: str) -> str:
    return code_digits(octet) if len(octet) == 3 or octet == "0" else sino_figure(octet)
