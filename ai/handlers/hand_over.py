"""What an engineer reads before they speak: three Korean lines on what the caller asked. Pure."""

from collections.abc import Mapping, Sequence
from typing import Final

from ai.contract import Reason, Status
from ai.model import Answer, Turn
from ai.sentences import sentences

_LONGEST_QUESTION: Final = 80
_LONGEST_ANSWER: Final = 150
_EARLIER_QUESTIONS: Final = 2

_WHY: Final[Mapping[Reason, str]] = {
    Reason.NOT_IN_DOCUMENTS: "자료에 없는 내용이라 답하지 못했습니다.",
    Reason.NO_DOCUMENTS: "아직 올라온 자료가 없어 답하지 못했습니다.",
    Reason.NOT_GROUNDED: "자료에서 근거를 확인하지 못해 답하지 않았습니다.",
    Reason.NOT_IN_LANGUAGE: "자료에 있는 내용이지만 질문하신 언어로 답하지 못했습니다.",
    Reason.QUESTION_TOO_LONG: "질문이 너무 길어 다시 여쭈었습니다.",
    Reason.EMBEDDING_FAILED: "질문 해석에 장애가 있어 답하지 못했습니다. 먼저 사과해 주세요.",
    Reason.EMBEDDING_SLOW: "질문 해석이 늦어져 답하지 못했습니다. 먼저 사과해 주세요.",
    Reason.SEARCH_SLOW: "자료 검색이 늦어져 답하지 못했습니다. 먼저 사과해 주세요.",
    Reason.SNAPSHOT_LOST: "안내 자료를 열 수 없어 답하지 못했습니다. 먼저 사과해 주세요.",
    Reason.STARTING: "시스템이 준비되기 전이라 답하지 못했습니다. 먼저 사과해 주세요.",
    Reason.MODEL_SLOW: "답변 생성이 늦어져 답하지 못했습니다. 먼저 사과해 주세요.",
    Reason.MODEL_MALFORMED: "답변이 깨져서 전하지 못했습니다. 먼저 사과해 주세요.",
    Reason.THROTTLED: "문의가 몰려 답하지 못했습니다. 먼저 사과해 주세요.",
    Reason.ACCESS_DENIED: "AI 권한 문제로 답하지 못했습니다. 먼저 사과해 주세요.",
    Reason.OFF_TOPIC: "업무와 관계없는 질문이라 답하지 않았습니다.",
    Reason.MANIPULATION: "AI를 조작하려는 말로 보여 답하지 않았습니다.",
    Reason.PERSONAL_DATA: "개인정보를 묻는 질문이라 답하지 않았습니다. 본인 확인이 필요합니다.",
    Reason.ABUSE: "고객님이 화가 나 계십니다. 먼저 사과해 주세요.",
    Reason.DISTRESS: "고객님이 매우 힘들어하십니다. 차분히 들어 주시고 109번을 안내해 주세요.",
    Reason.SEARCH_FAILED: "자료 검색에 장애가 있어 답하지 못했습니다. 먼저 사과해 주세요.",
    Reason.MODEL_FAILED: "답변 생성에 장애가 있어 답하지 못했습니다. 먼저 사과해 주세요.",
    Reason.OUT_OF_TIME: "답변이 늦어져 답하지 못했습니다. 먼저 사과해 주세요.",
    Reason.INTERNAL: "예상하지 못한 장애로 답하지 못했습니다. 먼저 사과해 주세요.",
}


def summary(turns: Sequence[Turn]) -> str:
    """Asked, answered from which source, and where it stands; "" before the first question.

    `turns` are the contact's, oldest first. At most some 500 characters: contact attributes hold
    32 KB together (Connect admin guide, contact attributes).
    """
    if not turns:
        return ""
    *earlier, last = turns
    return "\n".join((_asked(earlier, last), _answered(turns), _state(turns)))


def _asked(earlier: Sequence[Turn], last: Turn) -> str:
    before = [_cut(turn.question, _LONGEST_QUESTION) for turn in earlier[-_EARLIER_QUESTIONS:]]
    asked = f"문의: {_cut(last.question, _LONGEST_QUESTION)}"
    return f"{asked} (앞선 질문: {' / '.join(before)})" if before else asked


def _answered(turns: Sequence[Turn]) -> str:
    for turn in reversed(turns):
        if turn.answer.status is Status.ANSWERED:
            korean = turn.answer.original or turn.answer.text
            said = _cut(" ".join(sentences(korean)), _LONGEST_ANSWER)
            sources = dict.fromkeys(citation.document for citation in turn.answer.citations)
            where = f" (근거: {', '.join(sources)})" if sources else ""
            return f"AI 답변: {said}{where}"
    return "AI 답변: 없음"


def _state(turns: Sequence[Turn]) -> str:
    last = turns[-1].answer
    answered = sum(turn.answer.status is Status.ANSWERED for turn in turns)
    return f"상황: 최근 질문 {len(turns)}건 중 {answered}건 답변. {_why(last)}"


def _why(last: Answer) -> str:
    if last.status is Status.ANSWERED:
        return "마지막 질문까지 답변을 들은 고객입니다."
    if last.reason is None:
        return "답하지 않았습니다."
    return _WHY.get(last.reason, f"답하지 않았습니다({last.reason.value}).")


def _cut(text: str, longest: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"
