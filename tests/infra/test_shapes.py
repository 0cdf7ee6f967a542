"""What belongs to every resource of a kind, in every stack."""

from unittest import mock

import pytest

from infra import naming
from tests.infra import engine
from tests.infra.engine import Recording, short
from tests.infra.outputs import ACCOUNT, REGION
from tests.infra.policies import condition_values, matches, statements

COMPANIONS = {
    "s3/BucketVersioning": "versioning",
    "s3/BucketServerSideEncryptionConfiguration": "encryption",
    "s3/BucketLifecycleConfiguration": "lifecycle",
    "s3/BucketOwnershipControls": "ownership",
    "s3/BucketPublicAccessBlock": "public-access",
    "s3/BucketPolicy": "policy",
}

KEPT_IN_PROD = ("s3/Bucket", "s3/VectorsVectorBucket", "dynamodb/Table", "kms/Key")
"""What can not be made again. The instance and the number are protected by their own tests."""

LONGEST_CALL_SECONDS = 900
"""Lambda's limit."""


def test_every_bucket_has_all_that_makes_it_private(graph: Recording) -> None:
    for kind, part in COMPANIONS.items():
        assert {each.name for each in graph.of(kind)} == {
            f"{bucket.name}-{part}" for bucket in graph.of("s3/Bucket")
        }
    for access in graph.of("s3/BucketPublicAccessBlock"):
        assert [value for key, value in access.inputs.items() if key != "bucket"] == [True] * 4
    for versioning in graph.of("s3/BucketVersioning"):
        assert versioning.inputs["versioningConfiguration"] == {"status": "Enabled"}


def test_every_bucket_forgets_old_versions_and_broken_uploads(graph: Recording) -> None:
    for lifecycle in graph.of("s3/BucketLifecycleConfiguration"):
        rules = {rule["id"]: rule for rule in lifecycle.inputs["rules"]}
        assert {"old-versions", "broken-uploads"} <= set(rules), lifecycle.urn
        assert all(rule["status"] == "Enabled" for rule in rules.values())


def test_every_function_has_its_own_role_log_and_alias(graph: Recording) -> None:
    functions = graph.of("lambda/Function")
    assert len({each.inputs["role"] for each in functions}) == len(functions)
    logs = {each.inputs["name"] for each in graph.of("cloudwatch/LogGroup")}
    aliases = {each.inputs["functionName"] for each in graph.of("lambda/Alias")}
    for function in functions:
        name = function.inputs["name"]
        assert function.inputs["loggingConfig"]["logGroup"] == f"/aws/lambda/{name}"
        assert f"/aws/lambda/{name}" in logs
        assert name in aliases
        assert function.inputs["tracingConfig"] == {"mode": "Active"}
        assert 0 < function.inputs["timeout"] <= LONGEST_CALL_SECONDS


def test_every_log_group_forgets_when_the_stack_says(graphs: dict[str, Recording]) -> None:
    for stack, graph in graphs.items():
        days = int(engine.stack_values(stack)[f"{engine.PROJECT}:logRetentionDays"])
        kept = {each.inputs["retentionInDays"] for each in graph.of("cloudwatch/LogGroup")}
        assert kept == {days}


COUNTS_OF_A_DAY = {"pin-tries"}
"""Tables without backups: those would keep numbers for 35 days, and counts for nobody."""


def test_every_table_can_be_restored_and_is_paid_by_use(graph: Recording) -> None:
    for table in graph.of("dynamodb/Table"):
        restorable = table.name not in COUNTS_OF_A_DAY
        assert table.inputs["pointInTimeRecovery"] == {"enabled": restorable}, table.urn
        assert table.inputs["billingMode"] == "PAY_PER_REQUEST"


@pytest.mark.parametrize("kind", KEPT_IN_PROD)
def test_prod_keeps_what_can_not_be_made_again(
    graphs: dict[str, Recording], everything: Recording, kind: str
) -> None:
    for resource in [*graphs["prod"].of(kind), *everything.of(kind)]:
        assert resource.protect is resource.retained, resource.urn
        assert resource.protect is (resource.name not in COUNTS_OF_A_DAY), resource.urn
    for table in [*graphs["prod"].of("dynamodb/Table"), *everything.of("dynamodb/Table")]:
        assert table.inputs["deletionProtectionEnabled"] is table.protect
    for stack in ("dev", "staging", "local"):
        for resource in graphs[stack].of(kind):
            assert not resource.protect, resource.urn


def test_nothing_waits_for_itself(graph: Recording) -> None:
    by_urn = {each.urn: each for each in graph.resources}
    for resource in graph.resources:
        assert resource.urn not in resource.depends_on
        assert resource.depends_on <= set(by_urn), resource.urn


def test_names_tell_the_project_and_the_stack(graphs: dict[str, Recording]) -> None:
    """So that no two stacks of one account meet, and bills and logs can be read."""
    kinds = {
        "dynamodb/Table": "name",
        "iam/Role": "name",
        "lambda/Function": "name",
        "s3/Bucket": "bucket",
        "sns/Topic": "name",
        "sqs/Queue": "name",
    }
    for stack, graph in graphs.items():
        for kind, key in kinds.items():
            for resource in graph.of(kind):
                assert resource.inputs[key].startswith(f"{engine.PROJECT}-{stack}-"), resource.urn


LIMITS = {
    "lambda/Function": ("name", naming.FUNCTION),
    "iam/Role": ("name", naming.ROLE),
    "s3/Bucket": ("bucket", naming.BUCKET),
    "scheduler/Schedule": ("name", naming.SCHEDULE),
    "kinesis/FirehoseDeliveryStream": ("name", naming.FIREHOSE),
}


def test_a_long_stack_name_still_fits_everywhere() -> None:
    values = {f"{engine.PROJECT}:instanceAlias": "saltware-long"}
    with mock.patch.object(engine, "stack_values", return_value=values):
        graph = engine.run_main("a-stack-of-somebody-with-a-very-long-name")
    for kind, (key, limit) in LIMITS.items():
        names = [each.inputs[key] for each in graph.of(kind)]
        assert names
        assert all(len(name) <= limit for name in names)
        assert len(set(names)) == len(names)
    [logs] = [one for one in statements(graph.of("kms/Key")[0]) if "LogGroups" in one["Sid"]]
    patterns = condition_values(logs, "kms:EncryptionContext:aws:logs:arn")
    for group in graph.of("cloudwatch/LogGroup"):
        arn = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:{group.inputs['name']}"
        assert any(matches(pattern, arn) for pattern in patterns), group.inputs["name"]


def test_only_known_kinds_are_kept_when_the_stack_goes(graphs: dict[str, Recording]) -> None:
    retained = {short(each.type) for each in graphs["prod"].custom() if each.retained}
    assert set(KEPT_IN_PROD) - {"s3/VectorsVectorBucket"} <= retained
