import json

from local.cloud.messaging import Messaging
from tests.local.cloud.recording import RecordingClients, create
from tests.local.cloud.test_policies import ALLOW, TLS_ONLY, policy

URL = "http://127.0.0.1:1/000000000000/ingest"
TOPIC = "arn:aws:sns:ap-northeast-2:000000000000:alerts"


def test_a_queue_is_made_with_its_attributes_as_text(clients: RecordingClients) -> None:
    values = {
        "name": "ingest",
        "visibilityTimeoutSeconds": 900.0,
        "sqsManagedSseEnabled": True,
        "redrivePolicy": {"maxReceiveCount": 3.0, "deadLetterTargetArn": "arn:dlq"},
        "tags": {"Team": "support"},
    }
    created = create(Messaging(clients).queue, values)
    sent = clients.parameters_of("CreateQueue")
    assert sent["Attributes"]["VisibilityTimeout"] == "900"
    assert sent["Attributes"]["SqsManagedSseEnabled"] == "true"
    assert json.loads(sent["Attributes"]["RedrivePolicy"]) == {
        "maxReceiveCount": 3,
        "deadLetterTargetArn": "arn:dlq",
    }
    assert sent["tags"] == {"Team": "support"}
    assert created.id == created.outputs["url"] == URL
    assert created.outputs["arn"] == "arn:aws:sqs:ap-northeast-2:000000000000:ingest"


def test_a_value_of_zero_or_false_is_sent_too(clients: RecordingClients) -> None:
    values = {"name": "ingest", "delaySeconds": 0.0, "sqsManagedSseEnabled": False}
    create(Messaging(clients).queue, values)
    assert clients.parameters_of("CreateQueue")["Attributes"] == {
        "DelaySeconds": "0",
        "SqsManagedSseEnabled": "false",
    }


def test_a_queue_policy_is_set_for_plain_http(clients: RecordingClients) -> None:
    values = {"queueUrl": URL, "policy": policy(ALLOW, TLS_ONLY)}
    create(Messaging(clients).queue_policy, values)
    assert clients.parameters_of("SetQueueAttributes") == {
        "QueueUrl": URL,
        "Attributes": {"Policy": policy(ALLOW)},
    }


def test_a_queue_policy_about_tls_alone_is_not_set(clients: RecordingClients) -> None:
    create(Messaging(clients).queue_policy, {"queueUrl": URL, "policy": policy(TLS_ONLY)})
    assert clients.calls == []


def test_who_may_use_a_dead_letter_queue_is_set(clients: RecordingClients) -> None:
    allowed = json.dumps({"redrivePermission": "byQueue"})
    values = {"queueUrl": URL, "redriveAllowPolicy": allowed}
    create(Messaging(clients).redrive_allow_policy, values)
    assert clients.parameters_of("SetQueueAttributes")["Attributes"] == {
        "RedriveAllowPolicy": allowed
    }


def test_a_topic_is_made_with_its_name_and_tags(clients: RecordingClients) -> None:
    values = {"name": "alerts", "displayName": "고객센터", "tags": {"Team": "support"}}
    created = create(Messaging(clients).topic, {**values, "kmsMasterKeyId": "alias/aws/sns"})
    assert clients.parameters_of("CreateTopic") == {
        "Name": "alerts",
        "Attributes": {"DisplayName": "고객센터"},
        "Tags": [{"Key": "Team", "Value": "support"}],
    }
    assert created.id == created.outputs["arn"] == TOPIC


def test_a_topic_policy_is_set_for_plain_http(clients: RecordingClients) -> None:
    values = {"arn": TOPIC, "policy": policy(TLS_ONLY, ALLOW)}
    create(Messaging(clients).topic_policy, values)
    assert clients.parameters_of("SetTopicAttributes") == {
        "TopicArn": TOPIC,
        "AttributeName": "Policy",
        "AttributeValue": policy(ALLOW),
    }


def test_a_subscription_is_made(clients: RecordingClients) -> None:
    values = {"topic": TOPIC, "protocol": "email", "endpoint": "ops@example.com"}
    created = create(Messaging(clients).subscription, values)
    sent = clients.parameters_of("Subscribe")
    assert (sent["TopicArn"], sent["Protocol"], sent["Endpoint"]) == (
        TOPIC,
        "email",
        "ops@example.com",
    )
    assert created.outputs["arn"] == f"{TOPIC}:1"
