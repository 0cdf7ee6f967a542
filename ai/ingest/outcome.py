"""What a look at the bucket came to, for logs, metrics and whoever asked for it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from ai.index.contents import Contents, IndexedDocument
from ai.ingest.base import Base
from ai.ingest.build import NO_DOCUMENTS
from ai.ingest.look import Look


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a reconciliation came to. `published` is None when nothing was.

    `lag` is the time in seconds that the oldest new document waited for its publication; `age`
    the time since callers were last answered from what the bucket holds. `held` is the time since
    a rollback began to hold publication; None while none does.
    """

    outcome: Literal["unchanged", "published", "refused", "held"]
    published: str | None
    documents: int
    failed: int
    chunks: int
    embedded: int
    lag: float | None = None
    age: float = 0.0
    held: float | None = None


def facts_of(contents: Contents) -> dict[str, str]:
    """What stands with a snapshot's file."""
    return {"documents": str(len(contents.documents)), "chunks": str(len(contents.chunks))}


def lag(look: Look, base: Base | None) -> float | None:
    """Seconds since the oldest upload that was not in the answers yet."""
    known = base.contents.documents if base else dict[str, IndexedDocument]()
    waited_since = [
        file.uploaded_at
        for name, file in look.listing.items()
        if file.uploaded_at
        and name not in NO_DOCUMENTS
        and not (name in known and known[name].version == file.version)
    ]
    if not waited_since:
        return None
    return max(0.0, (datetime.now(UTC) - min(waited_since)).total_seconds())


def settled(look: Look) -> Outcome:
    """Nothing has changed since a builder was here before."""
    entries = look.report.fields.get("documents", [])
    return Outcome(
        outcome="unchanged",
        published=None,
        documents=len(entries),
        failed=sum(entry["status"] == "failed" for entry in entries),
        chunks=sum(entry["chunks"] for entry in entries),
        embedded=0,
        age=age(look.waiting_since),
    )


def now() -> str:
    """The time, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def age(since: str | None) -> float:
    """Seconds since a time of `now()`; 0 without one."""
    if since is None:
        return 0.0
    return max(0.0, (datetime.now(UTC) - datetime.fromisoformat(since)).total_seconds())


def outcome_of(
    outcome: Literal["unchanged", "published", "refused", "held"],
    published: str | None,
    contents: Contents,
    embedded: int,
) -> Outcome:
    """Of a look that built `contents`, or found them right."""
    return Outcome(
        outcome=outcome,
        published=published,
        documents=len(contents.documents),
        failed=sum(document.fault is not None for document in contents.documents.values()),
        chunks=len(contents.chunks),
        embedded=embedded,
    )
