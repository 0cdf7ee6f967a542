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

CHAT_SECONDS: Final = 300.0
"""How long a chat's customer may think when nothing is set: a bot's usual session time-out."""


class CustomerAwayError(Exception):
    """A chat's customer did not answer in time."""


class Settings:
    """What the session attributes `x-amz-lex:<name>:<intent>:<slot>` say, the most specific first.

    A key with more or fewer segments says nothing, and nobody is told (lex,
    session-attribs-speech).
    """

    def __init__(
        self, session: Mapping[str, str], intent: str | None = None, slot: str | None = None
    ) -> None:
        self._session = session
        scopes = ((intent, slot), (intent, None), (None, slot), (None, None))
        self._scopes = tuple(
            dict.fromkeys(f"{first or '*'}:{second or '*'}" for first, second in scopes)
        )

    def text(self, name: str, default: str) -> str:
        """A setting such as `dtmf:end-character`."""
        for scope in self._scopes:
            value = self._session.get(f"x-amz-lex:{name}:{scope}")
            if value is not None:
                return value
        return default

    def number(self, name: str, default: int) -> int:
        """A setting such as `audio:start-timeout-ms`; no number counts as not set."""
        value = self.text(name, "")
        return int(value) if value.isascii() and value.isdigit() else default

    def is_on(self, name: str) -> bool:
        """A switch such as `allow-audio-input`, on by default."""
        return self.text(name, "true").casefold() != "false"


def check_settings(session: Mapping[str, str]) -> None:
    """Connect refuses an utterance longer than Lex takes.

    Raises:
        BotFailedError: `max-length-ms` is over the limit.
    """
    for key, value in session.items():
        if not key.startswith("x-amz-lex:audio:max-length-ms:") or key.count(":") != 4:
            continue
        if value.isascii() and value.isdigit() and int(value) > LEX_AUDIO_MILLISECONDS:
            raise BotFailedError(
                f"audio:max-length-ms is {value}; at most {LEX_AUDIO_MILLISECONDS} is accepted"
            )


def listen(
    line: Line,
    session: Mapping[str, str],
    *,
    intent: str | None = None,
    slot: str | None = None,
    patience: float | None = None,
) -> Heard:
    """The caller's turn.

    A silent caller is an empty utterance once the start timeout is over; at ElicitIntent that
    reaches FallbackIntent with an empty `inputTranscript` (as bots in aws-lex-web-ui#393 see it;
    the Lex pages do not say). Speech longer than Lex's 1,024 characters is cut, as audio beyond
    `max-length-ms` is. Keys or speech that the session turns off are not heard.

    Raises:
        CustomerAwayError: nothing is written in a chat within `patience` seconds.
    """
    if line.contact.channel != "VOICE":
        return _written(line, CHAT_SECONDS if patience is None else patience)
    settings = Settings(session, intent, slot)
    action = line.listen(
        WaitKind.BOT, settings.number("audio:start-timeout-ms", START_TIMEOUT_MS) / 1_000
    )
    if isinstance(action, Press) and settings.is_on("allow-dtmf-input"):
        return _keyed(line, action, settings)
    if isinstance(action, Silence | Press) or not settings.is_on("allow-audio-input"):
        return Heard(mode=Mode.SPEECH, transcript="")
    line.advance(settings.number("audio:end-timeout-ms", END_TIMEOUT_MS) / 1_000)
    return Heard(mode=Mode.SPEECH, transcript=action.text[:LEX_TEXT_CHARACTERS])


def _written(line: Line, patience: float) -> Heard:
    action = line.listen(WaitKind.BOT, patience)
    if isinstance(action, Silence):
        raise CustomerAwayError(f"the customer wrote nothing for {patience:g} s")
    text = action.keys if isinstance(action, Press) else action.text
    return Heard(mode=Mode.TEXT, transcript=text[:LEX_TEXT_CHARACTERS])


def _keyed(line: Line, pressed: Press, settings: Settings) -> Heard:
    """Keys up to the end key or the longest allowed; the deletion key wipes what came before."""
    longest = settings.number("dtmf:max-length", DTMF_CHARACTERS)
    end = settings.text("dtmf:end-character", "#")
    delete = settings.text("dtmf:deletion-character", "*")
    pause = settings.number("dtmf:end-timeout-ms", DTMF_END_TIMEOUT_MS) / 1_000
    kept = ""
    for key in pressed.keys if pressed.gap < pause else pressed.keys[:1]:
        line.advance(pressed.gap)
        if key == end:
            break
        kept = "" if key == delete else kept + key
        if len(kept) >= longest:
            break
    else:
        line.advance(pause)
    return Heard(mode=Mode.DTMF, transcript=kept, keys=kept or "[DEL]")
