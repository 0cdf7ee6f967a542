from collections import Counter

import pytest

from ai.contract import INTENT_KEYS, Intent
from flows.bots import BOTS, FALLBACK_SIGNATURE, INQUIRY, BotLocale
from flows.simulator.lex.definition import normalised, read_definition
from flows.tongues import ENGLISH, KOREAN, Tongue
from tests.flows.worlds import bot_properties

LOCALES = pytest.mark.parametrize("locale", INQUIRY.locales, ids=lambda locale: locale.code)


def recognised(text: str, locale: str = "ko_KR") -> str | None:
    return read_definition(bot_properties(INQUIRY), locale).recognise(text)


@pytest.mark.parametrize(
    "wish",
    [
        "1",
        "일번이요",
        "엔지니어 연결해 주세요",
        "엔지니어연결해주세요",
        "전담 엔지니어 바꿔 주세요.",
        "담당자한테 연결해 주세요",
        "상담원이랑 통화하고 싶어요",
        "상담사와 이야기하고 싶어요",
        "사람 좀 바꿔 주세요!",
    ],
)
def test_who_asks_for_a_person_is_understood(wish: str) -> None:
    assert recognised(wish) == Intent.ENGINEER


@pytest.mark.parametrize("wish", ["2", "종료", "네 감사합니다", "이제 됐어요", "전화 끊을게요"])
def test_who_is_done_is_understood(wish: str) -> None:
    assert recognised(wish) == Intent.END


@pytest.mark.parametrize("wish", ["다시 한번 말씀해 주세요", "못 들었어요", "뭐라고요?"])
def test_who_wants_to_hear_it_again_is_understood(wish: str) -> None:
    assert recognised(wish) == Intent.REPEAT


@pytest.mark.parametrize(
    "wish", ["3", "네", "더 들려주세요", "계속이요", "더 자세히 설명해 주세요"]
)
def test_who_wants_to_hear_on_is_understood(wish: str) -> None:
    assert recognised(wish) == Intent.MORE


@pytest.mark.parametrize(
    "question",
    [
        "",
        "핏클라우드 장애가 나면 얼마 만에 응답해 주나요",
        "엔지니어 연결 비용이 얼마인가요",
        "이번 달 요금은 언제 나오나요",
        "서비스 종료 절차를 알려 주세요",
        "4",
        "계속 연결이 끊기면 어떻게 하나요",
    ],
)
def test_everything_else_is_a_question(question: str) -> None:
    assert recognised(question) == Intent.FALLBACK


@pytest.mark.parametrize(
    ("wish", "intent"),
    [
        ("1", Intent.ENGINEER),
        ("I'd like to speak to an engineer, please.", Intent.FALLBACK),
        ("I'd like to speak to an engineer", Intent.ENGINEER),
        ("Engineer, please.", Intent.ENGINEER),
        ("can I talk to a real person", Intent.ENGINEER),
        ("2", Intent.END),
        ("No, that's all. Thanks.", Intent.FALLBACK),
        ("that's all thanks", Intent.END),
        ("Thank you very much!", Intent.END),
        ("Could you repeat that, please?", Intent.REPEAT),
        ("Sorry?", Intent.REPEAT),
        ("3", Intent.MORE),
        ("Yes, please.", Intent.MORE),
        ("go on", Intent.MORE),
        ("How much does an engineer cost?", Intent.FALLBACK),
        ("two factor authentication does not work", Intent.FALLBACK),
        ("What happens when my contract ends?", Intent.FALLBACK),
        ("엔지니어", Intent.FALLBACK),
        ("", Intent.FALLBACK),
    ],
)
def test_english_wishes_are_understood_in_the_english_locale(wish: str, intent: Intent) -> None:
    assert recognised(wish, "en_US") == intent


@LOCALES
def test_the_intents_are_those_of_the_contract(locale: BotLocale) -> None:
    assert [intent.name for intent in locale.intents] == [
        Intent.ENGINEER,
        Intent.END,
        Intent.REPEAT,
        Intent.MORE,
        Intent.FALLBACK,
    ]


@LOCALES
def test_every_key_of_the_contract_is_an_utterance_of_its_intent(locale: BotLocale) -> None:
    for key, intent in INTENT_KEYS.items():
        assert recognised(key, locale.code) == intent


@LOCALES
def test_a_person_and_the_end_are_reached_without_the_function(locale: BotLocale) -> None:
    hooks = {intent.name: intent.fulfilment_hook for intent in locale.intents}

    assert hooks == {
        Intent.ENGINEER: False,
        Intent.END: False,
        Intent.REPEAT: True,
        Intent.MORE: True,
        Intent.FALLBACK: True,
    }


@LOCALES
def test_only_the_fallback_is_built_in_and_it_has_no_utterances(locale: BotLocale) -> None:
    built_in = [intent for intent in locale.intents if intent.parent_signature]

    assert [(intent.name, intent.utterances) for intent in built_in] == [(Intent.FALLBACK, ())]
    assert built_in[0].parent_signature == FALLBACK_SIGNATURE


@LOCALES
def test_no_utterance_stands_twice_as_lex_reads_it(locale: BotLocale) -> None:
    counts = Counter(
        normalised(utterance) for intent in locale.intents for utterance in intent.utterances
    )

    assert [utterance for utterance, count in counts.items() if count > 1] == []


@LOCALES
def test_utterances_hold_nothing_that_lex_refuses(locale: BotLocale) -> None:
    for intent in locale.intents:
        for utterance in intent.utterances:
            assert all(letter.isalnum() or letter in " '" for letter in utterance), utterance


def test_bots_are_catalogued_by_name() -> None:
    assert BOTS == {"inquiry": INQUIRY}


def test_the_bot_listens_in_the_languages_of_the_flows() -> None:
    assert [locale.code for locale in INQUIRY.locales] == [KOREAN.locale, ENGLISH.locale]
    assert INQUIRY.speaks(ENGLISH)
    assert not INQUIRY.speaks(Tongue(code="ja-JP", voice="Kazuha", engine="Neural"))
