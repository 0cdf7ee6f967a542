"""A chunk as S3 Vectors keeps it, and filters as it reads them. Pure.

| key | filterable | holds |
|---|---|---|
| `id` | yes | the vector's own key, so that one can be asked for in a search |
| `document` | yes | digest of the document's name |
| `product`, `language` | yes | digest of the label, or `-` where the document does not say |
| `from`, `until` | yes | days on which it holds, as ordinals; the widest where it does not say |
| `search` | no | what the words of a question may match; text search is on this key |
| `chunk` | no | the rest of the chunk as JSON, and where in `search` its text stands |

Digests keep the filterable part far below its 2 KB, however long a file name is.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from ai.errors import KnowledgeError
from ai.index.glossary import Glossary
from ai.index.knowledge import Filters
from ai.model import Chunk, Labels

METADATA_VERSION: Final = "1"
"""Raise it with any change of the keys above: another index is then built."""

SEARCH_KEY: Final = "search"
NOT_FILTERABLE: Final = (SEARCH_KEY, "chunk")

METADATA_MOST: Final = 40 * 1024
"""Bytes of all metadata of a vector (S3 Vectors user guide, limitations)."""

_SPARE: Final = 2 * 1024
"""Left for the filterable part, which has at most 2 KB, and for the braces around it all."""

_HEADINGS_MOST: Final = 6 * 1024
"""Bytes of title and headings, which stand in the metadata twice; real ones have a few hundred."""

_SPOKEN_MOST: Final = 4 * 1024
"""Bytes of spoken forms; a chunk with more terms than that is a glossary itself."""

_UNSAID: Final = "-"
_FIRST_DAY: Final = date.min.toordinal()
_LAST_DAY: Final = date.max.toordinal()


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Metadata without the key, and whether texts too long for S3 Vectors had to be cut."""

    metadata: dict[str, Any]
    cut: bool


def entry_of(chunk: Chunk, labels: Labels, glossary: Glossary, *, directed: bool) -> Entry:
    """How a chunk is kept. `directed` is False for a zero vector, which has no direction."""
    written = " ".join((chunk.title, *chunk.heading_path, chunk.text))
    spoken = _begin(" ".join(glossary.spoken_forms(written)), _SPOKEN_MOST)
    title, *headings = _fitting((chunk.title, *chunk.heading_path))
    lead = "\n".join((title, *headings, ""))
    rest: dict[str, Any] = {
        "id": chunk.id,
        "document": chunk.document,
        "title": title,
        "headings": headings,
        "page": chunk.page,
        "at": len(lead),
        "directed": directed,
    }
    room = METADATA_MOST - _SPARE - len(_json(rest).encode()) - len(f"{lead}\n{spoken}".encode())
    text = _begin(chunk.text, room)
    rest["length"] = len(text)
    return Entry(
        metadata={
            "document": _digest(chunk.document),
            "product": _said(labels.product),
            "language": _said(labels.language),
            "from": labels.valid_from.toordinal() if labels.valid_from else _FIRST_DAY,
            "until": labels.valid_until.toordinal() if labels.valid_until else _LAST_DAY,
            SEARCH_KEY: f"{lead}{text}\n{spoken}",
            "chunk": _json(rest),
        },
        cut=(title, *headings, text) != (chunk.title, *chunk.heading_path, chunk.text),
    )


def content_digest(metadata: dict[str, Any], vector: bytes) -> bytes:
    """16 bytes that differ whenever anything that is kept of a chunk does."""
    digest = hashlib.sha256(json.dumps(metadata, sort_keys=True).encode())
    digest.update(vector)
    return digest.digest()[:16]


def chunk_of(metadata: dict[str, Any]) -> tuple[Chunk, bool]:
    """The chunk, and whether its vector has a direction; KnowledgeError when it is not ours."""
    try:
        rest = json.loads(metadata["chunk"])
        at, length = int(rest["at"]), int(rest["length"])
        chunk = Chunk(
            id=rest["id"],
            document=rest["document"],
            title=rest["title"],
            heading_path=tuple(rest["headings"]),
            page=rest["page"],
            text=metadata[SEARCH_KEY][at : at + length],
        )
        return chunk, bool(rest["directed"])
    except (KeyError, ValueError, TypeError) as error:
        raise KnowledgeError(f"a vector's metadata can not be read: {error!r}") from error


def filter_of(filters: Filters) -> dict[str, Any] | None:
    """The filter that passes what `ai.index.filters.allows` does; None when all pass.

    An empty set of documents has no filter (`$in` needs a value): nothing passes it, so ask not.
    """
    terms: list[dict[str, Any]] = []
    if filters.documents is not None:
        terms.append({"document": {"$in": sorted(_digest(name) for name in filters.documents)}})
    if filters.product is not None:
        terms.append({"product": {"$in": [_said(filters.product), _UNSAID]}})
    if filters.language is not None:
        terms.append({"language": {"$in": [_said(filters.language), _UNSAID]}})
    if filters.on is not None:
        day = filters.on.toordinal()
        terms += [{"from": {"$lte": day}}, {"until": {"$gte": day}}]
    if not terms:
        return None
    return terms[0] if len(terms) == 1 else {"$and": terms}


def _fitting(headings: tuple[str, ...]) -> tuple[str, ...]:
    """The headings, all together short enough: of too long ones the beginning."""
    room = _HEADINGS_MOST // len(headings)
    if sum(len(heading.encode()) for heading in headings) <= _HEADINGS_MOST:
        return headings
    return tuple(_begin(heading, room) for heading in headings)


def _begin(text: str, most: int) -> str:
    """Of a text, what fits in so many bytes."""
    return text.encode()[: max(0, most)].decode(errors="ignore")


def _said(label: str | None) -> str:
    return _UNSAID if label is None else _digest(label)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
