import gzip
import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ai.operations.contact_records import objects
from ai.operations.contact_records.objects import Found, found_records
from tests.ai.operations.contact_records.samples import line, record

FIRST = line(record(ContactId="c1"))
SECOND = line(record(ContactId="c2"))


def pieces(data: bytes, size: int = 1_000) -> Iterator[bytes]:
    return (data[start : start + size] for start in range(0, len(data), size))


def found(data: bytes, size: int = 1_000) -> list[tuple[int, str | None]]:
    """Offsets, and the contacts there; None where nothing can be read."""
    return [
        (each.offset, None if each.value is None else str(each.value.get("ContactId")))
        for each in found_records(pieces(data, size))
    ]


def test_a_record_a_line_is_found_at_its_byte() -> None:
    assert found(FIRST + SECOND) == [(0, "c1"), (len(FIRST), "c2")]


def test_records_that_run_together_are_told_apart() -> None:
    data = FIRST.strip() + SECOND.strip()
    assert found(data) == [(0, "c1"), (len(FIRST) - 1, "c2")]


def test_the_last_line_need_not_end() -> None:
    assert found(FIRST.strip()) == [(0, "c1")]


def test_offsets_are_bytes_also_behind_korean() -> None:
    korean = line({"ContactId": "c0", "Attributes": {"question": "환불은 며칠 걸리나요"}})
    assert found(korean + FIRST) == [(0, "c0"), (len(korean), "c1")]


@pytest.mark.parametrize("data", [b"", b"\n \r\n\t", b"\n\n"])
def test_an_empty_object_holds_nothing(data: bytes) -> None:
    assert found(data) == []


def test_a_record_over_several_lines_is_one() -> None:
    data = json.dumps(record(ContactId="c1"), indent=2).encode() + b"\n" + SECOND
    assert [contact for _, contact in found(data)] == ["c1", "c2"]


@pytest.mark.parametrize(
    "broken",
    [
        b'{"ContactId": "c1", \n',
        b"not JSON at all\n",
        b'{"ContactId": }\n',
        b"[1, 2]\n",
        b'"text"\n',
        b"17\n",
        b"null\n",
        b'{"ContactId": "\xff\xfe", }\n',
        b'{"n": ' + b"9" * 5_000 + b"}\n",
        b"[" * 20_000 + b"\n",
        gzip.compress(FIRST, mtime=0).replace(b"\n", b" ") + b"\n",
    ],
)
def test_what_is_no_record_is_told_once_and_the_others_go_on(broken: bytes) -> None:
    assert found(FIRST + broken + SECOND) == [
        (0, "c1"),
        (len(FIRST), None),
        (len(FIRST) + len(broken), "c2"),
    ]


def test_two_lines_that_are_no_records_are_two() -> None:
    assert found(b"one\n{two\n" + FIRST) == [(0, None), (4, None), (9, "c1")]


def test_a_broken_record_that_runs_into_others_keeps_none_of_them() -> None:
    data = FIRST.strip() + b'{"ContactId": }' + SECOND.strip() + b'{"x": y}'
    assert found(data) == [
        (0, "c1"),
        (len(FIRST) - 1, None),
        (len(FIRST) - 1 + 15, "c2"),
        (len(FIRST) - 1 + 15 + len(SECOND) - 1, None),
    ]


def test_a_record_that_is_cut_off_is_told() -> None:
    assert found(FIRST + SECOND[:-200]) == [(0, "c1"), (len(FIRST), None)]


def test_bytes_that_are_no_text_spoil_nothing_beside_them() -> None:
    data = FIRST.replace(b"engineer", b"engin\xffer") + SECOND
    assert found(data) == [(0, "c1"), (len(FIRST), "c2")]


def test_a_record_larger_than_any_is_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(objects, "MOST_RECORD_CHARACTERS", 10_000)
    huge = b'{"ContactId": "' + b"x" * 50_000 + b'"}\n'
    assert found(FIRST + huge + SECOND) == [
        (0, "c1"),
        (len(FIRST), None),
        (len(FIRST) + len(huge), "c2"),
    ]


def test_what_lies_beyond_the_largest_object_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(objects, "MOST_OBJECT_BYTES", len(FIRST) * 3)
    asked: list[int] = []

    def endless() -> Iterator[bytes]:
        while True:
            asked.append(1)
            yield FIRST

    assert [each.value is None for each in found_records(endless())] == [False] * 3 + [True]
    assert len(asked) == 4


def test_nothing_is_read_before_it_is_wanted() -> None:
    asked: list[int] = []

    def counted() -> Iterator[bytes]:
        for number in range(100):
            asked.append(number)
            yield FIRST

    assert isinstance(next(found_records(counted())), Found)
    assert len(asked) == 1


NUMBERED = [{"ContactId": f"c{number}", "text": '}{ "말" \n'} for number in range(3)]
PARTS = st.sampled_from([*(json.dumps(each).encode() for each in NUMBERED), b"\n", b" ", b"oops\n"])


@given(parts=st.lists(PARTS, max_size=12), size=st.integers(1, 40))
def test_however_it_comes_in_pieces_the_same_is_found(parts: list[bytes], size: int) -> None:
    data = b"".join(parts)
    assert list(found_records(pieces(data, size))) == list(found_records([data]))


@given(data=st.binary(max_size=200), size=st.integers(1, 50))
def test_any_bytes_are_read_to_their_end(data: bytes, size: int) -> None:
    offsets = [each.offset for each in found_records(pieces(data, size))]
    assert offsets == sorted(offsets)
    assert all(0 <= offset <= len(data) for offset in offsets)


@given(numbers=st.lists(st.integers(0, 2), max_size=8), ends=st.sampled_from([b"", b"\n", b"\r\n"]))
def test_every_record_is_found_however_they_are_parted(numbers: list[int], ends: bytes) -> None:
    data = b"".join(json.dumps(NUMBERED[number]).encode() + ends for number in numbers)
    assert [each.value for each in found_records(pieces(data))] == [
        NUMBERED[number] for number in numbers
    ]
