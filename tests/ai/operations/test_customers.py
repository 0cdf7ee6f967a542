import pytest

from ai.contract import Tier
from ai.errors import CustomersError
from ai.operations.customers import NO_PIN, Customer, parse_customers
from ai.operations.pins import matches

KIM = Customer(
    phone="+821012345678", name="김하늘", tier=Tier.VIP, language="ko", company="가나상사"
)


def faults(text: str) -> list[str]:
    with pytest.raises(CustomersError) as error:
        parse_customers(text)
    return str(error.value).splitlines()


def test_a_file_becomes_customers() -> None:
    text = "phone,name,tier,language,company\n010-1234-5678,김하늘,VIP,ko,가나상사\n"
    assert parse_customers(text) == (KIM,)


def test_headings_may_be_korean_and_in_any_order_with_others_between() -> None:
    text = "회사,이름,비고,등급,전화번호,언어\n가나상사,김하늘,없음,vip,+82 10-1234-5678,KO\n"
    assert parse_customers(text) == (KIM,)


def test_number_and_name_are_enough() -> None:
    (found,) = parse_customers("\ufeffphone,name\n02-123-4567,이솔\n\n")
    assert found == Customer(phone="+8221234567", name="이솔")
    assert (found.tier, found.language) == (Tier.STANDARD, "ko")


def test_every_fault_is_told_with_its_line() -> None:
    text = (
        "phone,name,tier,language\n"
        "없음,김하늘,,\n"
        "010-1234-5678,,gold,fr\n"
        "010-1111-2222,<b>,,\n"
        f"010-1111-3333,{'가' * 41},,\n"
    )
    assert faults(text) == [
        "line 2: phone is no telephone number",
        "line 3: name is empty",
        "line 3: tier is 'gold', not one of vip, standard",
        "line 3: language is 'fr', not one of ko, en",
        "line 4: name has a sign that can not be spoken: < > & $",
        "line 5: name is longer than 40 characters",
    ]


def test_a_number_may_not_stand_twice_however_it_is_written() -> None:
    text = "phone,name\n010-1234-5678,김하늘\n+821012345678,이솔\n"
    assert faults(text) == ["line 3: the number of line 2 again"]


@pytest.mark.parametrize("text", ["", "a,b\n", "phone\n010-1234-5678\n"])
def test_a_file_without_number_and_name_is_no_customers_file(text: str) -> None:
    assert faults(text)[0].startswith("line 1: no column ")


def test_a_cell_that_no_reader_of_csv_takes_is_told_with_its_line() -> None:
    assert faults(f"phone,name\n010-1234-5678,김하늘\n02-123-4567,{'가' * 140_000}\n") == [
        "line 3: field larger than field limit (131072)"
    ]


def test_a_row_that_is_too_short_is_told_and_not_guessed() -> None:
    assert faults("name,phone\n김하늘\n") == ["line 2: phone is no telephone number"]


@pytest.mark.parametrize("name", ["$.Attributes.caller", "a<b", "R&D", "줄\t바꿈"])
def test_a_name_that_a_flow_would_take_for_a_command_is_refused(name: str) -> None:
    assert faults(f"phone,name\n010-1234-5678,{name}\n")


def test_a_name_in_hangul_is_refused_for_a_customer_greeted_in_english() -> None:
    heading = "phone,name,language\n"
    assert faults(f"{heading}010-1234-5678,김하늘,en\n") == [
        "line 2: name is in Hangul, which an English voice can not read: use Latin letters"
    ]
    assert parse_customers(f"{heading}010-1234-5678,Kim Haneul,en\n")
    assert parse_customers(f"{heading}010-1234-5678,김하늘,ko\n")


def hidden(pin: str) -> str:
    return f"kept of {len(pin)} digits"


@pytest.mark.parametrize("heading", ["pin", "PIN", "비밀번호"])
def test_of_a_pin_only_what_is_kept_is_in_a_customer(heading: str) -> None:
    text = f"phone,name,{heading}\n010-1234-5678,김하늘,407193\n"
    (found,) = parse_customers(text, hidden)
    assert found.pin == "kept of 6 digits"


def test_without_being_told_how_a_pin_is_hashed() -> None:
    (found,) = parse_customers("phone,name,pin\n010-1234-5678,김하늘,4071\n")
    assert matches("4071", found.pin)
    assert "4071" not in found.pin
    assert found.pin not in repr(found)


def test_a_cell_without_a_pin_says_nothing_and_a_dash_takes_it_away() -> None:
    text = "phone,name,pin\n010-1234-5678,김하늘,\n010-2222-3333,이솔,-\n"
    assert [customer.pin for customer in parse_customers(text, hidden)] == ["", NO_PIN]


@pytest.mark.parametrize(
    ("pin", "fault"),
    [
        ("407", "pin is not 4 to 8 digits (spreadsheets drop leading zeros)"),
        ("407193852", "pin is not 4 to 8 digits (spreadsheets drop leading zeros)"),
        ("40 71", "pin is not 4 to 8 digits (spreadsheets drop leading zeros)"),
        ("４０７１", "pin is not 4 to 8 digits (spreadsheets drop leading zeros)"),
        ("abcd", "pin is not 4 to 8 digits (spreadsheets drop leading zeros)"),
        ("0000", "pin is too easy to guess: one digit again and again, or digits in a row"),
        ("456789", "pin is too easy to guess: one digit again and again, or digits in a row"),
        ("9876", "pin is too easy to guess: one digit again and again, or digits in a row"),
        ("2468", "pin is too easy to guess: the end of the customer's own number"),
    ],
)
def test_a_pin_that_is_none_is_refused_by_line_and_not_repeated(pin: str, fault: str) -> None:
    text = f"phone,name,pin\n010-1234-5678,김하늘,4071\n010-1357-2468,이솔,{pin}\n"
    assert faults(text) == [f"line 3: {fault}"]


def test_nothing_is_hashed_before_every_line_is_right() -> None:
    def hide(_pin: str) -> str:
        raise AssertionError("hashed")

    with pytest.raises(CustomersError):
        parse_customers("phone,name,pin\n010-1234-5678,김하늘,4071\n110,이솔,\n", hide)
