"""What a builder finds when it looks: the pointer, the last report, and the bucket. Pure."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ai.index.contents import Origin
from ai.index.lexical import LEXICAL_VERSION
from ai.index.schema import FORMAT
from ai.index.store import Pointer, StoredReport
from ai.ingest.gate import GateRules
from ai.ingest.ranks import Ranks
from ai.ingest.source import Listed


@dataclass(frozen=True, kw_only=True)
class Look:
    """Taken in this order: pointer, report, listing. `garbled` is the ETag of a broken pointer.

    `mark` is the fingerprint of all that decides what comes of it, `rules` of what decides how
    a question is searched for.
    """

    pointer: Pointer | None
    garbled: str | None
    report: StoredReport
    listing: Mapping[str, Listed]
    mark: str
    rules: str

    @property
    def settled(self) -> bool:
        """Whether a builder has been here before, and nothing has changed since."""
        fields = self.report.fields
        return fields.get("fingerprint") == self.mark and bool(fields.get("sent", True))

    @property
    def waiting_since(self) -> str | None:
        """Since when (ISO 8601) something in the bucket is kept from callers, as last reported."""
        candidate: Mapping[str, Any] = self.report.fields.get("candidate") or {}
        return candidate.get("since")

    @property
    def ranks(self) -> Ranks:
        """What the published version was found at; empty when that is not known."""
        told: Mapping[str, Any] = self.report.fields.get("ranks") or {}
        known = self.pointer is not None and told.get("snapshot") == self.pointer.snapshot
        return told["by_question"] if known and told.get("rules") == self.rules else {}

    @property
    def replaced(self) -> Pointer | None:
        """What a move must still find."""
        if self.garbled is None:
            return self.pointer
        return Pointer(snapshot="", published_at="", etag=self.garbled)


def fingerprint(
    origin: Origin,
    rules: GateRules,
    pointer: Pointer | None,
    listing: Mapping[str, Listed],
) -> str:
    """Identifies the files and their versions, the release, the gate's rules, and the pointer."""
    told = [
        [FORMAT, LEXICAL_VERSION, asdict(origin)],
        [rules.floor, rules.regression, search_rules(rules)],
        [pointer.snapshot, pointer.held] if pointer else None,
        sorted((name, file.version) for name, file in listing.items()),
    ]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def search_rules(rules: GateRules) -> str:
    """Identifies how the gate searches."""
    options = rules.options
    told = [LEXICAL_VERSION, options.top_k, options.dense_weight, options.min_score]
    return json.dumps(told)
