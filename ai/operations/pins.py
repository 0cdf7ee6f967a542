"""PINs of customers: what staff may choose, and the salted slow hash that is kept of one.

scrypt (RFC 7914) with N = 2^14, r = 8, p = 5: one of the equal minimums of OWASP's Password Storage
Cheat Sheet, and the one with the least memory, 128 * r * N = 16 MiB. It takes 0.3 s of a processor.
A short PIN whose hash is stolen is found all the same: docs/security.md.
"""

import base64
import binascii
import hashlib
import hmac
import os
import re
from collections.abc import Callable, Iterator
from typing import Final

from ai.contract import PIN_DIGITS
from ai.errors import PinError

COST: Final = 2**14
BLOCK: Final = 8
LANES: Final = 5
SALT_BYTES: Final = 16
HASH_BYTES: Final = 32

_MOST_MEMORY: Final = 64 * 2**20
_MOST_LANES: Final = 16
_NAME: Final = "scrypt"
_FEWEST, _MOST = PIN_DIGITS
_DIGITS: Final = re.compile(rf"[0-9]{{{_FEWEST},{_MOST}}}")
_UPWARDS: Final = "01234567890"


def hashed(pin: str, salt: Callable[[int], bytes] = os.urandom) -> str:
    """What is kept of a PIN: `scrypt$N$r$p$salt$hash`, the last two in base64."""
    grain = salt(SALT_BYTES)
    parts = (grain, _scrypt(pin, grain, COST, BLOCK, LANES))
    told = (base64.b64encode(part).decode() for part in parts)
    return "$".join((_NAME, str(COST), str(BLOCK), str(LANES), *told))


def matches(pin: str, kept: str) -> bool:
    """Whether it is the PIN of which this is kept, found out in the same time either way.

    Raises:
        PinError: what is kept is of no known kind, or asks for more memory or time than we have.
    """
    try:
        name, cost, block, lanes, salt, expected = kept.split("$")
        numbers = int(cost), int(block), int(lanes)
        grain, digest = (base64.b64decode(each, validate=True) for each in (salt, expected))
    except (ValueError, binascii.Error):
        raise PinError("what is kept of a PIN is garbled") from None
    if name != _NAME or not _affordable(*numbers) or len(digest) != HASH_BYTES:
        raise PinError("what is kept of a PIN is of no known kind")
    return hmac.compare_digest(_scrypt(pin, grain, *numbers), digest)


def pin_problems(pin: str, phone: str) -> Iterator[str]:
    """Why staff may not choose this PIN for the customer with that number, without saying it."""
    if not _DIGITS.fullmatch(pin):
        yield f"pin is not {_FEWEST} to {_MOST} digits (spreadsheets drop leading zeros)"
    elif _is_run(pin):
        yield "pin is too easy to guess: one digit again and again, or digits in a row"
    elif phone.endswith(pin):
        yield "pin is too easy to guess: the end of the customer's own number"


def _is_run(pin: str) -> bool:
    return len(set(pin)) == 1 or pin in _UPWARDS or pin in _UPWARDS[::-1]


def _affordable(cost: int, block: int, lanes: int) -> bool:
    """Whoever writes the table can not make the function use up its memory or its time."""
    power = cost > 1 and cost & (cost - 1) == 0
    lean = block > 0 and 128 * block * cost < _MOST_MEMORY // 2
    return power and lean and 0 < lanes <= _MOST_LANES


def _scrypt(pin: str, salt: bytes, cost: int, block: int, lanes: int) -> bytes:
    return hashlib.scrypt(
        pin.encode(), salt=salt, n=cost, r=block, p=lanes, maxmem=_MOST_MEMORY, dklen=HASH_BYTES
    )
