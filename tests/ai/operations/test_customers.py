import pytest

from ai.contract import Tier
from ai.errors import CustomersError
from ai.operations.customers import Customer, parse_customers

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


def test_a_row_that_is_too_short_is_told_and_not_guessed() -> None:
    assert faults("name,phone\n김하늘\n") == ["line 2: phone is no telephone number"]


@pytest.mark.parametrize("name", ["$.Attributes.caller", "a<b", "R&D", "줄\t바꿈"])
def test_a_name_that_a_flow_would_take_for_a_command_is_refused(name: str) -> None:
    assert faults(f"phone,name\n010-1234-5678,{name}\n")
