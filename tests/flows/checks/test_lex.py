import pytest

from tests.flows.samples import sample, verdicts


@pytest.mark.parametrize(
    ("key", "value", "verdict"),
    [
        ("x-amz-lex:audio:start-timeout-ms:*:*", "5000", None),
        ("x-amz-lex:audio:start-timeout-ms:EndIntent:*", "5000", None),
        ("x-amz-lex:audio:end-timeout-ms:EndIntent:city", "600", None),
        ("x-amz-lex:audio:max-length-ms:*:*", "15000", None),
        ("x-amz-lex:dtmf:end-timeout-ms:*:*", "5000", None),
        ("x-amz-lex:dtmf:end-character:*:*", "#", None),
        ("x-amz-lex:dtmf:deletion-character:*:*", "*", None),
        ("x-amz-lex:dtmf:max-length:*:*", "8", None),
        ("x-amz-lex:text:start-timeout-ms:*:*", "30000", None),
        ("x-amz-lex:allow-interrupt:*:*", "true", None),
        ("x-amz-lex:allow-interrupt:*:*", "FALSE", None),
        ("x-amz-lex:allow-audio-input:*:*", "$.Attributes.audio", None),
        ("x-amz-lex:audio:start-timeout-ms:*:*", "{{milliseconds}}", None),
        ("x-amz-lex:{{setting}}:*:*", "1", None),
        ("contact_id", "$.ContactId", None),
        ("x-amz-lex:audio:start-timeout-ms:*", "5000", "warning lex-key"),
        ("x-amz-lex:audio:start-timeout-ms", "5000", "warning lex-key"),
        ("x-amz-lex:audio:start-timeout-ms:*:*:*", "5000", "warning lex-key"),
        ("x-amz-lex:audio:start-timeout-ms::*", "5000", "warning lex-key"),
        ("x-amz-lex:allow-interrupt:*", "true", "warning lex-key"),
        ("x-amz-lex:audio:allow-interrupt:*:*", "true", "warning lex-key"),
        ("x-amz-lex:video:start-timeout-ms:*:*", "5000", "warning lex-key"),
        ("x-amz-lex:audio:start-timeout:*:*", "5000", "warning lex-key"),
        ("x-amz-lex:", "5000", "warning lex-key"),
        ("x-amz-lex:allow-interrupt:*:*", "yes", "warning lex-value"),
        ("x-amz-lex:audio:start-timeout-ms:*:*", "5s", "warning lex-value"),
        ("x-amz-lex:dtmf:end-character:*:*", "##", "warning lex-value"),
        ("x-amz-lex:audio:max-length-ms:*:*", "15001", "warning lex-audio"),
        ("x-amz-lex:audio:max-length-ms:*:*", "55000", "warning lex-audio"),
        ("x-amz-lex:audio:max-length-ms:*:*", "55001", "error lex-audio"),
    ],
)
def test_what_a_bot_is_told_is_looked_at(key: str, value: str, verdict: str | None) -> None:
    bot = sample("ConnectParticipantWithLexBot", LexSessionAttributes={key: value})

    assert verdicts(bot) == ([] if verdict is None else [verdict])
