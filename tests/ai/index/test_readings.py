import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ai.index.english import by_letter, by_sound
from ai.index.readings import MOST, loanwords, readings


@pytest.mark.parametrize(
    ("term", "reading"),
    [
        ("AWS", "에이더블유에스"),
        ("EC2", "이씨투"),
        ("EC2", "이씨2"),
        ("S3", "에스쓰리"),
        ("B2C", "비투씨"),
        ("VMs", "브이엠"),
        ("IoT", "아이오티"),
        ("PowerShell", "파워셸"),
        ("GitHub", "깃허브"),
        ("Node.js", "노드제이에스"),
        ("DTrace", "디트레이스"),
        ("Office365", "오피스삼육오"),
        ("Office365", "오피스삼백육십오"),
        ("Route53", "라우트오십삼"),
        ("5G", "5지"),
        ("C#", "씨샵"),
        ("datalake", "데이터레이크"),
        ("Grafana", "그라파나"),
    ],
)
def test_a_term_is_read_as_speakers_read_it(term: str, reading: str) -> None:
    assert reading in readings(term)


@pytest.mark.parametrize(
    ("word", "hangul"),
    [
        ("cloud", "클라우드"),
        ("docker", "도커"),
        ("server", "서버"),
        ("trace", "트레이스"),
        ("monitor", "모니터"),
        ("batch", "배치"),
        ("stack", "스택"),
        ("restify", "레스티파이"),
        ("switch", "스위치"),
        ("query", "퀘리"),
        ("tension", "텐션"),
        ("phone", "폰"),
        ("night", "나이트"),
    ],
)
def test_english_is_spelled_by_its_sound(word: str, hangul: str) -> None:
    assert by_sound(word) == hangul


@pytest.mark.parametrize(
    ("word", "hangul"),
    [("lambda", "람브다"), ("kafka", "카프카"), ("ubuntu", "우분투"), ("athena", "아테나")],
)
def test_names_of_other_languages_keep_their_vowels(word: str, hangul: str) -> None:
    assert by_letter(word) == hangul


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzABCXYZ0123456789.-#+", max_size=24))
def test_whatever_is_read_gives_hangul_and_digits_and_not_too_many(term: str) -> None:
    found = readings(term)
    assert len(found) <= MOST * 2
    assert all(re.fullmatch(r"[가-힣0-9]+", reading) for reading in found)


def test_spellings_of_loanwords_are_hangul() -> None:
    assert len(loanwords()) > 400
    for word, spellings in loanwords().items():
        assert re.fullmatch(r"[a-z0-9]+", word), word
        assert spellings, word
        assert all(re.fullmatch(r"[가-힣]+", spelling) for spelling in spellings), word
