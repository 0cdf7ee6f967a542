"""The bot, over its alias: what text and speech reach, and who may use it."""

import base64
import difflib
import gzip
import json

from ai.contract import Intent, SessionAttribute, Status
from tests.live.account import Account
from tests.live.test_functions import contact

LOCALE = "ko_KR"
VOICE = "Seoyeon"
QUESTION = "환불은 며칠 안에 되나요"


def bot_and_alias(account: Account) -> dict[str, str]:
    """Of the inquiry bot, as its API takes them."""
    bot, alias = str(account.output("inquiry_bot_alias_arn")).split("/")[-2:]
    return {"botId": bot, "botAliasId": alias}


def test_the_bot_answers_a_typed_question(account: Account) -> None:
    """Costs: one answer and one Lex request, under 1 cent. Leaves: nothing."""
    with contact(account, "typed") as made:
        told = account.client("lexv2-runtime").recognize_text(
            **bot_and_alias(account),
            localeId=LOCALE,
            sessionId=made,
            text=QUESTION,
            sessionState={"sessionAttributes": {SessionAttribute.CONTACT_ID.value: made}},
        )
    assert told["messages"], "the bot says nothing"
    session = told["sessionState"]["sessionAttributes"]
    assert session[SessionAttribute.STATUS] in {Status.ANSWERED, Status.ABSTAINED}, session


def test_asking_for_an_engineer_is_understood(account: Account) -> None:
    """Costs: three Lex requests, under 1 cent. Leaves: nothing."""
    for words in ("엔지니어 연결해 주세요", "사람이랑 통화하고 싶어요", "1"):
        with contact(account, "engineer") as made:
            told = account.client("lexv2-runtime").recognize_text(
                **bot_and_alias(account), localeId=LOCALE, sessionId=made, text=words
            )
        assert told["sessionState"]["intent"]["name"] == Intent.ENGINEER, words


def test_korean_speech_is_recognised(account: Account) -> None:
    """Costs: one spoken sentence, one request with speech and one answer, under 2 cents.
    Leaves: nothing. The voice is a synthetic one: real callers are harder to understand.
    """
    spoken = (
        account.client("polly")
        .synthesize_speech(
            Engine="neural", VoiceId=VOICE, OutputFormat="pcm", SampleRate="16000", Text=QUESTION
        )["AudioStream"]
        .read()
    )
    with contact(account, "spoken") as made:
        told = account.client("lexv2-runtime").recognize_utterance(
            **bot_and_alias(account),
            localeId=LOCALE,
            sessionId=made,
            requestContentType="audio/l16; rate=16000; channels=1",
            responseContentType="text/plain; charset=utf-8",
            inputStream=spoken,
        )
    heard = gzip.decompress(base64.b64decode(told["inputTranscript"])).decode().strip('"')
    alike = difflib.SequenceMatcher(None, heard.replace(" ", ""), QUESTION.replace(" ", ""))
    assert alike.ratio() > 0.7, heard


def test_connect_may_use_the_bot_and_knows_it(account: Account) -> None:
    """Costs: nothing. Leaves: nothing."""
    alias = account.output("inquiry_bot_alias_arn")
    models = account.client("lexv2-models")
    assert models.describe_bot_alias(**bot_and_alias(account))["botAliasStatus"] == "Available"
    policy = json.loads(models.describe_resource_policy(resourceArn=alias)["policy"])
    assert "connect.amazonaws.com" in json.dumps(policy)
    known = account.client("connect").list_bots(InstanceId=account.instance, LexVersion="V2")
    assert alias in [each["LexV2Bot"]["AliasArn"] for each in known["LexBots"]]
