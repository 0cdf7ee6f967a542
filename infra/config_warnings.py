"""What is odd about a stack's configuration, and allowed all the same.

Whoever deploys is told; what is deployed depends on none of it.
"""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pulumi

from infra.config import LAMBDA, StackConfig
from infra.config_watch import ESSENTIAL, WatchConfig
from infra.holidays import unknown_holidays
from infra.monitoring.reach import has_address


def warned(config: StackConfig) -> StackConfig:
    """The same configuration, once whoever deploys has been told what is odd about it today."""
    today = datetime.now(ZoneInfo(config.time_zone)).date()
    for told in oddities(config, today):
        pulumi.log.warn(told)
    return config


def oddities(config: StackConfig, today: date) -> Iterator[str]:
    """A sentence for each."""
    if config.counts_holidays and (told := unknown_holidays(config.holidays_from, today)):
        yield told
    if config.contact_rules and all(person.role != "supervisor" for person in config.users):
        yield (
            "`contactRules` mails supervisors, and there is none among `users`: nobody is told who "
            "waits long or is unhappy"
        )
    reserved, calls = config.answers.answer_concurrency, config.watching.concurrent_calls
    if 0 < 2 * reserved < calls:
        yield (
            f"`answerConcurrency` is {reserved}, and also the most that are answered at once: of "
            f"{calls} `concurrentCalls`, more than half would hear that no answer can be given"
        )
    if config.function_target == LAMBDA:
        yield from _unread_mails(config.watching)


def _unread_mails(watching: WatchConfig) -> Iterator[str]:
    if watching.watch != ESSENTIAL and not watching.alert_emails:
        yield "`alertEmails` is empty: no alarm is mailed to anybody"
    if not has_address(watching):
        yield (
            f"alarms end with {watching.runbooks!r}, which nobody can open from a mail: set "
            "`runbooks` to the address of docs/operations/alarms.ko.md"
        )
