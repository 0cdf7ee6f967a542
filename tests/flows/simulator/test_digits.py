import pytest

from flows.simulator.digits import Entry, KeyRules, collect, phone_number


def rules(end: str = "#", *, cancels: bool = True, longest: int | None = None) -> KeyRules:
    return KeyRules(end=end, cancels=cancels, longest=longest, between=5.0)


@pytest.mark.parametrize(
    ("keys", "given", "entry"),
    [
        ("12", rules(), Entry(keys="12", used=2, complete=False)),
        ("12#34", rules(), Entry(keys="12", used=3, complete=True)),
        ("#", rules(), Entry(keys="", used=1, complete=True)),
        ("1234", rules(longest=3), Entry(keys="123", used=3, complete=True)),
        ("12*3#", rules(), Entry(keys="*", used=5, complete=True)),
        ("12*3#", rules(cancels=False), Entry(keys="12*3", used=5, complete=True)),
        ("1#2##", rules("##"), Entry(keys="1#2", used=5, complete=True)),
    ],
)
def test_an_entry_ends_with_its_end_keys_or_when_it_is_long_enough(
    keys: str, given: KeyRules, entry: Entry
) -> None:
    assert collect(keys, 1.0, given) == entry


def test_after_too_long_a_pause_nothing_more_is_taken() -> None:
    assert collect("123", 6.0, rules()) == Entry(keys="1", used=1, complete=False)


@pytest.mark.parametrize(
    ("country", "keyed", "number"),
    [
        ("KR", "01012345678", "+821012345678"),
        ("KR", "1012345678", "+821012345678"),
        ("KR", "0212345678", "+82212345678"),
        ("US", "2065550100", "+12065550100"),
        ("IT", "0612345678", "+390612345678"),
        ("KR", "123", None),
        ("KR", "", None),
        ("KR", "010*1234567", None),
        ("XX", "01012345678", None),
    ],
)
def test_a_local_number_is_written_internationally(
    country: str, keyed: str, number: str | None
) -> None:
    assert phone_number({"NumberFormat": "Local", "CountryCode": country}, keyed) == number


@pytest.mark.parametrize(
    ("keyed", "number"),
    [("821012345678", "+821012345678"), ("01012345678", None), ("1" * 16, None)],
)
def test_an_international_number_begins_with_its_country(keyed: str, number: str | None) -> None:
    assert phone_number({"NumberFormat": "E164"}, keyed) == number
