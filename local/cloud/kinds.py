"""Every resource type that the local cloud can create or record."""

from collections.abc import Mapping, Sequence

import pulumi_aws as aws

from local.cloud.clients import Clients
from local.cloud.compute import Compute
from local.cloud.contact import ContactCenter
from local.cloud.engine import Kind
from local.cloud.http_apis import HttpApis
from local.cloud.keys import Keys
from local.cloud.messaging import Messaging
from local.cloud.schedules import Schedules
from local.cloud.stacks import Stacks
from local.cloud.storage import Storage
from local.cloud.streams import Streams
from local.cloud.vector_buckets import VectorBuckets
from local.cloud.watch import Watch


def all_kinds(clients: Clients) -> Mapping[str, Kind]:
    """The table, by type token. A type that is not in it is refused by name."""
    contact = ContactCenter()
    services = (
        _buckets(Storage(clients)),
        _vectors(VectorBuckets(clients)),
        _messages(Messaging(clients)),
        _functions(Compute(clients)),
        _http_apis(HttpApis(clients)),
        _keys(Keys(clients)),
        _streams(Streams(clients)),
        _schedules(Schedules(clients)),
        _watch(Watch(clients)),
        _contact_center(contact),
        _stacks(Stacks(contact)),
    )
    return {kind.token: kind for kinds in services for kind in kinds}


def _buckets(storage: Storage) -> Sequence[Kind]:
    return (
        Kind(resource=aws.s3.Bucket, create=storage.bucket),
        Kind(resource=aws.s3.BucketVersioning, create=storage.versioning),
        Kind(resource=aws.s3.BucketServerSideEncryptionConfiguration, create=storage.encryption),
        Kind(resource=aws.s3.BucketPublicAccessBlock, create=storage.public_access_block),
        Kind(resource=aws.s3.BucketOwnershipControls, create=storage.ownership),
        Kind(resource=aws.s3.BucketPolicy, create=storage.bucket_policy),
        Kind(resource=aws.s3.BucketLifecycleConfiguration, create=storage.lifecycle),
        Kind(resource=aws.s3.BucketNotification, create=storage.notification),
        Kind(resource=aws.dynamodb.Table, create=storage.table),
    )


def _vectors(vectors: VectorBuckets) -> Sequence[Kind]:
    return (
        Kind(resource=aws.s3.VectorsVectorBucket, create=vectors.bucket),
        Kind(resource=aws.s3.VectorsVectorBucketPolicy, create=vectors.policy),
    )


def _messages(messaging: Messaging) -> Sequence[Kind]:
    return (
        Kind(resource=aws.sqs.Queue, create=messaging.queue),
        Kind(resource=aws.sqs.QueuePolicy, create=messaging.queue_policy),
        Kind(resource=aws.sqs.RedriveAllowPolicy, create=messaging.redrive_allow_policy),
        Kind(resource=aws.sns.Topic, create=messaging.topic),
        Kind(resource=aws.sns.TopicPolicy, create=messaging.topic_policy),
        Kind(resource=aws.sns.TopicSubscription, create=messaging.subscription),
    )


def _functions(compute: Compute) -> Sequence[Kind]:
    return (
        Kind(resource=aws.iam.Role, create=compute.role),
        Kind(resource=aws.iam.RolePolicy, create=compute.role_policy),
        Kind(resource=aws.cloudwatch.LogGroup, create=compute.log_group),
        Kind(resource=aws.lambda_.Function, create=compute.function),
        Kind(resource=aws.lambda_.Alias, create=compute.alias),
        Kind(resource=aws.lambda_.Permission, create=compute.permission),
        Kind(resource=aws.lambda_.EventSourceMapping, create=compute.event_source_mapping),
    )


def _http_apis(apis: HttpApis) -> Sequence[Kind]:
    return (
        Kind(resource=aws.apigatewayv2.Api, create=apis.api),
        Kind(resource=aws.apigatewayv2.Authorizer, create=apis.authorizer),
        Kind(resource=aws.apigatewayv2.Integration, create=apis.integration),
        Kind(resource=aws.apigatewayv2.Route, create=apis.route),
        Kind(resource=aws.apigatewayv2.Stage, create=apis.stage),
    )


def _keys(keys: Keys) -> Sequence[Kind]:
    return (
        Kind(resource=aws.kms.Key, create=keys.key),
        Kind(resource=aws.kms.Alias, create=keys.alias),
    )


def _streams(streams: Streams) -> Sequence[Kind]:
    return (
        Kind(resource=aws.cloudwatch.LogStream, create=streams.log_stream),
        Kind(resource=aws.kinesis.FirehoseDeliveryStream, create=streams.firehose),
    )


def _schedules(schedules: Schedules) -> Sequence[Kind]:
    return (
        Kind(resource=aws.scheduler.Schedule, create=schedules.schedule),
        Kind(resource=aws.scheduler.ScheduleGroup, create=schedules.group),
    )


def _watch(watch: Watch) -> Sequence[Kind]:
    return (
        Kind(resource=aws.cloudwatch.MetricAlarm, create=watch.alarm),
        Kind(resource=aws.cloudwatch.CompositeAlarm, create=watch.composite),
        Kind(resource=aws.cloudwatch.Dashboard, create=watch.dashboard),
        Kind(resource=aws.budgets.Budget, create=watch.budget),
    )


def _contact_center(contact: ContactCenter) -> Sequence[Kind]:
    return (
        Kind(resource=aws.connect.Instance, create=contact.instance),
        Kind(resource=aws.connect.HoursOfOperation, create=contact.hours),
        Kind(resource=aws.connect.Queue, create=contact.queue),
        Kind(resource=aws.connect.RoutingProfile, create=contact.routing_profile),
        Kind(resource=aws.connect.SecurityProfile, create=contact.security_profile),
        Kind(resource=aws.connect.QuickConnect, create=contact.quick_connect),
        Kind(resource=aws.connect.User, create=contact.user),
        Kind(resource=aws.connect.PhoneNumber, create=contact.phone_number),
        Kind(
            resource=aws.connect.PhoneNumberContactFlowAssociation,
            create=contact.number_association,
        ),
        Kind(resource=aws.connect.InstanceStorageConfig, create=contact.storage),
        Kind(resource=aws.connect.LambdaFunctionAssociation, create=contact.function_association),
        Kind(resource=aws.cloudcontrol.Resource, create=contact.cloud_control),
    )


def _stacks(stacks: Stacks) -> Sequence[Kind]:
    return (Kind(resource=aws.cloudformation.Stack, create=stacks.stack),)
