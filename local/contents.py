"""What people bring to a local cloud, and what moves into the one that replaces it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from ai.operations.callbacks.booking import Booking
from ai.operations.customers import Customer
from local.carried_bookings import bring_bookings, live_bookings
from local.customers import bring_customers, known_customers
from local.documents import Upload, put_documents, read_all, wait_until_indexed
from local.listener import Listener
from local.stack import Stack


@dataclass(frozen=True, kw_only=True)
class Contents:
    """`customers` None stands for the samples."""

    uploads: Sequence[Upload] = ()
    customers: Sequence[Customer] | None = None
    bookings: Sequence[Booking] = ()


def contents_of(stack: Stack) -> Contents:
    """All of a running cloud; bookings as far as somebody is still to be called for them.

    Raises:
        OutsideError: customers or bookings can not be read.
    """
    return Contents(
        uploads=tuple(read_all(stack)),
        customers=known_customers(stack),
        bookings=live_bookings(stack),
    )


def bring(stack: Stack, contents: Contents, progress: Listener) -> None:
    """Into a new cloud, until its documents are indexed."""
    bring_customers(stack, contents.customers)
    lost = bring_bookings(stack, contents.bookings, lambda: datetime.now(UTC))
    if lost:
        progress.warn(
            f"{len(lost)} of {len(contents.bookings)} booked calls are lost: "
            "their time has passed, or the new program has no place for them"
        )
    if contents.uploads:
        progress.tell(f"uploading {len(contents.uploads)} documents")
        put_documents(stack, contents.uploads)
    progress.tell("building the index")
    wait_until_indexed(stack, {upload.name for upload in contents.uploads})
