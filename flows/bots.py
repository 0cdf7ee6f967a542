"""The inquiry bot: what callers say to be connected, to hear it again or on, or to end.

Everything else is a question, and reaches the answer function through FallbackIntent's hook.
EngineerIntent and EndIntent have no hook on purpose: they work while the function is down. A
contact finds the bot only in a locale of its own language, so each language has one.
"""

from dataclasses import dataclass
from typing import Final

from ai.contract import Intent
from flows import utterances, utterances_english
from flows.tongues import ENGLISH, KOREAN, Tongue

FALLBACK_SIGNATURE: Final = "AMAZON.FallbackIntent"
"""The built-in intent that takes what matches nothing else (lex, built-in-intent-fallback)."""


@dataclass(frozen=True, kw_only=True)
class BotIntent:
    """One thing a caller can want. `parent_signature` is set for built-in intents only."""

    name: str
    description: str
    utterances: tuple[str, ...] = ()
    fulfilment_hook: bool = False
    parent_signature: str | None = None


@dataclass(frozen=True, kw_only=True)
class BotLocale:
    """A bot in one language: `code` is Lex's, such as `ko_KR`. `nlu_threshold` is 0 to 1."""

    code: str
    voice: str
    engine: str
    nlu_threshold: float
    intents: tuple[BotIntent, ...]


@dataclass(frozen=True, kw_only=True)
class Bot:
    """A Lex V2 bot; its first locale is the call center's. `idle_seconds` ends a session."""

    name: str
    description: str
    idle_seconds: int
    locales: tuple[BotLocale, ...]

    def speaks(self, tongue: Tongue) -> bool:
        """Whether a contact in that language finds the bot."""
        return any(locale.code == tongue.locale for locale in self.locales)


def _locale(
    tongue: Tongue,
    *,
    engineer: tuple[str, ...],
    end: tuple[str, ...],
    repeat: tuple[str, ...],
    more: tuple[str, ...],
) -> BotLocale:
    """The same intents in every language, and what is said for each."""
    return BotLocale(
        code=tongue.locale,
        voice=tongue.voice,
        engine=tongue.engine.lower(),
        nlu_threshold=0.4,
        intents=(
            BotIntent(name=Intent.ENGINEER.value, description="엔지니어 연결", utterances=engineer),
            BotIntent(name=Intent.END.value, description="상담 종료", utterances=end),
            BotIntent(
                name=Intent.REPEAT.value,
                description="답변 다시 듣기",
                utterances=repeat,
                fulfilment_hook=True,
            ),
            BotIntent(
                name=Intent.MORE.value,
                description="긴 답변 이어 듣기",
                utterances=more,
                fulfilment_hook=True,
            ),
            BotIntent(
                name=Intent.FALLBACK.value,
                description="질문",
                fulfilment_hook=True,
                parent_signature=FALLBACK_SIGNATURE,
            ),
        ),
    )


INQUIRY: Final = Bot(
    name="inquiry",
    description="인공지능 문의: 질문에 답하고 엔지니어에게 이어 줍니다",
    idle_seconds=300,
    locales=(
        _locale(
            KOREAN,
            engineer=utterances.ENGINEER,
            end=utterances.END,
            repeat=utterances.REPEAT,
            more=utterances.MORE,
        ),
        _locale(
            ENGLISH,
            engineer=utterances_english.ENGINEER,
            end=utterances_english.END,
            repeat=utterances_english.REPEAT,
            more=utterances_english.MORE,
        ),
    ),
)

BOTS: Final = {INQUIRY.name: INQUIRY}
