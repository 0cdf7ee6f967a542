"""The inquiry bot: what callers say to be connected, to hear it again, or to end.

Everything else is a question, and reaches the answer function through FallbackIntent's hook.
EngineerIntent and EndIntent have no hook on purpose: they work while the function is down.
Utterances are what speech recognition writes, so numbers stand both as digits and as words; but
not "이번" alone: Lex would also end the call on "이번 달 요금은…".
"""

from dataclasses import dataclass
from typing import Final

from ai.contract import INTENT_KEYS, Intent

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


def _keys(intent: Intent) -> tuple[str, ...]:
    return tuple(key for key, meant in INTENT_KEYS.items() if meant == intent)


def _each(subjects: tuple[str, ...], wishes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{subject} {wish}" for subject in subjects for wish in wishes)


_PEOPLE_WITH_BATCHIM: Final = ("상담원", "상담 직원", "직원", "사람", "담당 직원")
_PEOPLE_WITHOUT_BATCHIM: Final = (
    "엔지니어",
    "전담 엔지니어",
    "담당 엔지니어",
    "기술 엔지니어",
    "담당자",
    "상담사",
    "기술자",
)
_CONNECT: Final = (
    "연결",
    "연결해 줘",
    "연결해 주세요",
    "연결해 주십시오",
    "연결해 주실래요",
    "연결해 주시겠어요",
    "연결 부탁해요",
    "연결 부탁드려요",
    "연결 부탁드립니다",
    "좀 연결해 주세요",
    "바꿔 줘",
    "바꿔 주세요",
    "좀 바꿔 주세요",
    "불러 주세요",
)
_TALK: Final = (
    "통화하고 싶어요",
    "통화할게요",
    "이야기하고 싶어요",
    "얘기하고 싶어요",
    "상담하고 싶어요",
)
_ENGINEER: Final = (
    *_keys(Intent.ENGINEER),
    "1번",
    "일번",
    "일번이요",
    "1번이요",
    "엔지니어",
    "엔지니어요",
    "엔지니어로요",
    "전담 엔지니어",
    "상담원",
    "상담원이요",
    "사람이요",
    "연결해 줘",
    "연결해 주세요",
    "네 연결해 주세요",
    *_each((*_PEOPLE_WITHOUT_BATCHIM, *_PEOPLE_WITH_BATCHIM), _CONNECT),
    *_each(tuple(f"{who}한테" for who in _PEOPLE_WITHOUT_BATCHIM), ("연결해 주세요",)),
    *_each(tuple(f"{who}에게" for who in _PEOPLE_WITHOUT_BATCHIM), ("연결해 주세요",)),
    *_each(tuple(f"{who}랑" for who in _PEOPLE_WITHOUT_BATCHIM), _TALK),
    *_each(tuple(f"{who}와" for who in _PEOPLE_WITHOUT_BATCHIM), _TALK),
    *_each(tuple(f"{who}한테" for who in _PEOPLE_WITH_BATCHIM), ("연결해 주세요",)),
    *_each(tuple(f"{who}에게" for who in _PEOPLE_WITH_BATCHIM), ("연결해 주세요",)),
    *_each(tuple(f"{who}이랑" for who in _PEOPLE_WITH_BATCHIM), _TALK),
    *_each(tuple(f"{who}과" for who in _PEOPLE_WITH_BATCHIM), _TALK),
)

_END: Final = (
    *_keys(Intent.END),
    "2번",
    "2번이요",
    "이번이요",
    "끝",
    "끝이요",
    "끝낼게요",
    "종료",
    "종료요",
    "종료할게요",
    "종료해 줘",
    "종료해 주세요",
    "상담 종료",
    "상담 종료해 주세요",
    "통화 종료",
    "통화 종료해 주세요",
    "그만",
    "그만할게요",
    "이제 그만할게요",
    "됐어요",
    "됐습니다",
    "이제 됐어요",
    "이제 됐습니다",
    "네 됐습니다",
    "괜찮아요",
    "괜찮습니다",
    "아니요 괜찮아요",
    "아니요 괜찮습니다",
    "없어요",
    "없습니다",
    "더 없어요",
    "더 없습니다",
    "아니요 없어요",
    "아니요 없습니다",
    "더 궁금한 거 없어요",
    "더 궁금한 점 없습니다",
    "질문 없어요",
    "다 물어봤어요",
    "감사합니다",
    "네 감사합니다",
    "고맙습니다",
    "네 고맙습니다",
    "알겠습니다 감사합니다",
    "네 알겠습니다 감사합니다",
    "끊을게요",
    "끊겠습니다",
    "이만 끊을게요",
    "전화 끊을게요",
    "전화 끊겠습니다",
    "안녕히 계세요",
    "수고하세요",
)

_REPEAT: Final = (
    "다시",
    "다시요",
    "다시 말해 줘",
    "다시 말해 주세요",
    "다시 말씀해 주세요",
    "다시 한번 말해 줘",
    "다시 한번 말해 주세요",
    "다시 한번 말씀해 주세요",
    "다시 한번 말씀해 주시겠어요",
    "다시 들려줘",
    "다시 들려주세요",
    "다시 한번 들려주세요",
    "다시 듣기",
    "다시 듣고 싶어요",
    "다시 안내해 주세요",
    "한 번 더",
    "한 번 더요",
    "한 번 더 말해 주세요",
    "한 번 더 말씀해 주세요",
    "못 들었어요",
    "못 들었습니다",
    "잘 못 들었어요",
    "잘 못 들었습니다",
    "잘 안 들려요",
    "뭐라고요",
    "뭐라고 하셨어요",
    "방금 뭐라고 하셨어요",
    "네 뭐라고요",
)

INQUIRY: Final = Bot(
    name="inquiry",
    description="인공지능 문의: 질문에 답하고 엔지니어에게 이어 줍니다",
    locale="ko_KR",
    voice="Seoyeon",
    engine="neural",
    nlu_threshold=0.4,
    idle_seconds=300,
    intents=(
        BotIntent(name=Intent.ENGINEER.value, description="엔지니어 연결", utterances=_ENGINEER),
        BotIntent(name=Intent.END.value, description="상담 종료", utterances=_END),
        BotIntent(
            name=Intent.REPEAT.value,
            description="답변 다시 듣기",
            utterances=_REPEAT,
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
