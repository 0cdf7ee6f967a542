"""What nobody deletes by accident, and what must not stand in anybody's way."""

import pytest

from tests.infra.engine import Recording, short

PROTECTED_IN_PROD = {
    ("s3/Bucket", "documents"),
    ("s3/Bucket", "index"),
    ("s3/Bucket", "recordings"),
    ("kms/Key", "data"),
    ("dynamodb/Table", "callbacks"),
    ("dynamodb/Table", "contacts"),
    ("dynamodb/Table", "customers"),
    ("connect/Instance", "instance"),
    ("scheduler/ScheduleGroup", "callback-schedules"),
}


OPTIONAL_AND_PROTECTED = {
    ("connect/PhoneNumber", "main-number"),
    ("s3/VectorsVectorBucket", "vectors"),
}

FORGOTTEN_WITHIN_A_DAY = "pin-tries"
"""A table of counts: it comes and goes with `callerVerification`, and must not stop an update."""


def test_prod_with_everything_on_protects_what_is_optional_too(everything: Recording) -> None:
    protected = {(short(each.type), each.name) for each in everything.custom() if each.protect}
    assert protected == PROTECTED_IN_PROD | OPTIONAL_AND_PROTECTED
    retained = {each.name for each in everything.custom() if each.retained}
    assert {"main-number", "vectors"} <= retained
    assert FORGOTTEN_WITHIN_A_DAY in {each.name for each in everything.of("dynamodb/Table")}
    assert FORGOTTEN_WITHIN_A_DAY not in retained


def test_prod_refuses_to_delete_what_can_not_be_made_again(prod: Recording) -> None:
    protected = {(short(each.type), each.name) for each in prod.custom() if each.protect}
    assert protected == PROTECTED_IN_PROD
    assert prod.inputs("dynamodb/Table", "contacts")["deletionProtectionEnabled"] is True
    assert all(bucket.retained for bucket in prod.of("s3/Bucket"))
    assert not any(bucket.inputs["forceDestroy"] for bucket in prod.of("s3/Bucket"))


@pytest.mark.parametrize("stack", ["dev", "staging"])
def test_other_stacks_leave_nothing_behind(recordings: dict[str, Recording], stack: str) -> None:
    recording = recordings[stack]
    assert not any(each.protect or each.retained for each in recording.custom())
    assert all(bucket.inputs["forceDestroy"] for bucket in recording.of("s3/Bucket"))
