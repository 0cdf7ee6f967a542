"""Bedrock models and what invoking them touches."""

import pytest

from infra.models import answer_id, embedding_id, invoked_arns, parse_model

HERE = {"region": "ap-northeast-2", "account": "123456789012"}


def test_a_model_of_the_region_is_one_arn() -> None:
    assert invoked_arns("amazon.titan-embed-text-v2:0", **HERE) == (
        "arn:aws:bedrock:ap-northeast-2::foundation-model/amazon.titan-embed-text-v2:0",
    )


def test_a_global_profile_needs_profile_own_region_and_the_model_without_region() -> None:
    model = "anthropic.claude-haiku-4-5-20251001-v1:0"
    assert invoked_arns(f"global.{model}", **HERE) == (
        f"arn:aws:bedrock:ap-northeast-2:123456789012:inference-profile/global.{model}",
        f"arn:aws:bedrock:ap-northeast-2::foundation-model/{model}",
        f"arn:aws:bedrock:::foundation-model/{model}",
    )


def test_an_apac_profile_names_every_region_it_routes_to_once() -> None:
    arns = invoked_arns("apac.amazon.nova-lite-v1:0", **HERE)
    assert "arn:aws:bedrock:ap-northeast-1::foundation-model/amazon.nova-lite-v1:0" in arns
    assert len(arns) == len(set(arns)) == 9
    assert not any("*" in arn for arn in arns)


@pytest.mark.parametrize("text", ["claude", "us.anthropic.claude-v1:0", "eu.amazon.nova-v1:0"])
def test_ids_whose_regions_are_not_known_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        parse_model(text)


def test_an_id_is_kept_as_it_was_written() -> None:
    assert embedding_id("amazon.titan-embed-text-v2:0") == "amazon.titan-embed-text-v2:0"
    assert answer_id("apac.amazon.nova-lite-v1:0") == "apac.amazon.nova-lite-v1:0"
    with pytest.raises(ValueError, match="titan"):
        answer_id("titan")
