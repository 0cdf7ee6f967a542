"""`__main__.py`: short, complete, and only where it may run."""

import pytest

from flows.catalog import FLOWS
from flows.guide import VIEWS
from infra.config_reader import ConfigError
from infra.connect.queues import QUEUES
from tests.infra import engine
from tests.infra.engine import Recording
from tests.infra.outputs import ACCOUNT

EXPORTS = {
    "agent_workspace_url",
    "alerts_topic_arn",
    "answer_function",
    "answer_function_alias_arn",
    "callback_function",
    "callback_schedule_group",
    "callbacks_dead_letter_queue_url",
    "callbacks_due_queue_url",
    "callbacks_table",
    "chat_api_invoke_arn",
    "chat_api_url",
    "chat_flow_arn",
    "chat_function",
    "connect_admin_url",
    "connect_instance_arn",
    "connect_instance_id",
    "contact_records_dead_letter_queue_url",
    "contact_records_function",
    "contact_records_queue_url",
    "contacts_table",
    "customer_function",
    "customer_function_alias_arn",
    "customers_table",
    "dashboard_url",
    "documents_bucket",
    "flow_arns",
    "gap_report_function",
    "index_bucket",
    "index_reports_topic_arn",
    "ingest_dead_letter_queue_url",
    "ingest_function",
    "ingest_queue_url",
    "inquiry_bot_alias_arn",
    "main_flow_arn",
    "next_steps",
    "operations_dead_letter_queue_url",
    "queue_arns",
    "recordings_bucket",
    "view_arns",
}


def test_the_program_has_at_most_sixty_lines() -> None:
    lines = (engine.ROOT / "__main__.py").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 60


def test_every_export_is_there_and_has_a_value(recording: Recording) -> None:
    assert set(recording.exports) == EXPORTS
    assert all(recording.exports.values())
    assert set(recording.exports["flow_arns"]) == set(FLOWS)
    assert set(recording.exports["view_arns"]) == set(VIEWS)
    assert set(recording.exports["queue_arns"]) == set(QUEUES)


def test_people_find_their_way_from_the_exports(prod: Recording) -> None:
    assert prod.exports["agent_workspace_url"] == (
        "https://saltware-contact.my.connect.aws/agent-app-v2/"
    )
    assert prod.exports["connect_admin_url"] == "https://saltware-contact.my.connect.aws/home"
    assert prod.exports["dashboard_url"].endswith(
        "region=ap-northeast-2#dashboards/dashboard/Saltware-Contact-Center-Dashboard"
    )


def test_the_local_stack_refuses_the_pulumi_cli_in_one_sentence() -> None:
    with pytest.raises(ConfigError) as refusal:
        engine.run_main("local")
    assert str(refusal.value) == (
        "stack 'local' is deployed with `callcenter up`, not with the Pulumi CLI"
    )


def test_the_local_stack_runs_when_callcenter_deploys_it() -> None:
    values = {
        f"{engine.PROJECT}:deployedBy": "pulumi",
        f"{engine.PROJECT}:functionTarget": "build-host",
    }
    recording = engine.run_main("local", values)
    assert set(recording.exports) == EXPORTS


def test_stacks_differ_in_configuration_only(recordings: dict[str, Recording]) -> None:
    def shape(recording: Recording) -> list[tuple[str, str]]:
        return sorted((each.type, each.name) for each in recording.custom())

    mails = {
        f"{engine.PROJECT}:alertEmails": '["shift@example.com"]',
        f"{engine.PROJECT}:reportEmails": '["product@example.com"]',
        f"{engine.PROJECT}:watch": "full",
    }
    dev, staging = (engine.run_main(stack, mails) for stack in ("dev", "staging"))
    assert shape(dev) == shape(staging) == shape(recordings["prod"])


def test_no_two_stacks_share_a_name_that_must_be_unique(
    recordings: dict[str, Recording],
) -> None:
    for kind, key in (
        ("connect/Instance", "instanceAlias"),
        ("cloudwatch/Dashboard", "dashboardName"),
    ):
        names = [recording.of(kind)[0].inputs[key] for recording in recordings.values()]
        assert len(set(names)) == len(names)


def test_nothing_is_looked_up_but_the_account(recording: Recording) -> None:
    documents = recording.inputs("s3/Bucket", "documents")["bucket"]
    assert documents.endswith(f"-documents-{ACCOUNT}")
