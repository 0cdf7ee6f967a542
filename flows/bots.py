"""The inquiry bot: what callers say to be connected, to hear it again or on, or to end.

Everything else is a question, and reaches the answer function through FallbackIntent's hook.
EngineerIntent and EndIntent have no hook on purpose: they work while the function is down.
"""

from dataclasses import dataclass
from typing import Final

from ai.contract import Intent
from flows.utterances import END, ENGINEER, MORE, REPEAT

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
class Bot:
    """A Lex V2 bot with one locale. `nlu_threshold` is 0 to 1; `idle_seconds` ends a session."""

    name: str
    description: str
    locale: str
    voice: str
    engine: str
    nlu_threshold: float
    idle_seconds: int
    intents: tuple[BotIntent, ...]


INQUIRY: Final = Bot(
    name="inquiry",
    description="인공지능 문의: 질문에 답하고 엔지니어에게 이어 줍니다",
    locale="ko_KR",
    voice="Seoyeon",
    engine="neural",
    nlu_threshold=0.4,
    idle_seconds=300,
    intents=(
        BotIntent(name=Intent.ENGINEER.value, description="엔지니어 연결", utterances=ENGINEER),
        BotIntent(name=Intent.END.value, description="상담 종료", utterances=END),
        BotIntent(
            name=Intent.REPEAT.value,
            description="답변 다시 듣기",
            utterances=REPEAT,
            fulfilment_hook=True,
        ),
        BotIntent(
            name=Intent.MORE.value,
            description="긴 답변 이어 듣기",
            utterances=MORE,
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

BOTS: Final = {INQUIRY.name: INQUIRY}
