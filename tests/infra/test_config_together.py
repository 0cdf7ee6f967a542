"""Keys that do not go together, and values that no stack can have, are refused by name."""

from collections.abc import Mapping

import pytest

from infra.config import NAMESPACE, StackConfig
from infra.config_reader import ConfigError
from infra.phone_number import countries
from infra.provider import locate
from tests.infra import engine
from tests.infra.outputs import ACCOUNT
from tests.infra.test_config import parse, refusal

ID = "0c0c0c0c-1111-2222-3333-444455556666"


def only(values: Mapping[str, str], key: str) -> str:
    """What one sentence says of a key."""
    sentence = refusal(values)
    assert sentence.startswith(f"{NAMESPACE}:{key} ")
    assert "; and " not in sentence
    return sentence


@pytest.mark.parametrize("kind", ["TOLL_FREE", "DID"])
def test_a_korean_number_can_not_be_claimed_and_the_way_to_one_is_told(kind: str) -> None:
    sentence = only({"phoneNumber": f"claim:KR/{kind}"}, "phoneNumber")
    assert "AWS Support" in sentence
    assert "existing:<id>" in sentence


def test_no_number_is_claimed_of_a_country_that_the_api_does_not_know() -> None:
    assert "of XX, which is no country" in only({"phoneNumber": "claim:XX/DID"}, "phoneNumber")
    assert {"US", "JP", "KR"} <= countries()
    assert parse({"phoneNumber": "claim:JP/DID"}).phone_number.country == "JP"


def test_a_number_of_another_region_is_refused() -> None:
    arn = f"arn:aws:connect:us-east-1:{ACCOUNT}:phone-number/{ID}"
    sentence = only({"phoneNumber": f"existing:{arn}"}, "phoneNumber")
    assert "us-east-1" in sentence
    assert "ap-northeast-2" in sentence


@pytest.mark.parametrize(("account", "fits"), [(ACCOUNT, True), ("999999999999", False)])
def test_a_number_of_another_account_is_refused_before_anything_is_made(
    account: str, fits: bool
) -> None:
    number = f"existing:arn:aws:connect:ap-northeast-2:{account}:phone-number/{ID}"
    config = parse({"phoneNumber": number})
    if fits:
        engine.run(lambda: locate(config))
        return
    with pytest.raises(ConfigError, match=f"phoneNumber is of account {account}"):
        engine.run(lambda: locate(config))


@pytest.mark.parametrize(
    ("hours", "callbacks", "meet"),
    [
        ("SAT 10:00-11:00", "12:00-13:00", False),
        ("SAT 10:00-11:00", "10:00-11:00", True),
        ("MON-FRI 21:00-23:59", "09:00-20:00", False),
        ("MON-FRI 21:00-23:59", "09:00-22:00", True),
        ("MON 09:30-10:30", "09:00-20:00", False),
        ("MON 09:30-10:30, TUE 09:30-11:00", "09:00-20:00", True),
        ("24x7", "22:00-23:00", True),
    ],
)
def test_a_call_back_can_be_booked_in_some_whole_hour_of_the_week(
    hours: str, callbacks: str, meet: bool
) -> None:
    values = {"hours": hours, "callbackHours": callbacks}
    if meet:
        assert parse(values).callbacks.hours == callbacks
    else:
        assert callbacks in only(values, "callbackHours")


def test_closed_days_do_not_matter_for_that_since_they_pass() -> None:
    values = {"hours": "MON 09:00-18:00", "closedDays": '["2026-11-23", "2026-11-30"]'}
    assert len(parse(values).closed_days) == 2


@pytest.mark.parametrize("analysis", ["none", "after-call"])
def test_rules_that_listen_need_an_analysis_while_the_call_lasts(analysis: str) -> None:
    sentence = only({"contactRules": "true", "callAnalysis": analysis}, "contactRules")
    assert "`callAnalysis: during-call`" in sentence
    assert analysis in sentence
    assert parse({"contactRules": "true", "callAnalysis": "during-call"}).contact_rules
    assert not parse({"callAnalysis": analysis}).contact_rules


def test_executions_are_reserved_for_a_chat_api_that_there_is() -> None:
    sentence = only({"chatApi": "none", "chatConcurrency": "5"}, "chatConcurrency")
    assert "`chatApi` is none" in sentence
    assert parse({"chatConcurrency": "5"}).chat.concurrency == 5


@pytest.mark.parametrize("model", ["anthropic.claude-3-haiku-20240307-v1:0", "apac.amazon.nova-x"])
def test_a_model_that_words_texts_does_not_embed_them(model: str) -> None:
    assert "embeds texts" in only({"embeddingModel": model}, "embeddingModel")
    assert parse({"answerModel": model}).answers.answer_model == model


@pytest.mark.parametrize("model", ["amazon.titan-embed-text-v2:0", "cohere.embed-multilingual-v3"])
def test_a_model_that_embeds_texts_does_not_word_them(model: str) -> None:
    assert "words texts" in only({"answerModel": model}, "answerModel")


def test_vectors_have_a_length_that_their_model_makes() -> None:
    cohere = "cohere.embed-multilingual-v3"
    assert "1024 only" in only({"embeddingModel": cohere}, "embeddingDimensions")
    other = {"embeddingModel": cohere, "embeddingDimensions": "1024"}
    assert parse(other).knowledge.embedding_dimensions == 1024
    unknown = {"embeddingModel": "films.embed-scenes-v1:0"}
    assert parse(unknown).knowledge.embedding_dimensions == 512


@pytest.mark.parametrize("key", ["alertEmails", "reportEmails"])
def test_nobody_is_mailed_twice(key: str) -> None:
    sentence = only({key: '["shift@example.com", "Shift@Example.com"]'}, key)
    assert "Shift@Example.com twice" in sentence


@pytest.mark.parametrize(
    "addresses",
    [
        '[["a@example.com"]]',
        '["홍길동@example.com"]',
        '["a b@example.com"]',
        '["a@example.com\\n"]',
    ],
)
def test_what_is_no_address_is_refused(addresses: str) -> None:
    assert "a list of e-mail addresses" in only({"alertEmails": addresses}, "alertEmails")


@pytest.mark.parametrize(
    "day", ['"2026-W01-1"', '"20261231"', "20261231", "true", '["2026-12-31"]']
)
def test_closed_days_are_written_with_year_month_and_day(day: str) -> None:
    assert "is no day such as 2026-12-31" in refusal({"closedDays": f"[{day}]"})


@pytest.mark.parametrize("region", ["us-east-1", "ap-northeast-1", "", "seoul"])
def test_the_program_is_for_seoul(region: str) -> None:
    with pytest.raises(ConfigError, match=f"aws:region is '{region}'; allowed is one of ap-north"):
        StackConfig.parse(
            {"instanceAlias": "saltware-test"}, project=NAMESPACE, stack="test", region=region
        )


def test_a_stack_without_a_region_goes_to_seoul_and_an_empty_one_is_not_taken_for_none() -> None:
    values = {f"{NAMESPACE}:instanceAlias": "saltware-test"}
    found: list[str] = []

    def program() -> None:
        found.append(StackConfig.load().region)

    engine.run(program, values=values)
    assert found == ["ap-northeast-2"]
    with pytest.raises(ConfigError, match="aws:region is ''"):
        engine.run(program, values={**values, "aws:region": ""})
