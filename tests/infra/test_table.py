"""A table of one's own: what every table of the stack has, and what is its own."""

import pulumi
import pytest

from infra.deployment import Deployment
from infra.key import DataKey
from infra.key_policy import DataKeyArgs
from infra.place import Place
from infra.table import TableArgs, TableIndex, protected_table
from tests.infra import engine
from tests.infra.engine import Registered
from tests.infra.outputs import ACCOUNT, REGION

DEPLOYMENT = Deployment(project="films", stack="dev", region=REGION, account=ACCOUNT)
BY_DAY = TableIndex(name="by-day", hash_key="day", range_key="at", attributes=("words",))


def made(
    *, protect: bool = False, restorable: bool = True, indexes: tuple[TableIndex, ...] = ()
) -> Registered:
    def program() -> None:
        parent = pulumi.ComponentResource("test:Parent", "parent")
        key = DataKey("data", DataKeyArgs(deployment=DEPLOYMENT, component="test", protect=False))
        args = TableArgs(
            place=Place(deployment=DEPLOYMENT, component="test", key=key),
            protect=protect,
            hash_key="id",
            range_key="at" if indexes else None,
            expires="expires_at" if indexes else None,
            indexes=indexes,
            restorable=restorable,
        )
        protected_table("scenes", args, parent=parent)

    return engine.run(program).one("dynamodb/Table", "scenes")


def test_a_plain_table_has_a_key_and_nothing_that_it_did_not_ask_for() -> None:
    table = made()
    assert table.inputs["name"] == "films-dev-scenes"
    assert table.inputs["attributes"] == [{"name": "id", "type": "S"}]
    assert table.inputs["hashKey"] == "id"
    assert not {"rangeKey", "ttl", "globalSecondaryIndexes"} & set(table.inputs)
    assert table.parent.endswith("::parent")


def test_an_index_brings_its_keys_and_shows_what_it_names() -> None:
    table = made(indexes=(BY_DAY,)).inputs
    assert [each["name"] for each in table["attributes"]] == ["id", "at", "day"]
    [index] = table["globalSecondaryIndexes"]
    assert [(each["attributeName"], each["keyType"]) for each in index["keySchemas"]] == [
        ("day", "HASH"),
        ("at", "RANGE"),
    ]
    assert (index["projectionType"], index["nonKeyAttributes"]) == ("INCLUDE", ["words"])
    assert table["ttl"] == {"attributeName": "expires_at", "enabled": True}


@pytest.mark.parametrize("restorable", [True, False])
def test_a_table_of_what_is_soon_forgotten_has_no_backups(restorable: bool) -> None:
    recovery = made(restorable=restorable).inputs["pointInTimeRecovery"]
    assert recovery == {"enabled": restorable}


@pytest.mark.parametrize("protect", [True, False])
def test_protection_holds_in_pulumi_and_in_dynamodb(protect: bool) -> None:
    table = made(protect=protect)
    assert table.protect is table.retained is protect
    assert table.inputs["deletionProtectionEnabled"] is protect
