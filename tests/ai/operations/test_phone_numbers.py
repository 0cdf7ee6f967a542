import pytest

from ai.operations.phone_numbers import normalised

SAME = "+821012345678"


@pytest.mark.parametrize(
    "written",
    [
        "+821012345678",
        "+82 10-1234-5678",
        "+82 (0)10-1234-5678",
        "+82010-1234-5678",
        "82-10-1234-5678",
        "0082 10 1234 5678",
        "010-1234-5678",
        "010.1234.5678",
        "01012345678",
        " 010 1234 5678 ",
        "010\u20131234\u20135678",
        "1012345678",
    ],
)
def test_one_mobile_number_has_one_form_however_it_is_written(written: str) -> None:
    assert normalised(written) == SAME


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("02-123-4567", "+8221234567"),
        ("02-1234-5678", "+82212345678"),
        ("031-123-4567", "+82311234567"),
        ("070-1234-5678", "+827012345678"),
        ("080-123-4567", "+82801234567"),
        ("0505-123-4567", "+825051234567"),
        ("1588-1234", "+8215881234"),
        ("+1 415 555 2671", "+14155552671"),
        ("+81-3-1234-5678", "+81312345678"),
    ],
)
def test_numbers_of_other_kinds_have_theirs(written: str, form: str) -> None:
    assert normalised(written) == form


@pytest.mark.parametrize(
    "written",
    ["", "anonymous", "Anonymous", "+", "0", "110", "+0123456789", "12345678901234567", "010-123"],
)
def test_what_is_no_number_is_none(written: str) -> None:
    assert normalised(written) is None


def test_a_form_stays_as_it_is() -> None:
    assert normalised(normalised("010-1234-5678") or "") == SAME
