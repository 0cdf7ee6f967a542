"""What IAM checks for a call: actions on ARNs, from AWS's service authorization reference.

Written here anew, so that it can disagree with the program.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.infra.calls.wire import Call
from tests.infra.engine import Recording
from tests.infra.outputs import ACCOUNT, REGION


@dataclass(frozen=True, kw_only=True)
class Need:
    """One action on one ARN. `context` are condition keys of the request."""

    action: str
    arn: str
    context: Mapping[str, str] = field(default_factory=dict[str, str])


class Needs:
    """Looks up in the recorded graph what is encrypted with a key of our own."""

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        [alias] = recording.of("kms/Alias")
        self._key = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/{alias.inputs['targetKeyId']}"
        self._encrypted = _encrypted(recording)

    def of(self, call: Call) -> list[Need]:
        """Raises KeyError for a service of which nobody has said what its calls need."""
        return list(_BY_SERVICE[call.service](self, call))

    def key(self, service: str, resource: str, *actions: str) -> Iterator[Need]:
        """What using an encrypted resource needs of its key."""
        if resource in self._encrypted:
            context = {"kms:ViaService": f"{service}.{REGION}.amazonaws.com"}
            for action in actions:
                yield Need(action=f"kms:{action}", arn=self._key, context=context)


def _encrypted(recording: Recording) -> set[str]:
    names = {
        each.inputs["bucket"]
        for each in recording.of("s3/BucketServerSideEncryptionConfiguration")
        if "kms" in str(each.inputs["rules"])
    }
    tables = {
        each.inputs["name"]
        for each in recording.of("dynamodb/Table")
        if "kmsKeyArn" in each.inputs["serverSideEncryption"]
    }
    queues = {each.inputs["name"] for each in recording.of("sqs/Queue") if _keyed(each.inputs)}
    topics = {each.inputs["name"] for each in recording.of("sns/Topic") if _keyed(each.inputs)}
    vectors = {
        each.inputs["vectorBucketName"]
        for each in recording.of("s3/VectorsVectorBucket")
        if "encryptionConfigurations" in each.inputs
    }
    return names | tables | queues | topics | vectors


def _keyed(inputs: Mapping[str, Any]) -> bool:
    return "kmsMasterKeyId" in inputs


_S3_ACTIONS = {
    "GetObject": "s3:GetObject",
    "HeadObject": "s3:GetObject",
    "PutObject": "s3:PutObject",
    "DeleteObject": "s3:DeleteObject",
    "ListObjectsV2": "s3:ListBucket",
}


def _s3(needs: Needs, call: Call) -> Iterator[Need]:
    bucket = call.parameters["Bucket"]
    arn = f"arn:aws:s3:::{bucket}"
    if call.operation == "ListObjectsV2":
        yield Need(action="s3:ListBucket", arn=arn)
        return
    action = _S3_ACTIONS[call.operation]
    if "VersionId" in call.parameters:
        action += "Version"
    yield Need(action=action, arn=f"{arn}/{call.parameters['Key']}")
    if call.missing:  # without it, S3 says "forbidden" instead of "not there"
        yield Need(action="s3:ListBucket", arn=arn)
    if call.operation in {"GetObject", "HeadObject"}:
        yield from needs.key("s3", bucket, "Decrypt")
    if call.operation == "PutObject":
        yield from needs.key("s3", bucket, "GenerateDataKey", "Decrypt")


_IN_TRANSACTIONS = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
}
"""A transaction has no action of its own (DynamoDB developer guide, IAM with transactions)."""


def _dynamodb(needs: Needs, call: Call) -> Iterator[Need]:
    for part in call.parameters.get("TransactItems", ()):
        for kind, given in part.items():
            yield from _on_table(needs, _IN_TRANSACTIONS[kind], given["TableName"])
    for table in call.parameters.get("RequestItems", ()):
        yield from _on_table(needs, call.operation, table)
    if "TableName" in call.parameters:
        yield from _on_one_table(needs, call)


def _on_table(needs: Needs, operation: str, table: str) -> Iterator[Need]:
    arn = f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/{table}"
    yield Need(action=f"dynamodb:{operation}", arn=arn)
    yield from needs.key("dynamodb", table, "Decrypt")


def _on_one_table(needs: Needs, call: Call) -> Iterator[Need]:
    table = call.parameters["TableName"]
    arn = f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/{table}"
    if "IndexName" in call.parameters:  # a query of an index is checked against the index alone
        arn += f"/index/{call.parameters['IndexName']}"
    yield Need(action=f"dynamodb:{call.operation}", arn=arn)
    # Writing opens the table's key, too (aws-cdk issue 10010).
    yield from needs.key("dynamodb", table, "Decrypt")


def _sqs(needs: Needs, call: Call) -> Iterator[Need]:
    queue = call.parameters["QueueUrl"].rpartition("/")[2]
    yield Need(action=f"sqs:{call.operation}", arn=f"arn:aws:sqs:{REGION}:{ACCOUNT}:{queue}")
    yield from needs.key("sqs", queue, "GenerateDataKey", "Decrypt")


def _scheduler(_needs: Needs, call: Call) -> Iterator[Need]:
    given = call.parameters
    name = f"schedule/{given['GroupName']}/{given['Name']}"
    arn = f"arn:aws:scheduler:{REGION}:{ACCOUNT}:{name}"
    yield Need(action=f"scheduler:{call.operation}", arn=arn)
    if call.operation != "CreateSchedule":
        return
    passed = {"iam:PassedToService": "scheduler.amazonaws.com"}
    yield Need(action="iam:PassRole", arn=given["Target"]["RoleArn"], context=passed)
    through = {"kms:ViaService": f"scheduler.{REGION}.amazonaws.com"}
    for action in ("DescribeKey", "GenerateDataKey", "Decrypt"):
        yield Need(action=f"kms:{action}", arn=given["KmsKeyArn"], context=through)


def _connect(_needs: Needs, call: Call) -> Iterator[Need]:
    action = f"connect:{call.operation}"
    instance = f"arn:aws:connect:{REGION}:{ACCOUNT}:instance/{call.parameters['InstanceId']}"
    yield Need(action=action, arn=f"{instance}/contact/new")
    if call.operation == "StartTaskContact":
        flow = call.parameters["ContactFlowId"]
        yield Need(action=action, arn=f"{instance}/contact-flow/{flow}")


def _sns(needs: Needs, call: Call) -> Iterator[Need]:
    if "PhoneNumber" in call.parameters:
        yield Need(action="sns:Publish", arn="*")
        return
    topic = call.parameters["TopicArn"]
    yield Need(action=f"sns:{call.operation}", arn=topic)
    yield from needs.key("sns", topic.rpartition(":")[2], "GenerateDataKey", "Decrypt")


ROUTED = {
    "apac": (
        "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-south-2",
        "ap-southeast-1", "ap-southeast-2", "ap-southeast-4",
    ),
    "global": (REGION, ""),
}  # fmt: skip
"""Where inference profiles may take a request, as far as a policy has to name it."""


def _bedrock(_needs: Needs, call: Call) -> Iterator[Need]:
    model = call.parameters["modelId"]
    route, _, base = model.partition(".")
    action = "bedrock:InvokeModel"
    if route in ROUTED:
        place = f"{REGION}:{ACCOUNT}"
        yield Need(action=action, arn=f"arn:aws:bedrock:{place}:inference-profile/{model}")
        for region in ROUTED[route]:
            yield Need(action=action, arn=f"arn:aws:bedrock:{region}::foundation-model/{base}")
    else:
        yield Need(action=action, arn=f"arn:aws:bedrock:{REGION}::foundation-model/{model}")
    guardrail = call.parameters.get("guardrailConfig")
    if guardrail:
        arn = f"arn:aws:bedrock:{REGION}:{ACCOUNT}:guardrail/{guardrail['guardrailIdentifier']}"
        yield Need(action="bedrock:ApplyGuardrail", arn=arn)


def _s3vectors(needs: Needs, call: Call) -> Iterator[Need]:
    given = call.parameters
    arn = f"arn:aws:s3vectors:{REGION}:{ACCOUNT}:bucket/{given['vectorBucketName']}"
    if "indexName" in given:
        arn += f"/index/{given['indexName']}"
    yield Need(action=f"s3vectors:{call.operation}", arn=arn)
    if call.operation == "QueryVectors" and (
        given.get("returnMetadata") or "filter" in given or "queryTexts" in given
    ):
        yield Need(action="s3vectors:GetVectors", arn=arn)
    if call.operation in _ON_VECTORS:
        yield from needs.key("s3vectors", given["vectorBucketName"], "Decrypt")


_ON_VECTORS = {"PutVectors", "GetVectors", "QueryVectors", "DeleteVectors", "ListVectors"}
"""Which open the bucket's key (S3 user guide, data protection and encryption in S3 Vectors)."""


_BY_SERVICE: Mapping[str, Callable[[Needs, Call], Iterator[Need]]] = {
    "bedrock-runtime": _bedrock,
    "connect": _connect,
    "dynamodb": _dynamodb,
    "s3": _s3,
    "s3vectors": _s3vectors,
    "scheduler": _scheduler,
    "sns": _sns,
    "sqs": _sqs,
}
