"""The calls made to Amazon S3 Vectors, and what becomes of their failures."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, Final, Protocol

from botocore.exceptions import BotoCoreError, ClientError

from ai.errors import KnowledgeError
from ai.service_errors import code_of

PUT_MOST: Final = 500
"""Vectors in one PutVectors (S3 Vectors user guide, limitations)."""

DELETE_MOST: Final = 500
"""Keys in one DeleteVectors (same page)."""

GET_MOST: Final = 100
"""Keys in one GetVectors (same page)."""

LIST_MOST: Final = 1_000
"""Vectors on one page of ListVectors (same page)."""

PAYLOAD_MOST: Final = 20 * 1024 * 1024
"""Bytes of one request (same page)."""

TEXT_MOST: Final = 1_024
"""Characters of one query text (QueryVectors, QueryTextString)."""

TOP_MOST: Final = 10_000
"""Results of one QueryVectors, over all its pages (since June 2026; 100 before that)."""


class VectorsClient(Protocol):
    """What of boto3's `s3vectors` client is used; arguments and results as its model has them."""

    def query_vectors(self, **request: Any) -> dict[str, Any]:
        """Search."""
        ...

    def get_vectors(self, **request: Any) -> dict[str, Any]:
        """Read by key; keys that are not there are left out of the answer."""
        ...

    def put_vectors(self, **request: Any) -> dict[str, Any]:
        """Write; a key that is there is replaced."""
        ...

    def delete_vectors(self, **request: Any) -> dict[str, Any]:
        """Delete; a key that is not there is no error."""
        ...

    def list_vectors(self, **request: Any) -> dict[str, Any]:
        """Keys, page by page."""
        ...

    def get_index(self, **request: Any) -> dict[str, Any]:
        """What an index is."""
        ...

    def create_index(self, **request: Any) -> dict[str, Any]:
        """Make an index."""
        ...

    def list_indexes(self, **request: Any) -> dict[str, Any]:
        """Indexes of the bucket, page by page."""
        ...

    def delete_index(self, **request: Any) -> dict[str, Any]:
        """Delete an index and all it holds."""
        ...

    def update_index_mode(self, **request: Any) -> dict[str, Any]:
        """Switch between CLASSIC and ENHANCED."""
        ...

    def update_metadata_configuration(self, **request: Any) -> dict[str, Any]:
        """Add or remove text search on a metadata key."""
        ...


class VectorsNotFoundError(KnowledgeError):
    """The vector bucket or the index is not there."""


class VectorsConflictError(KnowledgeError):
    """Somebody else made or changed the index just now."""


_NAMED: Final[dict[str, type[KnowledgeError]]] = {
    "NotFoundException": VectorsNotFoundError,
    "ConflictException": VectorsConflictError,
}


@contextmanager
def asking(what: str) -> Generator[None]:
    """Turns whatever a call raises into KnowledgeError; `what` says what was tried."""
    try:
        yield
    except ClientError as error:
        code = code_of(error)
        kind = _NAMED.get(code, KnowledgeError)
        raise kind(f"{what} failed at S3 Vectors ({code}): {error}") from error
    except BotoCoreError as error:
        raise KnowledgeError(f"{what} failed, S3 Vectors did not answer: {error}") from error
