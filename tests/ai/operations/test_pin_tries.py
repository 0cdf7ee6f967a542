from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import pytest
from botocore.exceptions import ClientError

from ai.operations.pin_tries import MOST_WRONG, WINDOW_SECONDS, PinTries
from tests.ai.fakes.keyed_dynamodb import FakeKeyedDynamoDB
from tests.ai.fakes.models_checked import ModelChecked, refusal

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

NUMBER = "+821012345678"


@dataclass
class Desk:
    tries: PinTries
    fake: FakeKeyedDynamoDB
    now: float = 1_790_000_000.0


def desk() -> Desk:
    fake = FakeKeyedDynamoDB(key="phone")
    client = cast("DynamoDBClient", ModelChecked("dynamodb", fake))
    made = Desk(tries=PinTries(client, "tries", lambda: made.now), fake=fake)
    return made


def test_a_number_has_so_many_tries_and_no_more() -> None:
    made = desk()
    assert [made.tries.take(NUMBER) for _ in range(MOST_WRONG + 2)] == [
        *[True] * MOST_WRONG,
        False,
        False,
    ]


def test_each_number_has_its_own() -> None:
    made = desk()
    for _ in range(MOST_WRONG):
        made.tries.take(NUMBER)
    assert made.tries.take("+821099999999")


def test_they_are_forgotten_when_their_time_is_over_even_if_the_item_is_still_there() -> None:
    made = desk()
    for _ in range(MOST_WRONG + 1):
        made.tries.take(NUMBER)
    made.now += WINDOW_SECONDS - 1
    assert not made.tries.take(NUMBER)
    made.now += 1
    assert made.tries.take(NUMBER)
    assert made.fake.items[NUMBER]["tries"] == {"N": "1"}


def test_being_refused_does_not_make_it_longer() -> None:
    made = desk()
    made.tries.take(NUMBER)
    expires = made.fake.items[NUMBER]["expires_at"]
    assert expires == {"N": str(int(made.now) + WINDOW_SECONDS)}
    made.now += 3600
    for _ in range(MOST_WRONG + 3):
        made.tries.take(NUMBER)
    assert made.fake.items[NUMBER]["expires_at"] == expires


def test_a_right_pin_gives_its_own_try_back_and_no_other() -> None:
    made = desk()
    for _ in range(MOST_WRONG):
        made.tries.take(NUMBER)
    made.tries.give_back(NUMBER)
    assert [made.tries.take(NUMBER) for _ in range(2)] == [True, False]


def test_nobody_gets_more_tries_than_there_are_by_giving_back() -> None:
    made = desk()
    made.tries.take(NUMBER)
    for _ in range(3):
        made.tries.give_back(NUMBER)
    assert [made.tries.take(NUMBER) for _ in range(MOST_WRONG + 1)][-2:] == [True, False]


def test_a_count_that_somebody_begins_meanwhile_is_counted_on() -> None:
    made = desk()
    looks: list[str] = []

    def meanwhile(_operation: str) -> None:
        looks.append("look")
        if len(looks) == 2:
            ends = {"N": str(int(made.now) + 60)}
            made.fake.items[NUMBER] = {"phone": {"S": NUMBER}, "tries": {"N": "1"}}
            made.fake.items[NUMBER]["expires_at"] = ends

    made.fake.fail = meanwhile
    assert made.tries.take(NUMBER)
    assert made.fake.items[NUMBER]["tries"] == {"N": "2"}


def test_a_table_that_fails_gives_no_try() -> None:
    made = desk()

    def refuse(operation: str) -> None:
        raise refusal("ProvisionedThroughputExceededException", operation)

    made.fake.fail = refuse
    with pytest.raises(ClientError):
        made.tries.take(NUMBER)


def test_nothing_but_number_count_and_end_is_kept() -> None:
    made = desk()
    made.tries.take(NUMBER)
    kept: dict[str, Any] = made.fake.items[NUMBER]
    assert set(kept) == {"phone", "tries", "expires_at"}
