"""What the functions' environment switches on."""

from collections.abc import Iterable
from typing import Final

import pytest

from local.cost.answering import UnpricedModelError, build_uses, question_uses
from local.cost.prices import price_table
from local.cost.use import Use
from tests.local.cost.declared import ASSUMED, volume

HAIKU: Final = "global.anthropic.claude-haiku-4-5-20251001-v1:0"
TITAN: Final = "amazon.titan-embed-text-v2:0"


def summed(uses: Iterable[Use]) -> dict[str, float]:
    return {use.price: use.quantity for use in uses}


def asked(questions: float = 1000, **variables: str) -> dict[str, float]:
    return summed(question_uses(questions, variables, volume(), Use.call))


def built(**variables: str) -> dict[str, float]:
    return summed(build_uses(variables, volume()))


def test_nothing_is_billed_that_the_environment_does_not_name() -> None:
    assert asked() == {}
    assert built() == {}


def test_a_tenth_of_the_answers_is_written_twice_and_some_in_english_too() -> None:
    found = asked(ANSWER_MODEL=HAIKU)
    assert found["haiku-4-5-input"] == pytest.approx(1100 * 3000 / 1e6)
    assert found["haiku-4-5-output"] == pytest.approx(1100 * (180 + 0.05 * 180) / 1e6)
    assert asked(EMBEDDING_MODEL=TITAN) == {"titan-embed": pytest.approx(0.04)}


def test_a_guardrail_is_billed_by_the_text_of_each_draft() -> None:
    found = asked(GUARDRAIL_ID="abcdefgh1234", GUARDRAIL_VERSION="1")
    assert found == {"guardrail": pytest.approx(1100 * ASSUMED.guardrail_units / 1e3)}


def test_the_vectors_of_s3_are_kept_filled_and_asked() -> None:
    assert asked(INDEX_KIND="s3-vectors") == {"s3-vectors-query": pytest.approx(0.001)}
    assert built(INDEX_KIND="s3-vectors") == {
        "s3-vectors-storage": ASSUMED.vector_gb,
        "s3-vectors-put": ASSUMED.vector_put_gb,
    }


def test_the_index_is_read_at_each_question_and_read_and_written_at_each_build() -> None:
    assert asked(INDEX_BUCKET="index") == {"s3-read": pytest.approx(1)}
    assert built(INDEX_BUCKET="index") == {
        "s3-read": pytest.approx(10 * ASSUMED.build_reads / 1e3),
        "s3-write": pytest.approx(10 * ASSUMED.build_writes / 1e3),
    }


def test_turns_lie_in_the_table_as_long_as_the_function_says() -> None:
    short, long = (asked(CONTACT_TTL_DAYS=days)["dynamodb-storage"] for days in ("30", "90"))
    assert short == pytest.approx(1000 * ASSUMED.turn_kb / 1e6 * 30 / (730 / 24))
    assert long == pytest.approx(3 * short)


@pytest.mark.parametrize("model", ["anthropic.claude-9", "meta.llama"])
def test_a_model_without_a_price_is_named(model: str) -> None:
    with pytest.raises(UnpricedModelError, match=model):
        asked(ANSWER_MODEL=model)


def test_every_price_that_is_used_is_in_the_table() -> None:
    switched = {"INDEX_BUCKET": "i", "INDEX_KIND": "s3-vectors", "GUARDRAIL_ID": "g"}
    every = {**switched, "EMBEDDING_MODEL": TITAN, "ANSWER_MODEL": HAIKU, "CONTACT_TTL_DAYS": "30"}
    asked_for = summed(question_uses(1000, every, volume(), Use.call))
    built_with = summed(build_uses(every, volume()))
    assert set(asked_for) | set(built_with) <= set(price_table().prices)
