"""What stands in `report.json`: what became of each file, and of the last candidate."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ai.index.contents import IndexedDocument
from ai.index.store import Pointer
from ai.ingest.ranks import Ranks

Waiting = Literal["refused", "held"]
"""Why a candidate is not published: the gate, or a rollback that nobody has released."""


@dataclass(frozen=True, kw_only=True)
class Waited:
    """A candidate that is not published. The names tell it from what is."""

    why: Waiting
    documents: Mapping[str, IndexedDocument]
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def touched(self) -> tuple[str, ...]:
        """Every name in which it differs."""
        return (*self.added, *self.changed, *self.removed)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How things are after a look. `published` are the documents callers are answered from.

    `listing` and `fingerprint` identify what was looked at: the files, and with them everything
    else that decides the outcome. `extra` are files that are reported but no documents. `ranks`
    are of the published version, searched by these `rules`.
    """

    pointer: Pointer | None
    published: Mapping[str, IndexedDocument]
    extra: tuple[IndexedDocument, ...]
    gate: Mapping[str, Any]
    waiting: Waited | None
    listing: str
    fingerprint: str
    ranks: Ranks
    rules: str
    waiting_since: str | None = None

    @property
    def faults(self) -> list[IndexedDocument]:
        """The files that can not be read, as they are now."""
        newest = self.waiting.documents if self.waiting else self.published
        return [each for each in (*newest.values(), *self.extra) if each.fault]


def waited(
    why: Waiting,
    documents: Mapping[str, IndexedDocument],
    published: Mapping[str, IndexedDocument],
) -> Waited:
    """What a candidate would change."""
    return Waited(
        why=why,
        documents=documents,
        added=tuple(sorted(documents.keys() - published.keys())),
        changed=tuple(
            name
            for name in sorted(documents.keys() & published.keys())
            if documents[name].version != published[name].version
        ),
        removed=tuple(sorted(published.keys() - documents.keys())),
    )


def report_json(standing: Standing, *, sent: bool) -> dict[str, Any]:
    """The content of `report.json`. `sent` is whether its mails have gone out."""
    pointer, waiting = standing.pointer, standing.waiting
    return {
        "documents": _entries((*standing.published.values(), *standing.extra)),
        "snapshot": pointer.snapshot if pointer else None,
        "published_at": pointer.published_at if pointer else None,
        "held": pointer.held if pointer else None,
        "gate": dict(standing.gate),
        "candidate": waiting
        and {
            "outcome": waiting.why,
            "since": standing.waiting_since,
            "added": list(waiting.added),
            "changed": list(waiting.changed),
            "removed": list(waiting.removed),
            "documents": _entries(waiting.documents.values()),
        },
        "listing": standing.listing,
        "fingerprint": standing.fingerprint,
        "ranks": {
            "snapshot": pointer.snapshot if pointer else None,
            "rules": standing.rules,
            "by_question": dict(standing.ranks),
        },
        "sent": sent,
    }


def told_faults(report: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Names and versions of the files that the team was told of; none while that is uncertain."""
    if not report.get("sent", True):
        return set()
    candidate: Mapping[str, Any] = report.get("candidate") or {}
    entries = [*report.get("documents", []), *candidate.get("documents", [])]
    return {(entry["name"], entry["version"]) for entry in entries if entry["status"] == "failed"}


def _entries(documents: Iterable[IndexedDocument]) -> list[dict[str, Any]]:
    return [
        {
            "name": document.name,
            "version": document.version,
            "status": "failed" if document.fault else "indexed",
            "chunks": document.chunks,
            "reason": document.fault,
            "detail": document.detail,
        }
        for document in sorted(documents, key=lambda document: document.name)
    ]
