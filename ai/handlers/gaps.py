"""Entry point of the gap report: every morning, what was not answered the day before."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any, Final

from ai.clients import ReportClients
from ai.logs import configure, log_failure
from ai.operations.contact_records.day import ContactDay, ContactDaySource
from ai.operations.gap_index import KOREA
from ai.operations.gap_report import GapReport
from ai.operations.gap_source import GapSource
from ai.operations.gaps import Gap, grouped
from ai.operations.settings import GapSettings

log = logging.getLogger(__name__)

PREFIX: Final = "gaps/"


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Where a report comes from and goes to. `put` takes key, content type and text."""

    read: Callable[[date], tuple[Gap, ...]]
    contacts: Callable[[date], ContactDay]
    put: Callable[[str, str, str], None]
    mail: Callable[[str, str], None]
    stack: str
    now: Callable[[], datetime] = lambda: datetime.now(UTC)


def handler(event: Mapping[str, Any], _context: object = None) -> dict[str, Any]:
    """Report yesterday in Korea, or `{"day": "2026-11-21"}`. Running it again does no harm."""
    return report(event, _desk())


def report(event: Mapping[str, Any], desk: Desk) -> dict[str, Any]:
    """Write the day's report, and mail it where there is anything to tell.

    The mail comes last: when it fails, the run fails and is tried again from the beginning.
    """
    day = _day(event, desk.now())
    try:
        made = GapReport(day=day, groups=grouped(desk.read(day)), contacts=desk.contacts(day))
        key = f"{PREFIX}{day.isoformat()}.md"
        desk.put(f"{PREFIX}{day.isoformat()}.json", "application/json", made.to_json())
        desk.put(key, "text/markdown; charset=utf-8", made.to_markdown())
        if made.groups:
            desk.mail(made.subject(desk.stack), made.mail(key))
    except Exception as error:
        log_failure(log, "gap_report_failed", error, day=day.isoformat())
        raise
    told = {"day": day.isoformat(), "groups": len(made.groups), "turns": made.turns}
    log.info("gap_report", extra={"event": "gap_report", **told})
    return told


def _day(event: Mapping[str, Any], now: datetime) -> date:
    given = event.get("day")
    if given:
        return date.fromisoformat(str(given))
    return now.astimezone(KOREA).date() - timedelta(days=1)


@cache
def _desk() -> Desk:
    settings = GapSettings.from_env()
    configure(settings.log_level)
    clients = ReportClients(settings.region)

    def put(key: str, content_type: str, text: str) -> None:
        clients.s3.put_object(
            Bucket=settings.index_bucket, Key=key, Body=text.encode(), ContentType=content_type
        )

    def mail(subject: str, text: str) -> None:
        clients.sns.publish(TopicArn=settings.report_topic_arn, Subject=subject, Message=text)

    source = GapSource(clients.dynamodb, settings.contacts_table)
    contacts = ContactDaySource(clients.dynamodb, settings.contacts_table)
    return Desk(read=source.of, contacts=contacts.of, put=put, mail=mail, stack=settings.stack)
