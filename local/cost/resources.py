"""What each resource type costs. A type that is not here stops the calculation by name."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from local.cost.callbacks import table_uses
from local.cost.free import FREE, FREE_IN_STACKS, FREE_PROVIDERS
from local.cost.functions import function_uses, log_uses
from local.cost.use import Declared, Use
from local.cost.volume import DAYS, HOURS, SECONDS, Volume
from local.errors import CommandError


class UnpricedError(CommandError):
    """The program declares something of which nobody has said what it costs."""


Charge = Callable[[Declared, Volume], Iterator[Use]]


def uses_of(resource: Declared, volume: Volume) -> list[Use]:
    """Everything that this resource is billed for.

    Raises:
        UnpricedError: nobody has said what such a resource costs.
    """
    if resource.type in FREE or resource.type.startswith(FREE_PROVIDERS):
        return []
    charge = CHARGES.get(resource.type)
    if charge is None:
        raise UnpricedError(
            f"nobody has said what {resource.type} ({resource.name!r}) costs: "
            "local/cost/resources.py"
        )
    return list(charge(resource, volume))


def _instance(_: Declared, volume: Volume) -> Iterator[Use]:
    yield Use.call(volume.voice_price, volume.voice_minutes)
    yield Use.call("inbound", volume.voice_minutes)


def _key(_: Declared, volume: Volume) -> Iterator[Use]:
    assumed = volume.assumed
    yield Use.fixed("kms-key", 1)
    yield Use.call("kms-request", volume.calls * assumed.key_requests / 1e4)
    yield Use.fixed("kms-request", assumed.builds * assumed.key_requests / 1e4)


def _stack(resource: Declared, volume: Volume) -> Iterator[Use]:
    template: Mapping[str, Any] = json.loads(resource.inputs["templateBody"])
    for name, declared in template["Resources"].items():
        kind = declared["Type"]
        if kind == "AWS::Lex::Bot":
            yield Use.call("lex-speech", volume.turns)
        elif kind not in FREE_IN_STACKS:
            raise UnpricedError(f"nobody has said what {kind} ({name!r}) costs")


def _cloud_control(resource: Declared, _: Volume) -> Iterator[Use]:
    kind = str(resource.inputs["typeName"])
    if kind not in FREE_IN_STACKS:
        raise UnpricedError(f"nobody has said what {kind} ({resource.name!r}) costs")
    yield from ()


def _alarm(resource: Declared, _: Volume) -> Iterator[Use]:
    queries = resource.inputs.get("metricQueries") or [{"metric": True}]
    yield Use.fixed("alarm", sum(1 for query in queries if query.get("metric")))


PIN_WRITES: Final = 4
"""Of two tries with a PIN: the first is taken in two writes, the second in one, and given back."""


def _table(resource: Declared, volume: Volume) -> Iterator[Use]:
    assumed = volume.assumed
    if resource.inputs.get("billingMode") != "PAY_PER_REQUEST":
        raise UnpricedError(f"the table {resource.name!r} is not billed by request")
    if resource.name == "customers":  # written by staff now and then, looked up once a call
        yield Use.call("dynamodb-read", volume.calls / 1e6)
    elif resource.name == "pin-tries":  # at most: everybody who goes on to people tries twice
        yield Use.call("dynamodb-write", volume.calls * volume.escalation * PIN_WRITES / 1e6)
    elif resource.name == "callbacks":
        yield from table_uses(volume)
    else:
        # A stored turn and a read of the contact's earlier ones; units: 1 KB written, 4 KB read.
        yield Use.call("dynamodb-write", volume.turns * assumed.turn_kb / 1e6)
        yield Use.call("dynamodb-read", volume.turns / 1e6)
        # How the contact ended, and its place in the index of its day: 1 KB each.
        yield Use.call("dynamodb-write", 2 * volume.calls / 1e6)
        if volume.chats:
            yield Use.fixed("dynamodb-write", volume.chats * assumed.turn_kb / 1e6)
            yield Use.fixed("dynamodb-read", volume.chats / 1e6)
    yield Use.fixed("dynamodb-storage", assumed.table_gb)
    if resource.inputs.get("pointInTimeRecovery", {}).get("enabled"):
        yield Use.fixed("dynamodb-recovery", assumed.table_gb)


def _bucket(_: Declared, volume: Volume) -> Iterator[Use]:
    yield Use.fixed("s3-storage", volume.assumed.bucket_gb)


POLLERS: Final = 5
POLL_SECONDS: Final = 20


def _event_source(_resource: Declared, _volume: Volume) -> Iterator[Use]:
    """Lambda asks an empty queue in five long polls at once, day and night."""
    yield Use.fixed("sqs-request", POLLERS * SECONDS / POLL_SECONDS / 1e6)


def _schedule(_resource: Declared, _volume: Volume) -> Iterator[Use]:
    yield Use.fixed("schedule", DAYS / 1e6)


def _stream(resource: Declared, _: Volume) -> Iterator[Use]:
    shards = resource.inputs.get("shardCount")
    if shards:
        yield Use.fixed("kinesis-shard-hour", float(shards) * HOURS)
    else:
        yield Use.fixed("kinesis-stream-hour", HOURS)


def _firehose(_: Declared, volume: Volume) -> Iterator[Use]:
    yield Use.call("firehose", volume.calls * 10 / 1e6)


def _endpoint(resource: Declared, _: Volume) -> Iterator[Use]:
    if resource.inputs.get("vpcEndpointType", "Gateway") == "Interface":
        yield Use.fixed("endpoint-hour", HOURS * len(resource.inputs.get("subnetIds") or [1]))


def _http_api(_: Declared, volume: Volume) -> Iterator[Use]:
    if volume.chats:
        yield Use.fixed("http-api", volume.chats / 1e6)


def _one(price: str) -> Charge:
    def charge(_resource: Declared, _volume: Volume) -> Iterator[Use]:
        yield Use.fixed(price, 1)

    return charge


CHARGES: Final[Mapping[str, Charge]] = {
    "aws:apigatewayv2/api:Api": _http_api,
    "aws:cloudcontrol/resource:Resource": _cloud_control,
    "aws:cloudformation/stack:Stack": _stack,
    "aws:cloudwatch/compositeAlarm:CompositeAlarm": _one("composite-alarm"),
    "aws:cloudwatch/dashboard:Dashboard": _one("dashboard"),
    "aws:cloudwatch/logGroup:LogGroup": log_uses,
    "aws:cloudwatch/metricAlarm:MetricAlarm": _alarm,
    "aws:connect/instance:Instance": _instance,
    "aws:dynamodb/table:Table": _table,
    "aws:ec2/vpcEndpoint:VpcEndpoint": _endpoint,
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": _firehose,
    "aws:kinesis/stream:Stream": _stream,
    "aws:kms/key:Key": _key,
    "aws:lambda/eventSourceMapping:EventSourceMapping": _event_source,
    "aws:lambda/function:Function": function_uses,
    "aws:s3/bucket:Bucket": _bucket,
    "aws:scheduler/schedule:Schedule": _schedule,
    "aws:secretsmanager/secret:Secret": _one("secret"),
}
