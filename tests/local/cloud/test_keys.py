"""KMS keys of the local cloud."""

from local.cloud.keys import Keys
from tests.local.cloud.recording import RecordingClients, create

KEY = {
    "description": "data",
    "policy": "{}",
    "enableKeyRotation": True,
    "deletionWindowInDays": 30,
    "tags": {"Team": "support"},
}


def answer_with_a_key(clients: RecordingClients) -> None:
    made = {"KeyId": "1234abcd", "Arn": "arn:aws:kms:ap-northeast-2:000000000000:key/1234abcd"}
    clients.answers.by_operation["CreateKey"] = {"KeyMetadata": made}


def test_a_key_is_made_tagged_and_rotated(clients: RecordingClients) -> None:
    answer_with_a_key(clients)
    created = create(Keys(clients).key, KEY)
    assert clients.parameters_of("CreateKey") == {
        "Description": "data",
        "Tags": [{"TagKey": "Team", "TagValue": "support"}],
    }
    assert clients.parameters_of("EnableKeyRotation") == {"KeyId": "1234abcd"}
    assert (created.id, created.outputs["keyId"]) == ("1234abcd", "1234abcd")
    assert created.outputs["arn"].endswith(":key/1234abcd")


def test_a_key_that_nobody_rotates_is_left_so(clients: RecordingClients) -> None:
    answer_with_a_key(clients)
    create(Keys(clients).key, {**KEY, "enableKeyRotation": False})
    assert clients.operations == ["CreateKey"]


def test_an_alias_names_its_key(clients: RecordingClients) -> None:
    created = create(Keys(clients).alias, {"name": "alias/data", "targetKeyId": "1234abcd"})
    assert clients.parameters_of("CreateAlias") == {
        "AliasName": "alias/data",
        "TargetKeyId": "1234abcd",
    }
    assert created.id == "alias/data"
