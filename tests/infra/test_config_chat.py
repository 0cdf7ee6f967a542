"""What goes with what in the chat API's configuration."""

import json

import pytest

from infra.config_chat import MOST_AUDIENCES
from tests.infra.test_config import parse, refusal

ISSUER = "https://cognito-idp.ap-northeast-2.amazonaws.com/ap-northeast-2_a1B2c3D4e"
TOKENS = {"chatApi": "jwt", "chatIssuer": ISSUER, "chatAudience": '["website"]'}


def test_the_api_is_authenticated_throttled_and_closed_to_browsers_by_default() -> None:
    chat = parse({}).chat
    assert chat.api == "iam"
    assert chat.origins == ()
    assert (chat.requests_per_second, chat.burst) == (5, 10)
    assert chat.concurrency == 0


def test_tokens_take_an_issuer_and_an_audience() -> None:
    chat = parse(TOKENS).chat
    assert (chat.api, chat.issuer, chat.audience) == ("jwt", ISSUER, ("website",))


@pytest.mark.parametrize("key", ["chatIssuer", "chatAudience"])
def test_tokens_without_one_of_both_are_refused_by_its_name(key: str) -> None:
    values = {name: value for name, value in TOKENS.items() if name != key}
    sentence = refusal(values)
    assert sentence.endswith(f":{key} is missing; `chatApi: jwt` needs it")
    assert "; and " not in sentence


@pytest.mark.parametrize("api", ["iam", "none"])
def test_an_issuer_without_tokens_is_refused(api: str) -> None:
    sentence = refusal({**TOKENS, "chatApi": api})
    for key in ("chatIssuer", "chatAudience"):
        assert f":{key} goes with `chatApi: jwt` only, and it is {api}" in sentence


def test_origins_without_an_api_are_refused() -> None:
    origins = json.dumps(["https://www.example.com"])
    assert "`chatApi` is none" in refusal({"chatApi": "none", "chatOrigins": origins})


def test_a_wrong_way_to_authenticate_is_all_that_is_told() -> None:
    assert "; and " not in refusal({**TOKENS, "chatApi": "JWT"})


def test_what_is_wrong_by_itself_is_not_missing_as_well() -> None:
    assert "missing" not in refusal({**TOKENS, "chatIssuer": "login"})
    assert "missing" not in refusal({**TOKENS, "chatAudience": "[1]"})


@pytest.mark.parametrize(
    "issuer",
    [
        "login.example.com",
        "http://login.example.com",
        "https://",
        "https://login.example.com?tenant=1",
        "https://login.example.com/#a",
        "https://user@login.example.com",
        "https://로그인.example.com",
    ],
)
def test_an_issuer_is_an_https_address(issuer: str) -> None:
    assert "an https address" in refusal({**TOKENS, "chatIssuer": issuer})


@pytest.mark.parametrize(
    "origin",
    [
        "*",
        "https://*",
        "https://*.example.com",
        "http://www.example.com",
        "https://www.example.com/",
        "https://www.example.com/chat",
        "www.example.com",
        "null",
        "",
        7,
    ],
)
def test_an_origin_is_one_https_site(origin: object) -> None:
    sentence = refusal({"chatOrigins": json.dumps(["https://ok.example.com:8443", origin])})
    assert f"{origin!r} is not allowed" in sentence


@pytest.mark.parametrize("audience", [[""], ["a b"], [None], ["a"] * (MOST_AUDIENCES + 1)])
def test_an_audience_is_a_few_names(audience: list[object]) -> None:
    assert "chatAudience" in refusal({**TOKENS, "chatAudience": json.dumps(audience)})
