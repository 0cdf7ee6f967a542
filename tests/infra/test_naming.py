"""Names and tags."""

import pytest

from infra.deployment import Deployment
from infra.naming import BUCKET, InvalidNameError, fit
from infra.tags import REQUIRED, tag_list

DEPLOYMENT = Deployment(
    project="saltware-contact-center", stack="dev", region="ap-northeast-2", account="123456789012"
)


def test_a_short_name_stays_as_it_is() -> None:
    assert fit("saltware-answer", 64) == "saltware-answer"


def test_a_long_name_is_cut_and_told_apart_by_a_hash() -> None:
    one, other = fit("a" * 70, 64), fit("a" * 71, 64)
    assert len(one) == len(other) == 64
    assert one != other


def test_a_cut_name_does_not_get_two_hyphens_in_a_row() -> None:
    assert "--" not in fit(f"{'a' * 10}-{'b' * 30}", 20)


@pytest.mark.parametrize("name", ["상담원", "two words", "", "a*"])
def test_names_that_no_service_takes_are_refused(name: str) -> None:
    with pytest.raises(InvalidNameError, match="may hold only ASCII letters"):
        fit(name, 64)


def test_a_global_name_ends_with_the_account() -> None:
    name = DEPLOYMENT.global_name("documents", limit=BUCKET)
    assert name == "saltware-contact-center-dev-documents-123456789012"


def test_the_longest_stack_name_still_gives_a_bucket_name() -> None:
    deployment = Deployment(
        project="saltware-contact-center",
        stack="s" * 100,
        region="ap-northeast-2",
        account="123456789012",
    )
    assert len(deployment.global_name("documents", limit=BUCKET)) == BUCKET


def test_tags_say_whose_and_what_for() -> None:
    tags = DEPLOYMENT.tags("assistant")
    assert set(tags) == set(REQUIRED)
    assert tags["Component"] == "assistant"


def test_a_list_of_tags_does_not_depend_on_their_order() -> None:
    listed = tag_list({"Stack": "dev", "Component": "films"})
    assert listed == tag_list({"Component": "films", "Stack": "dev"})
    assert listed == [
        {"Key": "Component", "Value": "films"},
        {"Key": "Stack", "Value": "dev"},
    ]


def test_an_arn_names_region_and_account() -> None:
    assert DEPLOYMENT.arn("sqs", "ingest") == "arn:aws:sqs:ap-northeast-2:123456789012:ingest"
