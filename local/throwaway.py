"""Answers from a folder of documents, without the local cloud: for trying documents out.

The chain, the model classes and the index are the production ones; the bucket is a folder, and
Bedrock is the local one, for as long as the command runs.
"""

import os
import secrets
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ai.answer.chain import Assistant, answer
from ai.answer.generate import Generate, bedrock_chat, chat_generator
from ai.clients import AnswerClients
from ai.contract import Language
from ai.deadline import Deadline
from ai.embedding import EmbedQuestion, question_embedder
from ai.index.knowledge import SearchOptions
from ai.index.snapshot import Snapshot
from ai.ingest.embed import Progress
from ai.ingest.folder import FolderBuild
from ai.model import Answer
from ai.speech.prompts import load_all_prompts
from local.bedrock.server import BedrockServer, Models
from local.emulator import REGION
from local.errors import BadInputError
from local.folder_index import LocalEmbeddings, build_index
from local.models import models_from_environment, sentence_vectors
from local.state import ROOT

TURN_SECONDS: Final = 7.0
CHAT_MODEL: Final = "amazon.nova-lite-v1:0"
"""Any identifier that Bedrock knows: the local Bedrock answers them all the same way."""


@dataclass(frozen=True, kw_only=True)
class FolderAssistant:
    """Answers from one built folder, each in a turn of `turn_seconds` at most."""

    assistant: Assistant
    snapshot: Snapshot
    build: FolderBuild
    embed: EmbedQuestion
    turn_seconds: float

    def ask(self, question: str, language: Language = Language.KOREAN) -> Answer:
        """One question in a language, without a contact."""
        return answer(question, self.assistant, Deadline(self.turn_seconds), language=language)


@contextmanager
def folder_assistant(
    folder: Path,
    embedded: Progress,
    *,
    search: SearchOptions | None = None,
    turn_seconds: float = TURN_SECONDS,
) -> Generator[FolderAssistant]:
    """Builds the folder's index, answers from it, and throws it away.

    `embedded` is told of each batch of passages that has got its vectors.

    Raises:
        BadInputError: when there is no such folder.
    """
    if not folder.is_dir():
        raise BadInputError(f"{folder} is no folder of documents")
    vectors, cache = sentence_vectors()
    models = models_from_environment(vectors)
    embeddings = LocalEmbeddings(models.embed)
    try:
        with tempfile.TemporaryDirectory() as scratch, _bedrock(models):
            file = Path(scratch) / "snapshot.sqlite"
            build = build_index(folder, file, embeddings, embedded)
            embed = question_embedder(embeddings)
            with Snapshot(file) as snapshot:
                yield FolderAssistant(
                    assistant=Assistant(
                        knowledge=lambda: snapshot,
                        embed=embed,
                        generate=_generate(turn_seconds),
                        prompts=load_all_prompts(ROOT / "flows"),
                        search=search or SearchOptions(),
                    ),
                    snapshot=snapshot,
                    build=build,
                    embed=embed,
                    turn_seconds=turn_seconds,
                )
    finally:
        cache.close()


def _generate(turn_seconds: float) -> Generate:
    """With clients of the local Bedrock: they take its address when they are made."""
    chat = bedrock_chat(AnswerClients(REGION, turn_seconds).generation, CHAT_MODEL, None)
    return chat_generator(chat)


@contextmanager
def _bedrock(models: Models) -> Generator[None]:
    """The local Bedrock, and this process's environment pointing at it and nowhere else."""
    server = BedrockServer(models, token=secrets.token_hex(8))
    changed = {
        "AWS_ENDPOINT_URL_BEDROCK_RUNTIME": server.endpoint,
        "AWS_ACCESS_KEY_ID": "local",
        "AWS_SECRET_ACCESS_KEY": "local",
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    before = {name: os.environ.get(name) for name in changed}
    os.environ.update(changed)
    try:
        yield
    finally:
        server.close()
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
