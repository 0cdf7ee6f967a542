"""Published flows: that they are, that those with a bot can be updated, and that one answers."""

import json
from collections.abc import Mapping
from typing import Any, cast

from tests.live.account import Account
from tests.live.test_bot import QUESTION

FLOW_TYPE = "AWS::Connect::ContactFlow"
WITH_A_BOT = "inquiry"


def flow_id(arn: str) -> str:
    """The part that Connect's own API takes."""
    return arn.rpartition("/")[2]


def content_of(account: Account, arn: str) -> dict[str, Any]:
    """A flow as it is published."""
    found = account.client("connect").describe_contact_flow(
        InstanceId=account.instance, ContactFlowId=flow_id(arn)
    )
    return cast("dict[str, Any]", json.loads(found["ContactFlow"]["Content"]))


def update(account: Account, arn: str, content: Mapping[str, Any]) -> None:
    """As `pulumi up` does it: through Cloud Control, the content replaced as a whole."""
    patch = [{"op": "replace", "path": "/Content", "value": json.dumps(content)}]
    control = account.client("cloudcontrol")
    token = control.update_resource(
        TypeName=FLOW_TYPE, Identifier=arn, PatchDocument=json.dumps(patch)
    )["ProgressEvent"]["RequestToken"]

    def ended() -> Any:
        event = control.get_resource_request_status(RequestToken=token)["ProgressEvent"]
        return event if event["OperationStatus"] not in {"PENDING", "IN_PROGRESS"} else None

    event = account.until(ended, seconds=120, every=3, what="the update did not end")
    assert event["OperationStatus"] == "SUCCESS", event.get("StatusMessage")


def moved(content: Mapping[str, Any], by: int) -> dict[str, Any]:
    """Another content that callers hear no difference in: the first block lies elsewhere."""
    changed = cast("dict[str, Any]", json.loads(json.dumps(content)))
    position = changed["Metadata"].setdefault("entryPointPosition", {"x": 0, "y": 0})
    position["x"] += by
    return changed


def test_every_flow_is_published(account: Account) -> None:
    """Costs: nothing. Leaves: nothing."""
    connect = account.client("connect")
    for name, arn in account.output("flow_arns").items():
        flow = connect.describe_contact_flow(
            InstanceId=account.instance, ContactFlowId=flow_id(arn)
        )["ContactFlow"]
        assert (flow["State"], flow["Status"]) == ("ACTIVE", "PUBLISHED"), name


def test_a_flow_with_a_bot_is_updated_again_and_again(account: Account) -> None:
    """ADR 4. Costs: nothing. Leaves: nothing; the flow gets its own content back."""
    arn = account.output("flow_arns")[WITH_A_BOT]
    before = content_of(account, arn)
    kinds = {action["Type"] for action in before["Actions"]}
    assert "ConnectParticipantWithLexBot" in kinds
    try:
        for by in (10, 20):
            update(account, arn, moved(before, by))
            now = content_of(account, arn)
            assert now["Metadata"]["entryPointPosition"]["x"] == (
                before["Metadata"].get("entryPointPosition", {"x": 0})["x"] + by
            )
    finally:
        update(account, arn, before)


def test_a_chat_contact_is_answered(account: Account) -> None:
    """Costs: about 5 chat messages and one answer, under 3 cents. Leaves: a contact record and a
    transcript, which go with all others (`recordingDays`).
    """
    connect, participant = account.client("connect"), account.client("connectparticipant")
    chat = connect.start_chat_contact(
        InstanceId=account.instance,
        ContactFlowId=flow_id(account.output("chat_flow_arn")),
        ParticipantDetails={"DisplayName": "live test"},
    )
    try:
        token = participant.create_participant_connection(
            Type=["CONNECTION_CREDENTIALS"],
            ParticipantToken=chat["ParticipantToken"],
            ConnectParticipant=True,
        )["ConnectionCredentials"]["ConnectionToken"]

        def said() -> list[str]:
            found = participant.get_transcript(ConnectionToken=token, MaxResults=50)["Transcript"]
            own = {"CUSTOMER"}
            return [
                str(each["Content"])
                for each in found
                if each.get("Type") == "MESSAGE" and each.get("ParticipantRole") not in own
            ]

        greeting = account.until(said, seconds=30, every=2, what="nobody greeted")
        participant.send_message(ContentType="text/plain", Content=QUESTION, ConnectionToken=token)
        account.until(
            lambda: len(said()) > len(greeting), seconds=30, every=2, what="nobody answered"
        )
    finally:
        connect.stop_contact(ContactId=chat["ContactId"], InstanceId=account.instance)
