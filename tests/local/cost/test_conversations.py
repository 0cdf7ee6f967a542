"""Numbers, calls back at once, analysis and recordings: what several resources say together."""

from collections.abc import Sequence
from typing import Any

import pytest

from local.cost.bill import bill
from local.cost.conversations import KeptForeverError, conversation_uses
from local.cost.prices import price_table
from local.cost.volume import PLANS
from tests.local.cost.declared import Resource, flow, resource, table, volume

RECORDS = {
    "RecordingBehavior": {
        "RecordedParticipants": ["Agent", "Customer"],
        "IVRRecordingBehavior": "Enabled",
    }
}
PEOPLE_ONLY = {"RecordingBehavior": {"RecordedParticipants": ["Agent", "Customer"]}}
ANALYSES = {**RECORDS, "AnalyticsBehavior": {"Enabled": "True", "AnalyticsLanguage": "ko-KR"}}

ATTACHED = resource("connect/phoneNumberContactFlowAssociation:PhoneNumberContactFlowAssociation")
CLAIMED = resource("connect/phoneNumber:PhoneNumber")
CALLS_BACK = flow("CreateCallbackContact", {})
DUE = resource(
    "lambda/function:Function",
    "callback-due",
    environment={"variables": {"OUTBOUND": "voice"}},
)


def setting(parameters: dict[str, Any]) -> Resource:
    return flow("UpdateContactRecordingBehavior", parameters)


def kept(days: int | None, **rule: Any) -> list[Resource]:
    """A place for recordings, and how long they stay there."""
    expiration = {} if days is None else {"expiration": {"days": days}}
    forget = {"status": "Enabled", "filter": {"prefix": ""}, **expiration, **rule}
    return [
        resource(
            "connect/instanceStorageConfig:InstanceStorageConfig",
            resourceType="CALL_RECORDINGS",
            storageConfig={"s3Config": {"bucketName": "bucket", "bucketPrefix": "calls"}},
        ),
        resource(
            "s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
            bucket="bucket",
            rules=[{"status": "Enabled", "filter": {"prefix": ""}}, forget],
        ),
    ]


def quantities(resources: Sequence[Resource], **how: Any) -> dict[str, float]:
    found: dict[str, float] = {}
    for use in conversation_uses(resources, volume(**how)):
        found[use.price] = found.get(use.price, 0.0) + use.quantity
    return found


@pytest.mark.parametrize("resources", [[ATTACHED], [CLAIMED], [CLAIMED, ATTACHED]])
def test_a_number_costs_by_the_day_claimed_or_there_already(resources: list[Resource]) -> None:
    assert quantities(resources, calls=0) == {"number": pytest.approx(730 / 24)}


def test_a_stack_without_a_number_pays_for_none_and_calls_nobody_back() -> None:
    assert quantities([CALLS_BACK]) == {}


def test_callers_are_called_back_at_once_where_there_is_a_number() -> None:
    found = quantities([CALLS_BACK, ATTACHED])
    # 20 of 1,000 callers: four minutes of talking each, and one without an answer.
    assert found["outbound"] == found["connect-voice"] == pytest.approx(100)
    assert "connect-voice-basic" in quantities([CALLS_BACK, ATTACHED], plan="basic")
    assert "outbound" not in quantities([ATTACHED])


def test_the_basic_plan_bills_analysis_of_people_only_where_flows_switch_it_on() -> None:
    resources = [*kept(30), ATTACHED, CALLS_BACK, DUE]
    assert "contact-lens" not in quantities([*resources, setting(RECORDS)], plan="basic")
    # 250 callers go on to people, 20 are called back at once, 24 at the time that they booked.
    found = quantities([*resources, setting(ANALYSES)], plan="basic")
    assert found["contact-lens"] == pytest.approx(4 * (250 + 20 + 24))


def test_the_other_plan_has_analysis_in_its_minutes() -> None:
    assert "contact-lens" not in quantities([*kept(30), setting(ANALYSES)])


def test_recordings_are_kept_by_the_minute_and_as_long_as_the_bucket_says() -> None:
    gigabytes = 4000 * 1.92 / 1e3  # 3,000 minutes with the assistant, 1,000 with people
    for days in (7, 365):
        found = quantities([*kept(days), setting(RECORDS)])
        assert found["recording-storage"] == pytest.approx(gigabytes * days / (730 / 24))
    assert found["s3-write"] == pytest.approx(5)


def test_the_automated_part_is_kept_only_where_it_is_recorded() -> None:
    whole = quantities([*kept(30), setting(RECORDS)])["recording-storage"]
    people = quantities([*kept(30), setting(PEOPLE_ONLY)])["recording-storage"]
    assert people == pytest.approx(whole / 4)
    assert quantities(kept(30)) == {}
    assert quantities([setting(RECORDS)]) == {}


def test_calls_back_are_recorded_too() -> None:
    before = quantities([*kept(30), setting(PEOPLE_ONLY)])["recording-storage"]
    after = quantities([*kept(30), setting(PEOPLE_ONLY), DUE])["recording-storage"]
    assert after / before == pytest.approx((250 + 24) / 250)


@pytest.mark.parametrize(
    "place",
    [
        kept(None),
        kept(30, status="Disabled"),
        kept(30, filter={"prefix": "reports/"}),
    ],
    ids=["no day", "switched off", "of something else"],
)
def test_recordings_that_nobody_deletes_have_no_monthly_sum(place: list[Resource]) -> None:
    with pytest.raises(KeptForeverError, match="bucket are never deleted"):
        quantities([*place, setting(RECORDS)])


def test_the_bill_has_these_lines() -> None:
    made = bill([*kept(30), setting(RECORDS), ATTACHED], volume(), table())
    lines = {line.price.key: line.by_call for line in made.lines}
    assert lines == {"number": False, "recording-storage": True, "s3-write": True}


@pytest.mark.parametrize("plan", PLANS)
def test_every_price_that_is_used_is_in_the_table(plan: str) -> None:
    resources = [*kept(30), setting(ANALYSES), ATTACHED, CALLS_BACK, DUE]
    assert set(quantities(resources, plan=plan)) <= set(price_table().prices)
