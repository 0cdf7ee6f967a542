"""The part of a stack's configuration that is about answering questions."""

from dataclasses import dataclass

from infra.config_reader import ConfigReader
from infra.models import ANSWER_ALLOWED, GUARDRAIL, GUARDRAIL_ALLOWED, answer_id


@dataclass(frozen=True, kw_only=True)
class AnswerConfig:
    """Pulumi.yaml says what each means. `dense_weight` and `min_score` are as functions read them.

    `answer_concurrency` reserves executions; 0 reserves none.
    """

    answer_model: str
    dense_weight: str
    min_score: str
    redact_model_input: bool
    cache_instructions: bool
    guardrail: str
    turn_seconds: int
    answer_memory_mb: int
    answer_concurrency: int


def answer_settings(read: ConfigReader) -> AnswerConfig:
    """What is said of the model, of the search, and of the function."""
    return AnswerConfig(
        answer_model=read.parsed(
            "answerModel",
            "global.anthropic.claude-haiku-4-5-20251001-v1:0",
            answer_id,
            ANSWER_ALLOWED,
        ),
        dense_weight=read.text(
            "denseWeight", "0.7", r"(?:0(?:\.\d{1,2})?|1(?:\.0)?)", "a share from 0 to 1"
        ),
        min_score=read.text("minScore", "0", r"0(?:\.\d{1,4})?", "a cosine such as 0.805"),
        redact_model_input=read.flag("redactModelInput", default=True),
        cache_instructions=read.flag("cacheInstructions", default=False),
        guardrail=read.text("guardrail", "", GUARDRAIL, GUARDRAIL_ALLOWED),
        turn_seconds=read.number("turnSeconds", 7, 3, 25),
        answer_memory_mb=read.number("answerMemoryMb", 1024, 512, 10240),
        answer_concurrency=read.number("answerConcurrency", 0, 0, 1000),
    )
