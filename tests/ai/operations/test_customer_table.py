from ai.contract import Tier
from ai.operations.customer_table import CustomerTable
from ai.operations.customers import Customer
from tests.ai.fakes.keyed_dynamodb import FakeKeyedDynamoDB

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
