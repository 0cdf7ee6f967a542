"""What questions and builds use besides processor: models, guardrail, and the index."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from local.cost.use import Use
from local.cost.volume import DAYS, Volume
from local.errors import CommandError

MODELS: Final[Mapping[str, str]] = {
    r"anthropic\.claude-haiku-4-5\b": "haiku-4-5",
    r"anthropic\.claude-haiku-5-5\b": "haiku-5-5",
    r"anthropic\.claude-sonnet-5-5\b": "sonnet-5-5",
    r"amazon\.nova-lite\b": "nova-lite",
    r"amazon\.titan-embed-text-v2\b": "titan-embed",
}
"""Prices by what the id of a model holds."""

SEARCHES: Final = "s3-vectors"
"""What `INDEX_KIND` says of an index that S3 Vectors searches."""

Using = Callable[[str, float], Use]


class UnpricedModelError(CommandError):
    """A model of which nobody has said what it costs."""


def model_price(model: str) -> str:
    """The key, or its beginning, under which a model's prices are."""
    for pattern, key in MODELS.items():
        if re.search(pattern, model):
            return key
    raise UnpricedModelError(
        f"nobody has said what the model {model} costs: local/cost/prices.toml and answering.py"
    )


def question_uses(
    questions: float, variables: Mapping[str, Any], volume: Volume, use: Using
) -> Iterator[Use]:
    """Of so many questions, with what the environment of the function switches on."""
    assumed = volume.assumed
    drafts = questions * (1 + assumed.second_draft_share)
    if "EMBEDDING_MODEL" in variables:
        key = model_price(str(variables["EMBEDDING_MODEL"]))
        yield use(key, questions * assumed.embedding_tokens / 1e6)
    if "ANSWER_MODEL" in variables:
        key = model_price(str(variables["ANSWER_MODEL"]))
        written = assumed.output_tokens + assumed.english_share * assumed.english_tokens
        yield use(f"{key}-input", drafts * assumed.input_tokens / 1e6)
        yield use(f"{key}-output", drafts * written / 1e6)
    if "GUARDRAIL_ID" in variables:
        yield use("guardrail", drafts * assumed.guardrail_units / 1e3)
    if "INDEX_BUCKET" in variables:
        yield use("s3-read", questions / 1e3)  # whether there is a newer index
    if variables.get("INDEX_KIND") == SEARCHES:
        yield use("s3-vectors-query", questions / 1e6)
    if "CONTACT_TTL_DAYS" in variables:
        months = float(variables["CONTACT_TTL_DAYS"]) / DAYS
        yield use("dynamodb-storage", questions * assumed.turn_kb / 1e6 * months)


def build_uses(variables: Mapping[str, Any], volume: Volume) -> Iterator[Use]:
    """Of a month's builds of the index, and of keeping it."""
    assumed = volume.assumed
    if "EMBEDDING_MODEL" in variables:
        key = model_price(str(variables["EMBEDDING_MODEL"]))
        yield Use.fixed(key, assumed.builds * assumed.build_tokens / 1e6)
    if "INDEX_BUCKET" in variables:
        yield Use.fixed("s3-read", assumed.builds * assumed.build_reads / 1e3)
        yield Use.fixed("s3-write", assumed.builds * assumed.build_writes / 1e3)
    if variables.get("INDEX_KIND") == SEARCHES:
        yield Use.fixed("s3-vectors-storage", assumed.vector_gb)
        yield Use.fixed("s3-vectors-put", assumed.vector_put_gb)
