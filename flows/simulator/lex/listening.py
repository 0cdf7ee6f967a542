"""How a bot listens: what of the caller's keys and words reaches it."""

from collections.abc import Mapping
from typing import Final

from ai.contract import LEX_TEXT_CHARACTERS
from flows.language import LEX_AUDIO_MILLISECONDS
from flows.simulator.caller import Press, Silence, WaitKind
from flows.simulator.lex.dialog import BotFailedError, Heard, Mode
from flows.simulator.line import Line

START_TIMEOUT_MS: Final = 3_000
END_TIMEOUT_MS: Final = 600
DTMF_END_TIMEOUT_MS: Final = 5_000
DTMF_CHARACTERS: Final = 1_024
"""What holds when the session attributes say nothing (adminguide, get-customer-input)."""


def setting(session: Mapping[str, str], name: str, default: int) -> int:
    """A setting for all intents, such as `audio:start-timeout-ms`. No number counts as not set."""
    value = session.get(f"x-amz-lex:{name}:*:*", "")
    return int(value) if value.isascii() and value.isdigit() else default


def check_settings(session: Mapping[str, str]) -> None:
    """Connect refuses an utterance longer than Lex takes.

    Raises:
        BotFailedError: `max-length-ms` is over the limit.
    """
    longest = setting(session, "audio:max-length-ms", 0)
    if longest > LEX_AUDIO_MILLISECONDS:
        raise BotFailedError(
            f"audio:max-length-ms is {longest}; at most {LEX_AUDIO_MILLISECONDS} is accepted"
        )


def listen(line: Line, session: Mapping[str, str]) -> Heard:
    """The caller's turn.

    A silent caller is an empty utterance once the start timeout is over; at ElicitIntent that
    reaches FallbackIntent with an empty `inputTranscript` (as bots in aws-lex-web-ui#393 see it;
    the Lex pages do not say). Speech longer than Lex's 1,024 characters is cut, as audio beyond
    `max-length-ms` is.
    """
    start = setting(session, "audio:start-timeout-ms", START_TIMEOUT_MS) / 1_000
    action = line.listen(WaitKind.BOT, start)
    if isinstance(action, Silence):
        return Heard(mode=Mode.SPEECH, transcript="")
    if isinstance(action, Press):
        return _keyed(line, action.keys, session)
    line.elapsed += setting(session, "audio:end-timeout-ms", END_TIMEOUT_MS) / 1_000
    return Heard(mode=Mode.SPEECH, transcript=action.text[:LEX_TEXT_CHARACTERS])


def _keyed(line: Line, keys: str, session: Mapping[str, str]) -> Heard:
    """Keys up to the end key or the longest allowed; the deletion key wipes what came before."""
    longest = setting(session, "dtmf:max-length", DTMF_CHARACTERS)
    end = session.get("x-amz-lex:dtmf:end-character:*:*", "#")
    delete = session.get("x-amz-lex:dtmf:deletion-character:*:*", "*")
    kept = ""
    for key in keys:
        if key == end:
            break
        kept = "" if key == delete else kept + key
        if len(kept) >= longest:
            break
    else:
        line.elapsed += setting(session, "dtmf:end-timeout-ms", DTMF_END_TIMEOUT_MS) / 1_000
    return Heard(mode=Mode.DTMF, transcript=kept, keys=kept or "[DEL]")
