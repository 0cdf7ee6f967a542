"""Whatever it is given, the extractive answerer says nothing of its own."""

import html
import math
import re
import tempfile
from pathlib import Path
from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st

from local.bedrock import extract
from local.bedrock.extract import NO_ANSWER
from tests.local.bedrock.models import asked, pair_answerer

SENTENCES = "환불은 3영업일 걸립니다. 요금은 1,000원 무료입니다. 언제 청구서는? 매월 5일 A&B <b>"
PARTS = "- 1. 질문: 답변: 비즈니스, 월 AWS 99.9% 가용성을 보장합니다! 상품: 설명:"
WORDS = st.sampled_from([*SENTENCES.split(), *PARTS.split(), "\n"])
TEXTS = st.lists(WORDS, max_size=30).map(" ".join)
MARK = re.compile(r" \[(\d+)\](?: |$)")


def passages_of(texts: list[str]) -> str:
    return "\n".join(
        f'<passage id="{number}" document="d{number}.md">\n{html.escape(text)}\n</passage>'
        for number, text in enumerate(texts, start=1)
    )


def check_quotes(said: str, texts: list[str]) -> None:
    parts = MARK.split(said)
    assert parts.pop() == "", "every sentence ends with a mark"
    for sentence, number in zip(parts[::2], parts[1::2], strict=True):
        assert sentence in texts[int(number) - 1]


@settings(deadline=None, max_examples=60)
@given(st.lists(TEXTS, min_size=1, max_size=4), TEXTS)
def test_every_sentence_of_a_reply_stands_in_the_passage_it_names(
    texts: list[str], question: str
) -> None:
    request = asked(passages_of(texts), html.escape(question))
    never_declines = mock.patch.object(extract, "_FLOOR", -math.inf)
    with tempfile.TemporaryDirectory() as folder, pair_answerer(Path(folder)) as answerer:
        usual = answerer.chat(request).text
        with never_declines:
            said = answerer.chat(request).text
    assert usual in {NO_ANSWER, said}
    if said != NO_ANSWER:
        check_quotes(said, texts)
