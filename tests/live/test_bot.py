"""The bot, over its alias: what text and speech reach, and who may use it."""

import base64
import difflib
import gzip
import json
import re
from typing import Any

from ai.contract import Intent, SessionAttribute, Status
from flows.bots import INQUIRY
from flows.tongues import ENGLISH, KOREAN, Tongue
from tests.live.account import Account
from tests.live.test_functions import contact

QUESTION = "환불은 며칠 안에 되나요"
QUESTIONS = {KOREAN.locale: QUESTION, ENGLISH.locale: "How many days does a refund take?"}
PEOPLE = {
    KOREAN.locale: ("엔지니어 연결해 주세요", "사람이랑 통화하고 싶어요", "1"),
    ENGLISH.locale: ("I'd like to speak to an engineer", "put me through to a person", "1"),
}
HANGUL = re.compile(r"[가-힣]")


def bot_and_alias(account: Account) -> dict[str, str]:
    """Of the inquiry bot, as its API takes them."""
    bot, alias = str(account.output("inquiry_bot_alias_arn")).split("/")[-2:]
    return {"botId": bot, "botAliasId": alias}


def typed(account: Account, locale: str, words: str) -> Any:
    """What the bot makes of a message in one of its languages."""
    with contact(account, f"typed-{locale}") as made:
        return account.client("lexv2-runtime").recognize_text(
            **bot_and_alias(account),
            localeId=locale,
            sessionId=made,
            text=words,
            sessionState={"sessionAttributes": {SessionAttribute.CONTACT_ID.value: made}},
        )


def heard(account: Account, tongue: Tongue) -> str:
    """What is recognised of the question, spoken by the voice of that language."""
    polly, question = account.client("polly"), QUESTIONS[tongue.locale]
    spoken = polly.synthesize_speech(
        Engine=tongue.engine.lower(),
        VoiceId=tongue.voice,
        OutputFormat="pcm",
        SampleRate="16000",
        Text=question,
    )["AudioStream"].read()
    with contact(account, f"spoken-{tongue.locale}") as made:
        told = account.client("lexv2-runtime").recognize_utterance(
            **bot_and_alias(account),
            localeId=tongue.locale,
            sessionId=made,
            requestContentType="audio/l16; rate=16000; channels=1",
            responseContentType="text/plain; charset=utf-8",
            inputStream=spoken,
        )
    return gzip.decompress(base64.b64decode(told["inputTranscript"])).decode().strip('"')


def likeness(one: str, other: str) -> float:
    """From 0 to 1, of the letters alone."""
    first, second = (re.sub(r"\W", "", each).lower() for each in (one, other))
    return difflib.SequenceMatcher(None, first, second).ratio()


def answer(account: Account, tongue: Tongue) -> str:
    """What the bot answers to the question in that language."""
    told = typed(account, tongue.locale, QUESTIONS[tongue.locale])
    session = told["sessionState"]["sessionAttributes"]
    assert session[SessionAttribute.STATUS] in {Status.ANSWERED, Status.ABSTAINED}, session
    assert told.get("messages"), "the bot says nothing"
    return "\n".join(str(each["content"]) for each in told["messages"])


def test_the_bot_answers_a_typed_question(account: Account) -> None:
    """Costs: one answer and one Lex request, under 1 cent. Leaves: nothing."""
    said = answer(account, KOREAN)
    assert HANGUL.search(said), said


def test_the_bot_answers_a_typed_question_in_english(account: Account) -> None:
    """Costs: one answer and one Lex request, under 1 cent. Leaves: nothing."""
    said = answer(account, ENGLISH)
    assert not HANGUL.search(said), said


def test_asking_for_an_engineer_is_understood(account: Account) -> None:
    """In Korean and in English. Costs: six Lex requests, under 1 cent. Leaves: nothing."""
    for locale, wishes in PEOPLE.items():
        for words in wishes:
            told = typed(account, locale, words)
            assert told["sessionState"]["intent"]["name"] == Intent.ENGINEER, words


def test_korean_speech_is_recognised(account: Account) -> None:
    """Costs: one spoken sentence, one request with speech and one answer, under 2 cents.
    Leaves: nothing. The voice is a synthetic one: real callers are harder to understand.
    """
    found = heard(account, KOREAN)
    assert likeness(found, QUESTIONS[KOREAN.locale]) > 0.7, found


def test_english_speech_is_recognised(account: Account) -> None:
    """Costs: one spoken sentence, one request with speech and one answer, under 2 cents.
    Leaves: nothing. The voice is an American, synthetic one: callers with a Korean accent are
    harder to understand.
    """
    found = heard(account, ENGLISH)
    assert likeness(found, QUESTIONS[ENGLISH.locale]) > 0.8, found


def test_the_bot_is_built_in_every_language(account: Account) -> None:
    """Costs: nothing. Leaves: nothing."""
    models, alias = account.client("lexv2-models"), bot_and_alias(account)
    found = models.describe_bot_alias(**alias)
    listening = {
        locale for locale, each in found["botAliasLocaleSettings"].items() if each["enabled"]
    }
    assert listening == {each.code for each in INQUIRY.locales}
    for locale in INQUIRY.locales:
        built = models.describe_bot_locale(
            botId=alias["botId"], botVersion=found["botVersion"], localeId=locale.code
        )
        assert built["botLocaleStatus"] == "Built", (locale.code, built.get("failureReasons"))


def test_connect_may_use_the_bot_and_knows_it(account: Account) -> None:
    """Costs: nothing. Leaves: nothing."""
    alias = account.output("inquiry_bot_alias_arn")
    models = account.client("lexv2-models")
    assert models.describe_bot_alias(**bot_and_alias(account))["botAliasStatus"] == "Available"
    policy = json.loads(models.describe_resource_policy(resourceArn=alias)["policy"])
    assert "connect.amazonaws.com" in json.dumps(policy)
    known = account.client("connect").list_bots(InstanceId=account.instance, LexVersion="V2")
    assert alias in [each["LexV2Bot"]["AliasArn"] for each in known["LexBots"]]
