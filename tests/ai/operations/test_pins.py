import base64
import hashlib

import pytest

from ai.errors import PinError
from ai.operations.pins import BLOCK, COST, LANES, hashed, matches

SALT = bytes(range(16))
KEPT = hashed("4071", lambda size: SALT[:size])


def test_a_pin_matches_what_is_kept_of_it_and_no_other_does() -> None:
    assert matches("4071", KEPT)
    assert not matches("4072", KEPT)
    assert not matches("", KEPT)


def test_what_is_kept_is_scrypt_with_its_parameters_and_salt() -> None:
    name, cost, block, lanes, salt, digest = KEPT.split("$")
    assert (name, int(cost), int(block), int(lanes)) == ("scrypt", 2**14, 8, 5)
    assert base64.b64decode(salt) == SALT
    again = hashlib.scrypt(b"4071", salt=SALT, n=2**14, r=8, p=5, dklen=32, maxmem=2**26)
    assert base64.b64decode(digest) == again


def test_one_pin_is_kept_in_two_ways_for_two_customers() -> None:
    assert hashed("4071") != hashed("4071")


def test_its_memory_is_a_small_part_of_the_functions() -> None:
    assert 128 * COST * BLOCK == 16 * 2**20
    assert LANES >= 5, "OWASP's minimum for 16 MiB"


def test_a_hash_of_other_parameters_is_still_understood() -> None:
    digest = hashlib.scrypt(b"4071", salt=SALT, n=2**10, r=8, p=1, dklen=32)
    parts = (base64.b64encode(part).decode() for part in (SALT, digest))
    assert matches("4071", "$".join(("scrypt", "1024", "8", "1", *parts)))


@pytest.mark.parametrize(
    "kept",
    [
        "4071",
        "",
        "scrypt$16384$8$5$not base64!$AA==",
        KEPT.replace("scrypt", "plain"),
        KEPT.replace("$16384$", "$many$"),
        KEPT.replace("$16384$", "$16383$"),
        KEPT.replace("$16384$", "$1$"),
        KEPT.replace("$16384$", "$4194304$"),
        KEPT.replace("$8$", "$0$"),
        KEPT.replace("$5$", "$500$"),
        KEPT.rpartition("$")[0] + "$AA==",
    ],
)
def test_what_can_not_be_compared_with_is_an_error_that_does_not_hold_it(kept: str) -> None:
    with pytest.raises(PinError, match="what is kept of a PIN is") as error:
        matches("4071", kept)
    assert error.value.__cause__ is None
    assert not kept or kept not in str(error.value)
