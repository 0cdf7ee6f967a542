"""The part of a stack's configuration that is about documents and the index made of them."""

from dataclasses import dataclass
from typing import Final

from infra.config_reader import ConfigReader
from infra.models import EMBEDDING_ALLOWED, embedding_id, offered_dimensions

SNAPSHOT: Final = "snapshot"
S3_VECTORS: Final = "s3-vectors"
INDEX_KINDS: Final = (SNAPSHOT, S3_VECTORS)
"""What callers are answered from: one file in memory, or Amazon S3 Vectors."""

EMBEDDING_DIMENSIONS: Final = (256, 512, 1024)
"""What Titan Text Embeddings V2 offers."""


@dataclass(frozen=True, kw_only=True)
class KnowledgeConfig:
    """Pulumi.yaml says what each means. `gate_floor` and `gate_regression` are in percent."""

    index: str
    embedding_model: str
    embedding_dimensions: int
    embeddings_per_second: int
    ingest_memory_mb: int
    ingest_seconds: int
    gate_floor: int
    gate_regression: int
    snapshots_kept: int
    document_version_days: int
    report_emails: tuple[str, ...]

    @property
    def in_vectors(self) -> bool:
        """Whether callers are answered from S3 Vectors."""
        return self.index == S3_VECTORS


def knowledge_settings(read: ConfigReader) -> KnowledgeConfig:
    """What is said of the index, of the function that builds it, and of its gate."""
    knowledge = KnowledgeConfig(
        index=read.choice("index", SNAPSHOT, INDEX_KINDS),
        embedding_model=read.parsed(
            "embeddingModel", "amazon.titan-embed-text-v2:0", embedding_id, EMBEDDING_ALLOWED
        ),
        embedding_dimensions=read.number_of("embeddingDimensions", 512, EMBEDDING_DIMENSIONS),
        embeddings_per_second=read.number("embeddingsPerSecond", 30, 1, 1000),
        ingest_memory_mb=read.number("ingestMemoryMb", 2048, 512, 10240),
        ingest_seconds=read.number("ingestSeconds", 300, 30, 900),
        gate_floor=read.number("gateFloor", 60, 0, 100),
        gate_regression=read.number("gateRegression", 2, 0, 100),
        snapshots_kept=read.number("snapshotsKept", 10, 2, 100),
        document_version_days=read.number("documentVersionDays", 90, 1, 3650),
        report_emails=read.emails("reportEmails"),
    )
    _check_together(knowledge, read)
    return knowledge


def _check_together(knowledge: KnowledgeConfig, read: ConfigReader) -> None:
    offered = offered_dimensions(knowledge.embedding_model)
    refused = read.is_refused("embeddingDimensions") or read.is_refused("embeddingModel")
    if refused or offered is None or knowledge.embedding_dimensions in offered:
        return
    lengths = " or ".join(map(str, offered))
    read.complain(
        "embeddingDimensions",
        f"is {knowledge.embedding_dimensions}, and {knowledge.embedding_model} makes vectors of "
        f"{lengths} only",
    )
