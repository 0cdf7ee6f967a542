"""From an upload to the function: what the emulator does not enforce, but AWS does."""

import json
from typing import Any

from tests.infra.engine import Recording


def policy_statements(recording: Recording, name: str) -> dict[str, dict[str, Any]]:
    policy = json.loads(recording.inputs("sqs/QueuePolicy", name)["policy"])
    return {statement["Sid"]: statement for statement in policy["Statement"]}


def test_a_message_stays_hidden_six_times_as_long_as_the_function_may_run(
    recording: Recording,
) -> None:
    queue = recording.inputs("sqs/Queue", "ingest")
    function = recording.inputs("lambda/Function", "ingest")
    assert queue["visibilityTimeoutSeconds"] >= 6 * function["timeout"]


def test_what_fails_three_times_waits_two_weeks_in_the_dead_letter_queue(
    recording: Recording,
) -> None:
    redrive = json.loads(recording.inputs("sqs/Queue", "ingest")["redrivePolicy"])
    dead_letter = recording.inputs("sqs/Queue", "ingest-dead-letter")
    assert redrive["maxReceiveCount"] == 3
    assert redrive["deadLetterTargetArn"].endswith(f":{dead_letter['name']}")
    assert dead_letter["messageRetentionSeconds"] == 14 * 24 * 3600


def test_only_the_ingest_queue_may_use_the_dead_letter_queue(recording: Recording) -> None:
    allowance = json.loads(
        recording.inputs("sqs/RedriveAllowPolicy", "ingest-redrive")["redriveAllowPolicy"]
    )
    queue = recording.inputs("sqs/Queue", "ingest")["name"]
    assert allowance["redrivePermission"] == "byQueue"
    assert [arn.rpartition(":")[2] for arn in allowance["sourceQueueArns"]] == [queue]


def test_only_the_documents_bucket_of_this_account_may_send(recording: Recording) -> None:
    statement = policy_statements(recording, "ingest-policy")["DocumentsBucketSends"]
    assert statement["Principal"] == {"Service": "s3.amazonaws.com"}
    assert statement["Action"] == "sqs:SendMessage"
    assert statement["Condition"] == {
        "ArnEquals": {"aws:SourceArn": f"arn:aws:s3:::{recording.exports['documents_bucket']}"},
        "StringEquals": {"aws:SourceAccount": "123456789012"},
    }


def test_uploads_and_removals_are_told_once_the_queue_takes_them(recording: Recording) -> None:
    notification = recording.one("s3/BucketNotification", "ingest-events")
    [queue] = notification.inputs["queues"]
    assert queue["events"] == ["s3:ObjectCreated:*", "s3:ObjectRemoved:*"]
    assert recording.one("sqs/QueuePolicy", "ingest-policy").urn in notification.depends_on


def test_the_function_reads_batches_and_gives_back_only_what_failed(recording: Recording) -> None:
    mapping = recording.inputs("lambda/EventSourceMapping", "ingest-events")
    assert mapping["batchSize"] == 10
    assert mapping["maximumBatchingWindowInSeconds"] == 1
    assert mapping["functionResponseTypes"] == ["ReportBatchItemFailures"]
    assert mapping["functionName"].endswith(":live")
    assert mapping["scalingConfig"] == {"maximumConcurrency": 2}


def test_failed_direct_invocations_are_kept_too(recording: Recording) -> None:
    target = recording.inputs("lambda/Function", "ingest")["deadLetterConfig"]["targetArn"]
    assert target.endswith("-ingest-dead-letter")


def role_statements(recording: Recording) -> dict[str, dict[str, Any]]:
    policy = json.loads(recording.inputs("iam/RolePolicy", "ingest-policy")["policy"])
    return {statement["Sid"]: statement for statement in policy["Statement"]}


def test_a_builder_deletes_old_snapshots_and_its_own_leftovers_only(recording: Recording) -> None:
    bucket = f"arn:aws:s3:::{recording.exports['index_bucket']}"
    deleting = [
        statement
        for statement in role_statements(recording).values()
        if "s3:DeleteObject" in statement["Action"]
    ]
    assert [statement["Resource"] for statement in deleting] == [
        [f"{bucket}/snapshots/*", f"{bucket}/parts/*"]
    ]


def test_a_builder_may_ask_its_own_queue_for_another_run(recording: Recording) -> None:
    statement = role_statements(recording)["ContinueBuild"]
    assert statement["Action"] == ["sqs:SendMessage"]
    [resource] = statement["Resource"]
    assert resource.rpartition(":")[2] == recording.inputs("sqs/Queue", "ingest")["name"]
    environment = recording.inputs("lambda/Function", "ingest")["environment"]["variables"]
    assert environment["INGEST_QUEUE_URL"] == recording.exports["ingest_queue_url"]


def test_the_gate_is_told_in_shares(recording: Recording) -> None:
    environment = recording.inputs("lambda/Function", "ingest")["environment"]["variables"]
    assert (environment["GATE_FLOOR"], environment["GATE_REGRESSION"]) == ("0.6", "0.02")
    assert environment["SNAPSHOTS_KEPT"] == "10"
    assert float(environment["EMBEDDINGS_PER_SECOND"]) > 0
