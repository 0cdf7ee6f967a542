"""What became of the documents, as the commands show it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Status = Literal["indexed", "failed", "pending"]


@dataclass(frozen=True, kw_only=True)
class DocumentState:
    """A document in the bucket, and what the index made of it.

    `detail` says more than `reason`, in English. A failed document with chunks is answered from
    as it was before it broke.
    """

    name: str
    status: Status
    chunks: int = 0
    reason: str | None = None
    detail: str | None = None

    def to_json(self) -> dict[str, Any]:
        """As `docs --json` prints it."""
        return {
            "name": self.name,
            "status": self.status,
            "chunks": self.chunks,
            "reason": self.reason,
        }


@dataclass(frozen=True, kw_only=True)
class DocumentsReport:
    """The bucket as it stands: its documents, the published snapshot, and the gate's word.

    `others` are files that are no documents and can not be read. `candidate` is what waits to be
    published and why; `held` is since when a rollback holds publishing.
    """

    documents: tuple[DocumentState, ...]
    snapshot: str | None
    gate: Mapping[str, Any] = field(default_factory=dict[str, Any])
    others: tuple[DocumentState, ...] = ()
    candidate: Mapping[str, Any] | None = None
    held: str | None = None

    @property
    def waits(self) -> bool:
        """Whether what is in the bucket is kept from callers."""
        return self.candidate is not None

    def to_json(self) -> dict[str, Any]:
        """As `docs --json` prints it."""
        candidate = self.candidate and {
            key: self.candidate[key] for key in ("outcome", "added", "changed", "removed")
        }
        return {
            "documents": [document.to_json() for document in self.documents],
            "snapshot": self.snapshot,
            "gate": dict(self.gate),
            "others": [document.to_json() for document in self.others],
            "candidate": candidate,
            "held": self.held,
        }
