import re
from dataclasses import fields
from xml.etree import ElementTree as ET

import pytest

from ai.speech.prompts import AnswerPrompts
from flows import prompts
from flows.catalog import FLOWS
from flows.json_values import as_list, as_object, as_text
from flows.prompts import Words
from flows.spoken_hours import spoken_hours
from tests.flows.spoken import spoken
from tests.flows.verifying import VERIFYING

FLOW_SECTIONS = tuple(name for name in prompts.load() if name != "answer")
NEURAL_TAGS = {"speak", "break", "lang", "p", "s", "say-as", "sub", "phoneme", "w"}
"""What Polly's neural voices take in full or, for say-as, in part (polly, supportedtags)."""

VALUE = re.compile(r"\$[.\w]+\w|\{\w+\}")
ANSWER_KEYS = {field.name for field in fields(AnswerPrompts)}


def spoken_in_flows(suffix: str = "") -> list[str]:
    """Everything that flows say; by the end of the flow's name only those of one language."""
    spoken: list[str] = []
    for name, flow in [*FLOWS.items(), *VERIFYING.items()]:
        if not name.endswith(suffix):
            continue
        for action in as_list(flow.content["Actions"]):
            parameters = as_object(as_object(action)["Parameters"])
            prompts_of = [parameters, *map(as_object, as_list(parameters.get("Messages")))]
            spoken += [
                text
                for prompt in prompts_of
                for key in ("Text", "SSML")
                if (text := as_text(prompt.get(key)))
            ]
    return spoken


def inner(words: Words) -> str:
    """As it stands inside a longer sentence."""
    language = "en" if words.text.isascii() else "ko"
    text = words.filled(hours=spoken_hours((), language)).text
    return text.removeprefix("<speak>").removesuffix("</speak>")


def every(language: str) -> list[Words]:
    sections = prompts.load(language)
    return [words for name in FLOW_SECTIONS for words in sections[name].values()]


def test_the_greeting_is_the_one_that_was_ordered() -> None:
    words = prompts.load()

    for greeting in ("greeting", "greeting_known"):
        assert words["main"][greeting].text.startswith("안녕하세요! Saltware 고객센터입니다")
    assert words["chat"]["greeting"].text.startswith("안녕하세요! Saltware 고객센터입니다")


def test_the_menu_names_its_keys_in_order() -> None:
    menu = spoken(prompts.load()["main"]["menu"])

    assert "AI 문의 및 제품 설명" in menu
    assert menu.index("1번") < menu.index("2번") < menu.index("0번") < menu.index("press star")


def test_the_caller_is_told_of_ai_and_of_recording() -> None:
    words = prompts.load()

    assert "녹음" in words["main"]["notice"].text
    assert "인공지능" in words["main"]["notice"].text
    assert "recorded" in words["main"]["notice"].text
    assert "인공지능" in words["inquiry"]["opening"].text
    assert "인공지능" in words["chat"]["notice"].text
    assert "녹음" in words["outbound_whisper"]["greeting"].text


def test_english_has_exactly_the_sentences_that_korean_has() -> None:
    korean, english = (
        {name: list(section) for name, section in prompts.load(language).items()}
        for language in ("ko", "en")
    )

    assert english == korean


def test_english_sentences_hold_the_same_values() -> None:
    for name, section in prompts.load("ko").items():
        for key, words in section.items():
            values = re.findall(r"\$[.\w]+\w|\{\w+\}", words.text)
            other = re.findall(r"\$[.\w]+\w|\{\w+\}", prompts.load("en")[name][key].text)
            assert sorted(values) == sorted(other), (name, key)


def test_english_callers_hear_of_the_ai_and_of_the_recording() -> None:
    words = prompts.load("en")

    assert "AI" in words["main"]["menu"].text
    assert "AI" in words["main"]["notice"].text
    assert "recorded" in words["main"]["notice"].text
    assert "AI" in words["inquiry"]["opening"].text


def test_the_answer_function_finds_every_sentence_it_reads() -> None:
    assert set(prompts.load()["answer"]) == ANSWER_KEYS


@pytest.mark.parametrize(
    "key",
    [
        "abstained",
        "not_in_language",
        "no_documents",
        "search_failed",
        "model_failed",
        "out_of_time",
        "internal",
    ],
)
def test_every_failed_answer_apologises_and_offers_an_engineer(key: str) -> None:
    sentence = prompts.load()["answer"][key].text

    assert "죄송합니다" in sentence
    assert "1번" in sentence


def test_failures_do_not_share_their_words() -> None:
    sentences = [words.text for words in prompts.load()["answer"].values()]

    assert len(set(sentences)) == len(sentences)


def test_every_sentence_of_a_flow_is_spoken_somewhere() -> None:
    spoken_words = " ".join(spoken_in_flows())
    silent = [words.key for words in every("ko") if inner(words) not in spoken_words]

    assert silent == []


def test_english_leaves_unspoken_only_the_chat_and_what_is_for_staff() -> None:
    spoken_words = " ".join(spoken_in_flows("_en"))
    sections = prompts.load("en")
    silent = {
        name
        for name in FLOW_SECTIONS
        if any(inner(words) not in spoken_words for words in sections[name].values())
    }

    assert silent == {
        "chat",
        "agent_transfer",
        "queue_transfer",
        "outbound_whisper",
        "callback_task",
    }


def test_no_flow_speaks_a_sentence_from_elsewhere() -> None:
    known = sorted(map(inner, [*every("ko"), *every("en")]), key=len, reverse=True)
    for text in spoken_in_flows():
        rest = text.removeprefix("<speak>").removesuffix("</speak>")
        for sentence in known:
            rest = rest.replace(sentence, "")
        assert rest.strip() == "", text


@pytest.mark.parametrize("section", [*FLOW_SECTIONS, "answer"])
def test_sentences_are_short_polite_and_plain(section: str) -> None:
    for words in prompts.load()[section].values():
        text = VALUE.sub("", korean_part(words)).strip()
        assert len(text) <= 95, words.key
        assert text == "" or text.endswith(("다.", "요.", "요?")) or "question" in words.text
        assert not set("<>&*#_`|") & set(text), words.key


@pytest.mark.parametrize("section", [*FLOW_SECTIONS, "answer"])
def test_english_sentences_are_short_and_plain(section: str) -> None:
    for words in prompts.load("en")[section].values():
        text = VALUE.sub("", spoken(words)).strip()
        assert text.isascii(), words.key
        assert len(text) <= 140, words.key
        assert text == "" or text.endswith((".", "?")) or "question" in words.text
        assert not set("<>&*#_`|") & set(text), words.key


@pytest.mark.parametrize("language", prompts.LANGUAGES)
def test_markup_is_such_that_neural_voices_take_it(language: str) -> None:
    marked_up = [words for words in every(language) if words.is_ssml]

    assert marked_up
    for words in marked_up:
        root = ET.fromstring(words.text)  # noqa: S314 - our own file
        assert {element.tag for element in root.iter()} <= NEURAL_TAGS, words.key


def korean_part(words: Words) -> str:
    """Without markup and without what is said to English-speaking callers."""
    return spoken(Words(key=words.key, text=re.sub("<lang.*?</lang>", "", words.text)))
