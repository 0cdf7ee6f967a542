from dataclasses import replace
from pathlib import Path

import pytest

from ai.contract import Tier
from ai.operations.customers import Customer
from local import state
from local.customers import SAMPLES, bring_customers, known_customers, read_customers
from local.errors import BadInputError
from tests.ai.fakes.keyed_dynamodb import FakeKeyedDynamoDB
from tests.local.states import STATE

WITH_TABLE = replace(STATE, outputs={**STATE.outputs, "customers_table": "customers"})
KIM = Customer(phone="+821012345678", name="김하늘")


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> FakeKeyedDynamoDB:
    fake = FakeKeyedDynamoDB(key="phone")

    def clients(_endpoint: str) -> object:
        return lambda _service: fake  # pyright: ignore[reportUnknownLambdaType, reportUnknownVariableType]

    monkeypatch.setattr(state, "Clients", clients)
    return fake


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_a_file_is_read_as_spreadsheets_in_korea_save_it(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "customers.csv"
    file.write_text("전화번호,이름\n010-1234-5678,김하늘\n", encoding=encoding)
    assert read_customers(file) == (KIM,)


@pytest.mark.parametrize("body", [b"phone,name\n110,x\n", b"\xff\xfe\x00", b""])
def test_a_file_that_is_wrong_is_bad_input(tmp_path: Path, body: bytes) -> None:
    file = tmp_path / "customers.csv"
    file.write_bytes(body)
    with pytest.raises(BadInputError, match=r"customers\.csv is no file of customers"):
        read_customers(file)


def test_a_file_that_is_not_there_is_bad_input(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="can not be read"):
        read_customers(tmp_path / "none.csv")


def test_the_samples_are_right_and_of_every_kind() -> None:
    samples = read_customers(SAMPLES)
    assert {customer.tier for customer in samples} == set(Tier)
    assert {customer.language for customer in samples} == {"ko", "en"}


def test_a_new_cloud_knows_the_sample_customers(table: FakeKeyedDynamoDB) -> None:
    bring_customers(WITH_TABLE, None)
    assert set(table.items) == {customer.phone for customer in read_customers(SAMPLES)}


def test_a_cloud_that_replaces_another_knows_its_customers(table: FakeKeyedDynamoDB) -> None:
    bring_customers(WITH_TABLE, [KIM])
    assert known_customers(WITH_TABLE) == (KIM,)
    assert set(table.items) == {KIM.phone}


def test_a_cloud_of_a_program_without_customers_has_none_to_bring() -> None:

    assert known_customers(STATE) is None
