"""What moves from a cloud into the one that replaces it."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from ai.operations.callbacks.booking import Booking
from ai.operations.customers import Customer
from local import contents
from local.contents import Contents, bring, contents_of
from local.documents import Upload
from local.stack import Stack
from tests.local.states import STATE

DOCUMENT = Upload(name="a.md", body=b"text")
KIM = Customer(phone="+821012345678", name="김하늘")
BOOKING = Booking(id="b-1", at=datetime(2026, 11, 24, 3, 0, tzinfo=UTC), number=KIM.phone)
FULL = Contents(uploads=(DOCUMENT,), customers=(KIM,), bookings=(BOOKING,))


def test_documents_customers_and_bookings_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read: dict[str, Callable[[Stack], Any]] = {
        "read_all": lambda _stack: iter([DOCUMENT]),
        "known_customers": lambda _stack: (KIM,),
        "live_bookings": lambda _stack: (BOOKING,),
    }
    for name, reader in read.items():
        monkeypatch.setattr(contents, name, reader)
    assert contents_of(STATE) == FULL


class New:
    """A new cloud and who watches it; `lost` bookings find no place in it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, lost: Sequence[Booking] = ()) -> None:
        self.done: list[tuple[str, Any]] = []
        self.steps: list[str] = []
        self.warnings: list[str] = []
        for name in ("bring_customers", "put_documents", "wait_until_indexed"):
            monkeypatch.setattr(contents, name, self._keeping(name))

        def bookings(_stack: Stack, carried: Sequence[Booking], now: Any) -> Sequence[Booking]:
            assert now().tzinfo is not None
            self.done.append(("bring_bookings", carried))
            return lost

        monkeypatch.setattr(contents, "bring_bookings", bookings)

    def tell(self, step: str) -> None:
        self.steps.append(step)

    def count(self, step: str) -> None:
        raise AssertionError(step)

    def warn(self, line: str) -> None:
        self.warnings.append(line)

    def _keeping(self, name: str) -> Callable[[Stack, Any], None]:
        return lambda _stack, given: self.done.append((name, given))


def test_all_of_it_is_brought_and_the_index_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    new = New(monkeypatch)
    bring(STATE, FULL, new)
    assert new.done == [
        ("bring_customers", (KIM,)),
        ("bring_bookings", (BOOKING,)),
        ("put_documents", (DOCUMENT,)),
        ("wait_until_indexed", {"a.md"}),
    ]
    assert new.steps == ["uploading 1 documents", "building the index"]
    assert new.warnings == []


def test_an_empty_cloud_gets_the_sample_customers_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    new = New(monkeypatch)
    bring(STATE, Contents(), new)
    assert ("bring_customers", None) in new.done
    assert "put_documents" not in dict(new.done)
    assert new.steps == ["building the index"]


def test_bookings_that_could_not_be_kept_are_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    new = New(monkeypatch, lost=(BOOKING,))
    bring(STATE, FULL, new)
    [line] = new.warnings
    assert line.startswith("1 of 1 booked calls are lost")
    assert KIM.phone not in line
