"""Questions and passages to vectors, through BedrockEmbeddings."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from botocore.exceptions import BotoCoreError, ClientError, ReadTimeoutError
from langchain_aws.embeddings.bedrock import BedrockEmbeddings
from langchain_core.embeddings import Embeddings

from ai.errors import DeadlineError, ModelError

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime import BedrockRuntimeClient

EmbedQuestion = Callable[[str], Sequence[float]]
EmbedPassages = Callable[[Sequence[str]], Sequence[Sequence[float]]]

MOST_QUESTION_CHARACTERS: Final = 1_024
"""Longest text that is embedded as a question; also what S3 Vectors accepts as a query."""


def bedrock_embeddings(
    client: "BedrockRuntimeClient", model: str, dimensions: int
) -> BedrockEmbeddings:
    """The LangChain class on a ready client: without one it would build its own, untimed."""
    return BedrockEmbeddings(client=client, model_id=model, dimensions=dimensions)


def question_embedder(embeddings: Embeddings) -> EmbedQuestion:
    """A function from one question to its vector; ModelError or DeadlineError when it fails."""

    def embed(question: str) -> Sequence[float]:
        line = " ".join(question.split())[:MOST_QUESTION_CHARACTERS]
        try:
            return embeddings.embed_query(line)
        except ReadTimeoutError as error:
            raise DeadlineError("the embedding model did not answer in time") from error
        except (ClientError, BotoCoreError, ValueError) as error:
            raise ModelError(f"the question could not be embedded: {error}") from error

    return embed


def passage_embedder(embeddings: Embeddings) -> EmbedPassages:
    """A function from passages to their vectors; ModelError when any of them fails."""

    def embed(passages: Sequence[str]) -> Sequence[Sequence[float]]:
        try:
            return embeddings.embed_documents(list(passages))
        except (ClientError, BotoCoreError, ValueError) as error:
            raise ModelError(f"a passage could not be embedded: {error}") from error

    return embed
