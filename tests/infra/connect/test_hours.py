"""Opening hours as Connect gets them."""

import dataclasses
import json
from typing import Any

import pytest

from infra.config_reader import ConfigError
from infra.connect.hours import HOURS_TYPE, HoursArgs, content_hash
from tests.infra.connect import center
from tests.infra.engine import Recording, Registered


@pytest.fixture(scope="module")
def office() -> Recording:
    return center.record({**center.OFFICE, "closedDays": '["2026-12-31"]'})


def made_with_closed_days(recording: Recording) -> Registered:
    [hours] = [
        each
        for each in recording.of("cloudcontrol/Resource")
        if each.inputs["typeName"] == HOURS_TYPE
    ]
    return hours


def state(recording: Recording) -> dict[str, Any]:
    return json.loads(made_with_closed_days(recording).inputs["desiredState"])


def test_people_answer_around_the_clock_in_seoul_by_default(plain: Recording) -> None:
    hours = plain.inputs("connect/HoursOfOperation", "main-hours")
    midnight = {"hours": 0, "minutes": 0}
    assert hours["timeZone"] == "Asia/Seoul"
    assert len(hours["configs"]) == 7
    assert all(day["startTime"] == day["endTime"] == midnight for day in hours["configs"])


def test_who_answers_around_the_clock_answers_on_holidays(plain: Recording) -> None:
    kinds = [each.inputs["typeName"] for each in plain.of("cloudcontrol/Resource")]
    assert HOURS_TYPE not in kinds


def test_office_hours_without_closed_days_are_one_plain_resource() -> None:
    recording = center.record({**center.OFFICE, "holidays": "false"})
    configs = recording.inputs("connect/HoursOfOperation", "main-hours")["configs"]
    assert [day["day"] for day in configs][::4] == ["MONDAY", "FRIDAY"]
    assert configs[0]["endTime"] == {"hours": 18, "minutes": 0}


def test_nobody_answers_on_holidays_where_there_are_office_hours(office: Recording) -> None:
    assert not office.of("connect/HoursOfOperation")
    overrides = {one["EffectiveFrom"]: one for one in state(office)["HoursOfOperationOverrides"]}
    assert overrides["2026-09-24"] == {
        "OverrideName": "closed-2026-09-24",
        "OverrideDescription": "추석 전날, 추석, 추석 다음날",
        "EffectiveFrom": "2026-09-24",
        "EffectiveTill": "2026-09-26",
        "OverrideConfig": [],
    }
    assert overrides["2026-12-31"]["EffectiveTill"] == "2027-01-01"


def test_named_days_are_closed_also_around_the_clock() -> None:
    recording = center.record({"closedDays": '["2026-12-31"]'})
    [override] = state(recording)["HoursOfOperationOverrides"]
    assert override["EffectiveFrom"] == override["EffectiveTill"] == "2026-12-31"


def test_hours_with_closed_days_pass_cloudformations_schema(office: Recording) -> None:
    assert center.problems(HOURS_TYPE, state(office)) == []
    broken = {**state(office), "HoursOfOperationOverrides": [{"OverrideName": "closed"}]}
    assert center.problems(HOURS_TYPE, broken)


def test_other_hours_are_another_resource_that_queues_move_to(office: Recording) -> None:
    later = center.record({**center.OFFICE, "closedDays": '["2026-12-30"]'})
    before, after = made_with_closed_days(office), made_with_closed_days(later)
    assert before.name != after.name
    assert state(office)["Name"] != state(later)["Name"]
    assert not before.replaced_first
    for recording, hours in ((office, before), (later, after)):
        for queue in recording.of("connect/Queue"):
            assert queue.inputs["hoursOfOperationId"] == hours.name
            assert hours.urn in queue.depends_on


def test_the_name_of_hours_depends_on_when_somebody_is_there_and_on_nothing_else() -> None:
    config = center.configuration({**center.OFFICE})
    instance: Any = None
    args = HoursArgs(
        deployment=center.deployment(),
        component="connect",
        instance=instance,
        time_zone=config.time_zone,
        week=config.hours,
        closed=config.closed_spells(),
    )
    elsewhere = dataclasses.replace(args, deployment=center.deployment("other"))
    fewer = dataclasses.replace(args, closed=args.closed[1:])
    shorter = dataclasses.replace(args, week=args.week[:-1])
    assert content_hash(args) == content_hash(elsewhere)
    assert len({content_hash(each) for each in (args, fewer, shorter)}) == 3


def test_the_same_configuration_deploys_the_same_days_on_any_day(office: Recording) -> None:
    again = center.record({**center.OFFICE, "closedDays": '["2026-12-31"]'})
    assert state(office) == state(again)
    next_years = center.record({**center.OFFICE, "holidaysFrom": "2028"})
    days = [one["EffectiveFrom"] for one in state(next_years)["HoursOfOperationOverrides"]]
    assert {day[:4] for day in days} == {"2028", "2029"}


def test_holidays_that_are_over_are_deployed_all_the_same() -> None:
    recording = center.record({**center.OFFICE, "holidaysFrom": "2020"})
    days = [one["EffectiveFrom"] for one in state(recording)["HoursOfOperationOverrides"]]
    assert {day[:4] for day in days} == {"2020", "2021"}


def test_too_many_closed_days_are_a_fault_of_the_configuration() -> None:
    days = [f"2026-{month:02}-{day:02}" for month in range(1, 11) for day in range(1, 22, 4)]
    config = center.configuration({"closedDays": json.dumps(days)})
    with pytest.raises(ConfigError, match="saltware-contact-center:closedDays: 60 closed spells"):
        config.closed_spells()
