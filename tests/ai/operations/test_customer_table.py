from dataclasses import replace
from typing import TYPE_CHECKING, cast

from ai.contract import Tier
from ai.operations.customer_table import CustomerTable
from ai.operations.customers import NO_PIN, Customer
from tests.ai.fakes.keyed_dynamodb import FakeKeyedDynamoDB
from tests.ai.fakes.models_checked import ModelChecked

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

KIM = Customer(phone="+821012345678", name="김하늘", tier=Tier.VIP, company="가나상사")
SOL = Customer(phone="+8221234567", name="이솔", language="en")


def table_of(*customers: Customer) -> tuple[CustomerTable, FakeKeyedDynamoDB]:
    fake = FakeKeyedDynamoDB(key="phone")
    table = CustomerTable(fake.client, "customers")
    table.put(customers)
    return table, fake


def test_who_was_put_is_found_by_number() -> None:
    table, _ = table_of(KIM, SOL)
    assert table.get(KIM.phone) == KIM
    assert table.get(SOL.phone) == SOL
    assert table.get("+821099999999") is None


def test_putting_a_number_again_replaces_its_customer() -> None:
    table, _ = table_of(KIM)
    table.put([Customer(phone=KIM.phone, name="박바다")])
    assert list(table.all()) == [Customer(phone=KIM.phone, name="박바다")]


def test_everybody_is_listed_page_by_page() -> None:
    table, _ = table_of(KIM, SOL)
    assert set(table.all()) == {KIM, SOL}


def test_removing_tells_whether_anybody_was_there() -> None:
    table, _ = table_of(KIM)
    assert table.remove(KIM.phone) is True
    assert table.remove(KIM.phone) is False


def test_nothing_empty_is_stored() -> None:
    _, fake = table_of(SOL)
    assert "company" not in fake.items[SOL.phone]


def test_an_item_of_another_program_is_read_as_far_as_it_is_understood() -> None:
    table, fake = table_of()
    fake.items["+821012345678"] = {
        "phone": {"S": "+821012345678"},
        "name": {"S": "김하늘"},
        "tier": {"S": "gold"},
        "language": {"N": "1"},
    }
    assert table.get("+821012345678") == Customer(phone="+821012345678", name="김하늘")


def test_a_pin_stays_when_a_file_says_nothing_of_it() -> None:
    table, _ = table_of(replace(KIM, pin="kept"))
    table.put([replace(KIM, name="박바다")])
    assert table.get(KIM.phone) == replace(KIM, name="박바다", pin="kept")


def test_a_new_pin_takes_the_place_of_the_old_one_and_a_dash_takes_it_away() -> None:
    table, fake = table_of(replace(KIM, pin="kept"))
    table.put([replace(KIM, pin="anew")])
    assert table.get(KIM.phone) == replace(KIM, pin="anew")
    table.put([replace(KIM, pin=NO_PIN)])
    assert table.get(KIM.phone) == KIM
    assert "pin" not in fake.items[KIM.phone]


def test_who_had_no_pin_has_none_after_a_dash() -> None:
    _, fake = table_of(replace(KIM, pin=NO_PIN))
    assert "pin" not in fake.items[KIM.phone]


def test_dynamodb_takes_what_is_asked_of_it() -> None:
    fake = FakeKeyedDynamoDB(key="phone")
    checked = ModelChecked("dynamodb", fake)
    table = CustomerTable(cast("DynamoDBClient", checked), "customers")
    table.put([replace(KIM, pin="kept"), SOL])
    assert len(checked.named("update_item")) == 2
