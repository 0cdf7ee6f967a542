import csv
import json
from pathlib import Path

import pytest

from ai.operations.customer_table import CustomerTable
from local.commands import customers
from local.state import CloudState
from tests.ai.fakes.keyed_dynamodb import FakeKeyedDynamoDB
from tests.ai.fakes.s3 import client_error
from tests.local.commands.conftest import Run
from tests.local.states import STATE


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> FakeKeyedDynamoDB:
    fake = FakeKeyedDynamoDB(key="phone")

    def ensured(_output: object) -> CloudState:
        return STATE

    def local(_state: CloudState) -> CustomerTable:
        return CustomerTable(fake.client, "local")

    monkeypatch.setattr(customers, "ensure_running", ensured)
    monkeypatch.setattr(customers, "table_of", local)
    return fake


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "customers.csv"
    path.write_text(
        "phone,name,tier\n010-2222-3333,이솔,\n010-1234-5678,김하늘,vip\n", encoding="utf-8"
    )
    return path


@pytest.mark.usefixtures("table")
def test_put_stores_and_ls_lists_by_number(command: Run, file: Path) -> None:
    assert json.loads(command("customers", "put", str(file), "--json").out) == {"put": 2}
    listed = json.loads(command("customers", "ls", "--json").out)["customers"]
    assert [customer["phone"] for customer in listed] == ["+821012345678", "+821022223333"]
    assert listed[0]["tier"] == "vip"


def test_ls_shows_a_table_to_people(command: Run, file: Path, table: FakeKeyedDynamoDB) -> None:
    command("customers", "put", str(file))
    shown = command("customers", "ls").out
    assert all(f"{each['name']['S']}" in shown for each in table.items.values())


def test_a_pin_is_stored_as_a_hash_and_listed_as_being_there(
    command: Run, file: Path, table: FakeKeyedDynamoDB
) -> None:
    file.write_text(
        "phone,name,pin\n010-1234-5678,김하늘,407193\n010-2222-3333,이솔,\n", encoding="utf-8"
    )
    put = command("customers", "put", str(file))
    listed, shown = (command("customers", "ls", *more) for more in (["--json"], []))
    kept = str(table.items["+821012345678"]["pin"]["S"])
    assert kept.startswith("scrypt$")
    assert [each["has_pin"] for each in json.loads(listed.out)["customers"]] == [True, False]
    assert "있음" in shown.out
    for secret in ("407193", "scrypt", kept):
        assert secret not in put.out + listed.out + shown.out


def test_what_is_listed_can_be_put_again_and_takes_no_pin_away(
    command: Run, file: Path, table: FakeKeyedDynamoDB
) -> None:
    file.write_text("phone,name,pin\n010-1234-5678,김하늘,407193\n", encoding="utf-8")
    command("customers", "put", str(file))
    before = dict(table.items)
    rows = json.loads(command("customers", "ls", "--json").out)["customers"]
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    assert command("customers", "put", str(file)).code == 0
    assert table.items == before


def test_a_pin_that_is_none_is_refused_without_repeating_it(
    command: Run, file: Path, table: FakeKeyedDynamoDB
) -> None:
    file.write_text("phone,name,pin\n010-1234-5678,김하늘,407\n", encoding="utf-8")
    ran = command("customers", "put", str(file))
    assert ran.code == 2
    assert "line 2: pin is not 4 to 8 digits" in ran.err
    assert "407" not in ran.err
    assert table.items == {}


def test_a_wrong_line_keeps_the_whole_file_out(
    command: Run, file: Path, table: FakeKeyedDynamoDB
) -> None:
    file.write_text("phone,name\n010-1234-5678,김하늘\n110,이솔\n", encoding="utf-8")
    ran = command("customers", "put", str(file), "--json")
    assert ran.code == 2
    assert "line 3: phone is no telephone number" in json.loads(ran.out)["error"]
    assert table.items == {}


def test_rm_takes_a_number_in_any_form(command: Run, file: Path, table: FakeKeyedDynamoDB) -> None:
    command("customers", "put", str(file))
    ran = command("customers", "rm", "010-1234-5678", "--json")
    assert json.loads(ran.out) == {"removed": "+821012345678"}
    assert set(table.items) == {"+821022223333"}


@pytest.mark.usefixtures("table")
@pytest.mark.parametrize(
    ("number", "said"),
    [("none", "is no telephone number"), ("010-9999-9999", "there is no customer")],
)
def test_rm_of_nobody_is_bad_input(command: Run, number: str, said: str) -> None:
    ran = command("customers", "rm", number)
    assert ran.code == 2
    assert said in ran.err


def test_a_table_on_aws_is_reached_without_the_local_cloud(
    command: Run, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, str]] = []
    fake = FakeKeyedDynamoDB(key="phone")

    def on_aws(name: str, region: str) -> CustomerTable:
        asked.append((name, region))
        return CustomerTable(fake.client, name)

    monkeypatch.setattr(customers, "table_on_aws", on_aws)
    ran = command("customers", "put", str(file), "--table", "prod-customers", "--json")
    assert ran.code == 0
    assert asked == [("prod-customers", "ap-northeast-2")]
    assert len(fake.items) == 2


def test_a_refusal_of_aws_is_one_sentence(
    command: Run, file: Path, table: FakeKeyedDynamoDB
) -> None:
    def refuse(_operation: str) -> None:
        raise client_error("AccessDeniedException")

    table.fail = refuse
    ran = command("customers", "put", str(file))
    assert ran.code == 3
    assert "the customers table can not be used" in ran.err
