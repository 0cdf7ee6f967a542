"""What the stack tells people, other stacks and the command line."""

from typing import Any, Final

from infra.assistant.assistant import Assistant
from infra.chat_api import ChatApi
from infra.connect.contact_center import ContactCenter
from infra.connect.flows import CallFlows
from infra.monitoring.monitoring import Monitoring
from infra.operations.operations import Operations

_ALWAYS: Final = (
    "문서를 `documents_bucket`에 올리세요. 몇 분 뒤부터 답변에 나옵니다(docs/documents.md).",
    (
        "상담원은 `agent_workspace_url`에 처음 들어갈 때 '비밀번호 찾기'를 누릅니다"
        "(docs/operations/first-login.ko.md)."
    ),
)


def stack_exports(
    center: ContactCenter,
    assistant: Assistant,
    operations: Operations,
    flows: CallFlows,
    monitoring: Monitoring,
    chat: ChatApi | None,
) -> dict[str, Any]:
    """Every export by its name."""
    return {
        **_center_exports(center, flows),
        **_assistant_exports(assistant),
        **_operations_exports(operations),
        **_chat_exports(chat),
        "next_steps": [center.telephone.next_steps, *monitoring.next_steps, *_ALWAYS],
        "alerts_topic_arn": monitoring.topic.arn,
        "dashboard_url": monitoring.dashboard_url,
    }


def _center_exports(center: ContactCenter, flows: CallFlows) -> dict[str, Any]:
    return {
        "agent_workspace_url": center.instance.agent_workspace_url,
        "connect_admin_url": center.instance.admin_url,
        "connect_instance_id": center.instance.id,
        "connect_instance_arn": center.instance.arn,
        "queue_arns": dict(center.routing.queue_arns),
        "recordings_bucket": center.storage.recordings.name,
        "main_flow_arn": flows.arns["main"],
        "chat_flow_arn": flows.arns["chat"],
        "flow_arns": dict(flows.arns),
        "view_arns": dict(flows.view_arns),
    }


def _assistant_exports(assistant: Assistant) -> dict[str, Any]:
    return {
        "documents_bucket": assistant.documents.documents.name,
        "index_bucket": assistant.documents.index.name,
        "contacts_table": assistant.contacts.name,
        "answer_function": assistant.answer.name,
        "answer_function_alias_arn": assistant.answer.alias_arn,
        "ingest_function": assistant.ingest.name,
        "ingest_queue_url": assistant.queue.url,
        "ingest_dead_letter_queue_url": assistant.queue.dead_letter_url,
        "index_reports_topic_arn": assistant.reports.arn,
        "inquiry_bot_alias_arn": assistant.bot.alias_arn,
    }


def _operations_exports(operations: Operations) -> dict[str, Any]:
    callbacks, records = operations.callbacks, operations.records
    return {
        "gap_report_function": operations.gaps.name,
        "operations_dead_letter_queue_url": operations.dead_letter.url,
        "callbacks_table": callbacks.table_name,
        "callbacks_due_queue_url": callbacks.due.url,
        "callbacks_dead_letter_queue_url": callbacks.due.dead_letter_url,
        "callback_schedule_group": callbacks.schedules.group,
        "callback_function": callbacks.function.name,
        "contact_records_function": records.function.name,
        "contact_records_queue_url": records.queue.url,
        "contact_records_dead_letter_queue_url": records.queue.dead_letter_url,
        "customers_table": operations.customers.name,
        "customer_function": operations.customer.name,
        "customer_function_alias_arn": operations.customer.alias_arn,
    }


def _chat_exports(chat: ChatApi | None) -> dict[str, Any]:
    if chat is None:
        return {}
    return {
        "chat_api_url": chat.url,
        "chat_api_invoke_arn": chat.invoke_arn,
        "chat_function": chat.function.name,
    }
