"""An SNS topic that mails people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pulumi
import pulumi_aws as aws

from infra import naming
from infra.key_policy import Sender
from infra.permissions import Permission, on_behalf_of, resource_policy, tls_only
from infra.place import Place


@dataclass(frozen=True, kw_only=True)
class MailTopicArgs:
    """`publishers` are AWS services that may publish for this account and their own resources.

    Roles of the account publish by their own policies and need no word here.
    """

    place: Place
    title: str
    emails: Sequence[str]
    publishers: Sequence[Sender] = ()


class MailTopic(pulumi.ComponentResource):
    """Each address gets a mail from AWS first and must confirm it."""

    arn: pulumi.Output[str]

    def __init__(
        self, name: str, args: MailTopicArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:infra:MailTopic", name, None, opts)
        child = pulumi.ResourceOptions(parent=self)
        topic = aws.sns.Topic(
            name,
            name=args.place.deployment.name(name, limit=naming.TOPIC),
            display_name=args.title,
            kms_master_key_id=args.place.key.arn,
            tags=args.place.tags,
            opts=child,
        )
        self._key = args.place.key
        self.arn = topic.arn
        aws.sns.TopicPolicy(
            f"{name}-policy",
            arn=topic.arn,
            policy=resource_policy(_statements(topic.arn, args)),
            opts=child,
        )
        for email in args.emails:
            aws.sns.TopicSubscription(
                f"{name}-{email}", topic=topic.arn, protocol="email", endpoint=email, opts=child
            )
        self.register_outputs({"arn": self.arn})

    def publish(self) -> list[Permission]:
        """Send one mail to everybody on the topic."""
        return [
            Permission(sid="Report", actions=("sns:Publish",), resources=(self.arn,)),
            self._key.write("EncryptReport", "sns"),
        ]


def _statements(topic_arn: pulumi.Output[str], args: MailTopicArgs) -> list[Mapping[str, Any]]:
    statements: list[Mapping[str, Any]] = [tls_only("TlsOnly", "sns:Publish", (topic_arn,))]
    statements.extend(_may_publish(topic_arn, args, sender) for sender in args.publishers)
    return statements


def _may_publish(
    topic_arn: pulumi.Output[str], args: MailTopicArgs, sender: Sender
) -> Mapping[str, Any]:
    return {
        "Sid": f"{sender.service.partition('.')[0].capitalize()}Publishes",
        "Effect": "Allow",
        "Principal": {"Service": sender.service},
        "Action": "sns:Publish",
        "Resource": topic_arn,
        "Condition": on_behalf_of(args.place.deployment.account, sender.sources),
    }
