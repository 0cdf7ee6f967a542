"""SQS queues and SNS topics."""

import json
from typing import Any

from local.cloud.clients import Clients
from local.cloud.engine import Created
from local.cloud.inputs import Inputs
from local.cloud.policies import over_plain_http
from local.emulator import ACCOUNT, REGION

_QUEUE_ATTRIBUTES = {
    "visibilityTimeoutSeconds": "VisibilityTimeout",
    "messageRetentionSeconds": "MessageRetentionPeriod",
    "receiveWaitTimeSeconds": "ReceiveMessageWaitTimeSeconds",
    "delaySeconds": "DelaySeconds",
    "sqsManagedSseEnabled": "SqsManagedSseEnabled",
    "kmsMasterKeyId": "KmsMasterKeyId",
    "redrivePolicy": "RedrivePolicy",
    "redriveAllowPolicy": "RedriveAllowPolicy",
    "policy": "Policy",
}


class Messaging:
    """Creates what carries messages."""

    def __init__(self, clients: Clients) -> None:
        """`clients` speak to the emulator."""
        self._clients = clients

    def queue(self, inputs: Inputs) -> Created:
        """aws:sqs/queue:Queue."""
        name = inputs.take("name")
        given = inputs.given(_QUEUE_ATTRIBUTES)
        attributes = {attribute: _text(value) for attribute, value in given.items()}
        made = self._clients("sqs").create_queue(
            QueueName=name, Attributes=attributes, tags=inputs.tags()
        )
        url = made["QueueUrl"]
        arn = f"arn:aws:sqs:{REGION}:{ACCOUNT}:{name}"
        return Created(id=url, outputs={"arn": arn, "url": url})

    def queue_policy(self, inputs: Inputs) -> Created:
        """aws:sqs/queuePolicy:QueuePolicy."""
        url = inputs.take("queueUrl")
        policy = over_plain_http(inputs.take("policy"))
        if policy is not None:
            self._set(url, "Policy", policy)
        return Created(id=url)

    def redrive_allow_policy(self, inputs: Inputs) -> Created:
        """aws:sqs/redriveAllowPolicy:RedriveAllowPolicy."""
        url = inputs.take("queueUrl")
        self._set(url, "RedriveAllowPolicy", inputs.take("redriveAllowPolicy"))
        return Created(id=url)

    def topic(self, inputs: Inputs) -> Created:
        """aws:sns/topic:Topic."""
        attributes = {"DisplayName": inputs.get("displayName")} if inputs.get("displayName") else {}
        made = self._clients("sns").create_topic(
            Name=inputs.take("name"), Attributes=attributes, Tags=inputs.tag_list()
        )
        inputs.skip("kmsMasterKeyId")
        return Created(id=made["TopicArn"], outputs={"arn": made["TopicArn"]})

    def topic_policy(self, inputs: Inputs) -> Created:
        """aws:sns/topicPolicy:TopicPolicy."""
        arn = inputs.take("arn")
        policy = over_plain_http(inputs.take("policy"))
        if policy is not None:
            self._clients("sns").set_topic_attributes(
                TopicArn=arn, AttributeName="Policy", AttributeValue=policy
            )
        return Created(id=arn)

    def subscription(self, inputs: Inputs) -> Created:
        """aws:sns/topicSubscription:TopicSubscription. E-mail is recorded, never sent."""
        made = self._clients("sns").subscribe(
            TopicArn=inputs.take("topic"),
            Protocol=inputs.take("protocol"),
            Endpoint=inputs.take("endpoint"),
            ReturnSubscriptionArn=True,
        )
        return Created(id=made["SubscriptionArn"], outputs={"arn": made["SubscriptionArn"]})

    def _set(self, url: str, name: str, value: Any) -> None:
        self._clients("sqs").set_queue_attributes(QueueUrl=url, Attributes={name: _text(value)})


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json.dumps(value)
