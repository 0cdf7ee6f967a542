"""Every resource type that the local cloud can create or record."""

from collections.abc import Mapping

import pulumi_aws as aws

from local.cloud.clients import Clients
from local.cloud.compute import Compute
from local.cloud.contact import ContactCenter
from local.cloud.engine import Kind
from local.cloud.messaging import Messaging
from local.cloud.stacks import Stacks
from local.cloud.storage import Storage
from local.cloud.watch import Watch


def all_kinds(clients: Clients) -> Mapping[str, Kind]:
    """The table, by type token. A type that is not in it is refused by name."""
    storage, messaging, compute = Storage(clients), Messaging(clients), Compute(clients)
    watch, contact = Watch(clients), ContactCenter()
    kinds = (
        Kind(resource=aws.s3.Bucket, create=storage.bucket),
        Kind(resource=aws.s3.BucketVersioning, create=storage.versioning),
        Kind(resource=aws.s3.BucketServerSideEncryptionConfiguration, create=storage.encryption),
        Kind(resource=aws.s3.BucketPublicAccessBlock, create=storage.public_access_block),
        Kind(resource=aws.s3.BucketOwnershipControls, create=storage.ownership),
        Kind(resource=aws.s3.BucketPolicy, create=storage.bucket_policy),
        Kind(resource=aws.s3.BucketLifecycleConfiguration, create=storage.lifecycle),
        Kind(resource=aws.s3.BucketNotification, create=storage.notification),
        Kind(resource=aws.dynamodb.Table, create=storage.table),
        Kind(resource=aws.sqs.Queue, create=messaging.queue),
        Kind(resource=aws.sqs.QueuePolicy, create=messaging.queue_policy),
        Kind(resource=aws.sqs.RedriveAllowPolicy, create=messaging.redrive_allow_policy),
        Kind(resource=aws.sns.Topic, create=messaging.topic),
        Kind(resource=aws.sns.TopicPolicy, create=messaging.topic_policy),
        Kind(resource=aws.sns.TopicSubscription, create=messaging.subscription),
        Kind(resource=aws.iam.Role, create=compute.role),
        Kind(resource=aws.iam.RolePolicy, create=compute.role_policy),
        Kind(resource=aws.cloudwatch.LogGroup, create=compute.log_group),
        Kind(resource=aws.lambda_.Function, create=compute.function),
        Kind(resource=aws.lambda_.Alias, create=compute.alias),
        Kind(resource=aws.lambda_.Permission, create=compute.permission),
        Kind(resource=aws.lambda_.EventSourceMapping, create=compute.event_source_mapping),
        Kind(resource=aws.cloudwatch.MetricAlarm, create=watch.alarm),
        Kind(resource=aws.cloudwatch.Dashboard, create=watch.dashboard),
        Kind(resource=aws.connect.Instance, create=contact.instance),
        Kind(resource=aws.connect.HoursOfOperation, create=contact.hours),
        Kind(resource=aws.connect.Queue, create=contact.queue),
        Kind(resource=aws.connect.RoutingProfile, create=contact.routing_profile),
        Kind(resource=aws.connect.SecurityProfile, create=contact.security_profile),
        Kind(resource=aws.connect.LambdaFunctionAssociation, create=contact.function_association),
        Kind(resource=aws.cloudcontrol.Resource, create=contact.cloud_control),
        Kind(resource=aws.cloudformation.Stack, create=Stacks(contact).stack),
    )
    return {kind.token: kind for kind in kinds}
