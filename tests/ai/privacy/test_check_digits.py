import pytest

from ai.privacy.check_digits import (
    has_business_check_digit,
    has_resident_check_digit,
    is_card,
    is_foreigner,
    is_personal_business,
    is_resident_shape,
)


@pytest.mark.parametrize(("number", "right"), [("9001011234568", True), ("9001011234567", False)])
def test_the_check_digit_of_a_resident_number_is_computed(number: str, right: bool) -> None:
    assert has_resident_check_digit(number) is right


@pytest.mark.parametrize(
    ("number", "right"),
    [
        ("9001011234567", True),
        ("0002293234567", True),
        ("0102293234567", False),
        ("9013321234567", False),
        ("9001019234567", False),
        ("900101123456", False),
    ],
)
def test_a_resident_number_begins_with_a_day_that_there_was(number: str, right: bool) -> None:
    assert is_resident_shape(number) is right


def test_the_seventh_digit_tells_foreigners() -> None:
    assert is_foreigner("8505055123456")
    assert not is_foreigner("8505051123456")


@pytest.mark.parametrize(
    ("number", "right"),
    [
        ("4111111111111111", True),
        ("378282246310005", True),
        ("30569309025904", True),
        ("4111111111111112", False),
        ("1111111111111117", False),
        ("0000000000000000", False),
    ],
)
def test_a_card_passes_luhn_and_begins_as_cards_do(number: str, right: bool) -> None:
    assert is_card(number) is right


@pytest.mark.parametrize(
    ("number", "checked", "personal"),
    [("1248100998", True, False), ("1230112342", False, False), ("1230112349", True, True)],
)
def test_a_persons_business_is_told_from_a_companys(
    number: str, checked: bool, personal: bool
) -> None:
    """124-81-00998 is published by its holder, a company."""
    assert has_business_check_digit(number) is checked
    assert is_personal_business(number) is personal
