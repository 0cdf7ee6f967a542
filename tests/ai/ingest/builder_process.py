"""A builder in a process of its own: `python -m tests.ai.ingest.builder_process ROOT [STAGE]`."""

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from ai.index.history import History
from ai.index.store import SnapshotStore
from ai.ingest.build import Builder
from ai.ingest.mails import Mail
from ai.ingest.parts import BucketParts
from ai.ingest.reconcile import Reconciler
from ai.ingest.source import BucketSource
from tests.ai.fakes import models
from tests.ai.fakes.folder_s3 import FolderS3


def main(root: Path, fatal: str) -> None:
    """Builds, and kills itself at the fatal stage."""

    def stage(name: str) -> None:
        if fatal and name.startswith(fatal):
            os.kill(os.getpid(), signal.SIGKILL)

    def embed(texts: Sequence[str]) -> list[list[float]]:
        stage("embed")
        return models.embed_all(texts)

    def notify(mail: Mail) -> bool:
        stage("mail")
        with (root / "mails.txt").open("a", encoding="utf-8") as file:
            file.write(mail.text)
        return True

    s3 = FolderS3(root, stage).client
    Reconciler(
        source=BucketSource(s3, "documents"),
        store=SnapshotStore(s3, "index"),
        history=History(s3, "index"),
        builder=Builder(embed, "fake", models.DIMENSIONS, parts=BucketParts(s3, "index")),
        embed_question=models.embed,
        notify=notify,
    ).reconcile()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
