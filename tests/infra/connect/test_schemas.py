"""What the provider sends for queues and profiles, held against CloudFormation's schemas.

The provider's own resources have other names for the same properties; here they get Connect's.
"""

from typing import Any

from tests.infra.connect import center
from tests.infra.engine import Recording
from tests.infra.outputs import INSTANCE


def arn(path: str, id_: str) -> str:
    """The recorder's ids are logical names; Connect's own have no underscores."""
    return f"{INSTANCE}/{path}/{id_.replace('_', '-')}"


def test_queues_are_as_connects_schema_has_them(plain: Recording) -> None:
    for queue in plain.of("connect/Queue"):
        given = queue.inputs
        properties: dict[str, Any] = {
            "InstanceArn": INSTANCE,
            "Name": given["name"],
            "Description": given["description"],
            "HoursOfOperationArn": arn("operating-hours", given["hoursOfOperationId"]),
            "OutboundCallerConfig": {
                "OutboundFlowArn": arn(
                    "contact-flow", given["outboundCallerConfig"]["outboundFlowId"]
                )
            },
        }
        if "quickConnectIds" in given:
            properties["QuickConnectArns"] = [
                arn("transfer-destination", id_) for id_ in given["quickConnectIds"]
            ]
        assert center.problems("AWS::Connect::Queue", properties) == []


def test_quick_connects_are_as_connects_schema_has_them(plain: Recording) -> None:
    for quick_connect in plain.of("connect/QuickConnect"):
        given = quick_connect.inputs
        [destination] = given["quickConnectConfig"]["queueConfigs"]
        properties = {
            "InstanceArn": INSTANCE,
            "Name": given["name"],
            "Description": given["description"],
            "QuickConnectConfig": {
                "QuickConnectType": given["quickConnectConfig"]["quickConnectType"],
                "QueueConfig": {
                    "QueueArn": arn("queue", destination["queueId"]),
                    "ContactFlowArn": arn("contact-flow", "queue-transfer"),
                },
            },
        }
        assert center.problems("AWS::Connect::QuickConnect", properties) == []


def test_routing_profiles_are_as_connects_schema_has_them(plain: Recording) -> None:
    for profile in plain.of("connect/RoutingProfile"):
        given = profile.inputs
        properties = {
            "InstanceArn": INSTANCE,
            "Name": given["name"],
            "Description": given["description"],
            "DefaultOutboundQueueArn": arn("queue", given["defaultOutboundQueueId"]),
            "MediaConcurrencies": [
                {"Channel": one["channel"], "Concurrency": one["concurrency"]}
                for one in given["mediaConcurrencies"]
            ],
            "QueueConfigs": [
                {
                    "Delay": one["delay"],
                    "Priority": one["priority"],
                    "QueueReference": {
                        "Channel": one["channel"],
                        "QueueArn": arn("queue", one["queueId"]),
                    },
                }
                for one in given["queueConfigs"]
            ],
        }
        assert center.problems("AWS::Connect::RoutingProfile", properties) == []
