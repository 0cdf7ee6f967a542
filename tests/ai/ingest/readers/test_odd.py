"""Every odd file is refused by name, or read; nothing else ever happens."""

import pytest

from ai.errors import DocumentError
from ai.ingest.readers.registry import read_document
from tests.ai.ingest.readers.odd import Odd, every_odd_file

ODD = list(every_odd_file())


@pytest.mark.parametrize("odd", [odd for odd in ODD if odd.fault], ids=lambda odd: odd.what)
def test_a_file_that_can_not_be_read_is_refused_by_name(odd: Odd) -> None:
    with pytest.raises(DocumentError) as caught:
        read_document(odd.name, "1", odd.data())
    assert caught.value.reason is odd.fault, str(caught.value)


@pytest.mark.parametrize("odd", [odd for odd in ODD if not odd.fault], ids=lambda odd: odd.what)
def test_a_file_that_is_only_odd_is_read(odd: Odd) -> None:
    document = read_document(odd.name, "1", odd.data())
    text = "\n".join(block.text for block in document.blocks)
    place = 0
    for words in odd.text:
        assert words in text[place:], text[:500]
        place = text.index(words, place)
    shown = text + document.title + str([block.heading_path for block in document.blocks])
    assert not [words for words in odd.lacks if words in shown]


def test_there_are_many_odd_files_and_no_two_of_one_name() -> None:
    assert len({odd.what for odd in ODD}) == len(ODD) >= 120
