"""Booked calls: offered, booked, scheduled, cancelled, delivered. Nobody is called."""

from datetime import UTC, datetime, timedelta

from ai.operations.callbacks.booking import Booking, DueKind
from ai.operations.callbacks.schedules import Schedules, ScheduleTarget
from tests.live.account import Account
from tests.live.test_functions import PERSON, asked_by_a_flow, invoke


def ask(account: Account, action: str, **parameters: str) -> dict[str, str]:
    """The function `callback`, as a flow asks it."""
    asked = asked_by_a_flow(
        f"live-{account.run}-callback", language="ko", number=PERSON, action=action, **parameters
    )
    told = invoke(account, f"{account.output('callback_function')}:live", asked)
    return {str(key): str(value) for key, value in told.items()}


def schedules(account: Account) -> set[str]:
    """Names of the schedules of booked calls."""
    pages = (
        account.client("scheduler")
        .get_paginator("list_schedules")
        .paginate(GroupName=account.output("callback_schedule_group"), NamePrefix="booking-")
    )
    return {each["Name"] for page in pages for each in page["Schedules"]}


def test_a_call_is_offered_booked_scheduled_and_cancelled(account: Account) -> None:
    """Costs: nothing to speak of. Leaves: a cancelled booking without a number in the table, until
    DynamoDB forgets it a week later. Fails while no hour of `callbackDays` is free.
    """
    before = schedules(account)
    days = ask(account, "days")
    assert days["callback_status"] == "offered", days
    times = ask(account, "times", choice=days["choice_1"], page="1")
    assert times["callback_status"] == "offered", times
    try:
        # The last of them: it is an hour away at least, and cancelled in seconds.
        booked = ask(account, "book", choice=times[f"choice_{times['choices']}"], queue="agent")
        assert booked["callback_status"] in {"booked", "moved"}, booked
        assert schedules(account) - before, "nothing will bring the call about"
    finally:
        cancelled = ask(account, "cancel")
    assert cancelled["callback_status"] == "cancelled"
    assert schedules(account) == before


def target(account: Account) -> ScheduleTarget:
    """What the function `callback` gives its schedules."""
    found = account.client("lambda").get_function_configuration(
        FunctionName=account.output("callback_function"), Qualifier="live"
    )
    told = found["Environment"]["Variables"]
    return ScheduleTarget(
        group=told["SCHEDULE_GROUP"],
        queue_arn=told["CALLBACKS_DUE_ARN"],
        role_arn=told["SCHEDULE_ROLE_ARN"],
        dead_letter_arn=told["SCHEDULE_DEAD_LETTER_ARN"],
        key_arn=told["SCHEDULE_KEY_ARN"],
    )


def test_what_is_due_reaches_the_function_that_calls(account: Account) -> None:
    """Costs: nothing. Leaves: nothing; the schedule deletes itself. It is for a booking that does
    not exist, so that the function ignores it. Needs iam:PassRole for the schedules' role, as the
    function has it.
    """
    soon = datetime.now(UTC) + timedelta(seconds=75)
    nobody = Booking(id=f"live-{account.run}", at=soon + timedelta(minutes=5))
    started = int(datetime.now(UTC).timestamp() * 1000)
    schedules = Schedules(account.client("scheduler"), target(account))
    schedules.add(nobody, DueKind.REMIND, 1, soon)
    try:

        def ignored() -> list[str]:
            found = account.client("logs").filter_log_events(
                logGroupName=f"/aws/lambda/{account.name('lambda/Function', 'callback-due')}",
                startTime=started,
                filterPattern=f'"{nobody.id}"',
            )["events"]
            return [each["message"] for each in found if "ignored" in each["message"]]

        account.until(ignored, seconds=300, every=10, what="it did not reach the function")
    finally:
        schedules.remove(nobody, DueKind.REMIND, 1)


def test_every_schedule_is_on_and_the_group_is_there(account: Account) -> None:
    """Costs: nothing. Leaves: nothing."""
    scheduler = account.client("scheduler")
    for declared in account.declared.of("scheduler/Schedule"):
        found = scheduler.get_schedule(Name=declared.inputs["name"])
        assert found["State"] == "ENABLED", declared.name
        assert found["Target"]["DeadLetterConfig"]["Arn"], declared.name
    group = scheduler.get_schedule_group(Name=account.output("callback_schedule_group"))
    assert group["State"] == "ACTIVE"
