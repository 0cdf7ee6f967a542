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
from ai.answer.generate import bedrock_chat, chat_generator
from ai.clients import AnswerClients, IngestClients
from ai.deadline import Deadline
from ai.embedding import bedrock_embeddings, passage_embedder, question_embedder
from ai.index.snapshot import Snapshot
from ai.ingest.folder import FolderBuild, build_folder
from ai.model import Answer
from ai.speech.prompts import load_prompts
from local.bedrock.server import BedrockServer
from local.bedrock.wire import TITAN_EMBEDDINGS
from local.console import Progress
from local.emulator import REGION
from local.errors import BadInputError
from local.models import models_from_environment, sentence_vectors
from local.state import ROOT

DIMENSIONS: Final = 512
TURN_SECONDS: Final = 7.0
CHAT_MODEL: Final = "amazon.nova-lite-v1:0"
"""Any identifier that Bedrock knows: the local Bedrock answers them all the same way."""

_THREADS: Final = 2


@dataclass(frozen=True, kw_only=True)
class FolderAssistant:
    """Answers from one built folder."""

    assistant: Assistant
    build: FolderBuild

    def ask(self, question: str) -> Answer:
        """One question, without a contact."""
        return answer(question, self.assistant, Deadline(TURN_SECONDS))


@contextmanager
def folder_assistant(folder: Path, progress: Progress) -> Generator[FolderAssistant]:
    """Builds the folder's index, answers from it, and throws it away.

    Raises:
        BadInputError: when there is no such folder.
    """
    if not folder.is_dir():
        raise BadInputError(f"{folder} is no folder of documents")
    with tempfile.TemporaryDirectory() as scratch, _bedrock():
        clients = AnswerClients(REGION, TURN_SECONDS)
        builder = bedrock_embeddings(
            IngestClients(REGION, _THREADS).embedding, TITAN_EMBEDDINGS, DIMENSIONS
        )
        file = Path(scratch) / "snapshot.sqlite"
        progress.tell(f"building an index of {folder}")
        build = build_folder(
            folder,
            file,
            passage_embedder(builder),
            model=TITAN_EMBEDDINGS,
            dimensions=DIMENSIONS,
            progress=lambda done, of: progress.count(f"embedding {done}/{of}"),
        )
        snapshot = Snapshot(file)
        asker = bedrock_embeddings(clients.embedding, TITAN_EMBEDDINGS, DIMENSIONS)
        try:
            yield FolderAssistant(
                assistant=Assistant(
                    knowledge=lambda: snapshot,
                    embed=question_embedder(asker),
                    generate=chat_generator(bedrock_chat(clients.generation, CHAT_MODEL, None)),
                    prompts=load_prompts(ROOT / "flows" / "prompts.ko.toml"),
                ),
                build=build,
            )
        finally:
            snapshot.close()


@contextmanager
def _bedrock() -> Generator[None]:
    """The local Bedrock, and this process's environment pointing at it and nowhere else."""
    vectors, cache = sentence_vectors()
    server = BedrockServer(models_from_environment(vectors), token=secrets.token_hex(8))
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
        cache.close()
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
