"""A contact record on its way: bucket, queue, function, table."""

import json
from datetime import UTC, datetime

from ai.contract import RECORD_AT
from tests.live.account import Account
from tests.live.test_functions import contact


def prefix(account: Account) -> str:
    """Where the program expects Connect's records in the recordings bucket."""
    [found] = {
        str(queue["filterPrefix"])
        for each in account.declared.of("s3/BucketNotification")
        for queue in each.inputs["queues"]
        if queue.get("filterPrefix")
    }
    return found


def record(contact_id: str) -> dict[str, object]:
    """As Connect writes one, of a caller who was answered and said goodbye."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {
        "ContactId": contact_id,
        "InitialContactId": contact_id,
        "Channel": "VOICE",
        "InitiationMethod": "INBOUND",
        "InitiationTimestamp": now,
        "DisconnectTimestamp": now,
        "DisconnectReason": "CONTACT_FLOW_DISCONNECT",
        "LastUpdateTimestamp": now,
        "Attributes": {"csat": "5"},
    }


def test_a_record_in_the_bucket_is_kept_in_the_table(account: Account) -> None:
    """Costs: nothing to speak of. Leaves: a mark of 5 in the metric `Satisfaction`; object and item
    are deleted.
    """
    s3, dynamodb = account.client("s3"), account.client("dynamodb")
    bucket, key = account.output("recordings_bucket"), f"{prefix(account)}live-{account.run}"
    with contact(account, "record") as made:
        body = json.dumps(record(made)).encode() + b"\n"
        s3.put_object(Bucket=bucket, Key=key, Body=body)
        try:

            def kept() -> object:
                return dynamodb.get_item(
                    TableName=account.output("contacts_table"),
                    Key={"contact_id": {"S": made}, "at": {"S": RECORD_AT}},
                ).get("Item")

            account.until(kept, seconds=120, every=5, what="the record is not in the table")
        finally:
            for each in s3.list_object_versions(Bucket=bucket, Prefix=key).get("Versions", []):
                s3.delete_object(Bucket=bucket, Key=key, VersionId=each["VersionId"])
