from pathlib import Path

import pytest

from flows import prompts
from flows.catalog import FLOWS
from flows.json_values import as_list, as_object, as_text
from flows.prompts import PromptError, Words

FLOW_SECTIONS = ("main", "inquiry", "engineer", "agent")
ANSWER_KEYS = {
    "opening",
    "next",
    "abstained",
    "no_documents",
    "search_failed",
    "model_failed",
    "out_of_time",
    "internal",
    "no_question",
    "question_too_long",
    "nothing_to_repeat",
    "engineer",
    "goodbye",
}


def spoken_in_flows() -> list[str]:
    spoken: list[str] = []
    for flow in FLOWS.values():
        for action in as_list(flow.content["Actions"]):
            parameters = as_object(as_object(action)["Parameters"])
            spoken += [text for key in ("Text", "SSML") if (text := as_text(parameters.get(key)))]
    return spoken


def test_the_greeting_is_the_one_that_was_ordered() -> None:
    greeting = prompts.load()["main"]["greeting"].text

    assert greeting.startswith("안녕하세요! Saltware 고객센터입니다")


def test_the_menu_names_its_three_keys_in_order() -> None:
    menu = prompts.load()["main"]["menu"].text

    assert "AI 문의 및 제품 설명" in menu
    assert menu.index("1번") < menu.index("2번") < menu.index("0번")


def test_the_caller_is_told_of_ai_and_of_recording() -> None:
    words = prompts.load()

    assert "녹음" in words["main"]["notice"].text
    assert "인공지능" in words["main"]["notice"].text
    assert "인공지능" in words["inquiry"]["opening"].text


def test_the_answer_function_finds_every_sentence_it_reads() -> None:
    assert set(prompts.load()["answer"]) == ANSWER_KEYS


@pytest.mark.parametrize(
    "key", ["abstained", "no_documents", "search_failed", "model_failed", "out_of_time", "internal"]
)
def test_every_failed_answer_apologises_and_offers_an_engineer(key: str) -> None:
    sentence = prompts.load()["answer"][key].text

    assert "죄송합니다" in sentence
    assert "1번" in sentence


def test_failures_do_not_share_their_words() -> None:
    sentences = [words.text for words in prompts.load()["answer"].values()]

    assert len(set(sentences)) == len(sentences)


def test_every_sentence_of_a_flow_is_spoken_somewhere() -> None:
    spoken = " ".join(spoken_in_flows())
    silent = [
        f"{section}.{words.key}"
        for section in FLOW_SECTIONS
        for words in prompts.load()[section].values()
        if words.text not in spoken
    ]

    assert silent == []


def test_no_flow_speaks_a_sentence_from_elsewhere() -> None:
    known = sorted(
        (words.text for section in FLOW_SECTIONS for words in prompts.load()[section].values()),
        key=len,
        reverse=True,
    )
    for text in spoken_in_flows():
        rest = text
        for sentence in known:
            rest = rest.replace(sentence, "")
        assert rest.strip() == ""


@pytest.mark.parametrize("section", [*FLOW_SECTIONS, "answer"])
def test_sentences_are_short_polite_and_plain(section: str) -> None:
    for words in prompts.load()[section].values():
        assert len(words.text) <= 90, words.key
        assert words.text.endswith(("다.", "요.", "요?")), words.key
        assert not set("<>&*#_`|") & set(words.text), words.key


def test_words_joined_keep_the_first_name() -> None:
    joined = Words(key="silence_1", text="하나.") + Words(key="menu", text="둘.")

    assert joined == Words(key="silence_1", text="하나. 둘.")


def test_a_missing_sentence_is_named() -> None:
    with pytest.raises(PromptError, match=r"'farewell' in section \[main\]"):
        prompts.load()["main"]["farewell"]


def test_a_language_without_a_file_is_named() -> None:
    with pytest.raises(PromptError, match=r"prompts\.xx\.toml"):
        prompts.load("xx")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[main]\ngreeting = ""', "must be a sentence"),
        ("[main]\ngreeting = 3", "must be a sentence"),
        (f'[main]\ngreeting = "{"가" * 6_001}"', "6001 characters"),
    ],
)
def test_unspeakable_sentences_are_refused(
    text: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "prompts.zz.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(prompts, "FOLDER", tmp_path)

    with pytest.raises(PromptError, match=rf"main\.greeting.*{reason}"):
        prompts.load("zz")
