"""The day's report for the product team: JSON for programs, Markdown and a mail for people."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ai.contract import Reason
from ai.operations.contact_records.day import ContactDay
from ai.operations.gaps import GapGroup

_KOREAN: Final[Mapping[str, str]] = {
    Reason.NO_DOCUMENTS: "관련 문서 없음",
    Reason.NOT_IN_DOCUMENTS: "문서에 답이 없음",
    Reason.NOT_GROUNDED: "답의 근거를 문서에서 확인하지 못함",
    Reason.NOT_IN_LANGUAGE: "문서에 있지만 질문한 언어로 답하지 못함",
    Reason.OFF_TOPIC: "서비스와 무관한 질문으로 판단",
    Reason.QUESTION_TOO_LONG: "질문이 너무 김",
}

_FAILED: Final = "시스템 오류"
"""For every technical reason; its code stands behind it."""

_MOST_MAILED: Final = 20


@dataclass(frozen=True, kw_only=True)
class GapReport:
    """Groups of one day; those that only failed come last. `contacts` is the day as a whole."""

    day: date
    groups: Sequence[GapGroup]
    contacts: ContactDay

    @property
    def turns(self) -> int:
        """Unanswered turns."""
        return sum(len(group.gaps) for group in self.groups)

    def to_json(self) -> str:
        """The whole report."""
        whole = {
            "day": self.day.isoformat(),
            "turns": self.turns,
            "groups": [group.to_json() for group in self.groups],
            "contacts": self.contacts.to_json(),
        }
        return json.dumps(whole, ensure_ascii=False, indent=1)

    def to_markdown(self) -> str:
        """The whole report, for people."""
        lines = [f"# 답하지 못한 질문 {self.day.isoformat()}", "", self._summary(), ""]
        lines += ["\n".join(f"- {line}" for line in self.contacts.lines()), ""]
        for number, group in enumerate(self.groups, start=1):
            lines += [f"## {number}. {_plain(group.question)}", "", *_details(group), ""]
        return "\n".join(lines)

    def subject(self, stack: str) -> str:
        """Of the mail; SNS wants ASCII of at most 100 characters."""
        return f"[{stack}] {len(self.groups)} unanswered questions on {self.day.isoformat()}"[:100]

    def mail(self, key: str) -> str:
        """The first groups, and where the others are."""
        lines = [f"{self.day.isoformat()} 고객 질문 중 답하지 못한 것입니다.", self._summary(), ""]
        lines += [*self.contacts.lines(), ""]
        for number, group in enumerate(self.groups[:_MOST_MAILED], start=1):
            lines += [f"{number}. {_plain(group.question)}"]
            lines += [f"   {line}" for line in _details(group)]
        if len(self.groups) > _MOST_MAILED:
            lines.append(f"그 밖에 {len(self.groups) - _MOST_MAILED}가지가 더 있습니다.")
        lines += ["", f"전체 보고서: 인덱스 버킷의 {key}"]
        lines.append("문서를 더하거나 고쳐 올리면 1분 안에 답변에 반영됩니다.")
        return "\n".join(lines)

    def _summary(self) -> str:
        lacking = sum(not group.failed for group in self.groups)
        failed = len(self.groups) - lacking
        words = f"질문 {lacking}가지는 문서를 더하거나 고치면 답할 수 있습니다."
        return words + (f" {failed}가지는 시스템 오류였습니다." if failed else "")


def _details(group: GapGroup) -> list[str]:
    reasons = ", ".join(f"{_reason(code)} {count}회" for code, count in group.reasons.items())
    lines = [f"- 고객 {group.callers}명, {len(group.gaps)}회: {reasons}"]
    if group.nearest:
        lines.append(f"- 가장 가까운 문서: {group.nearest}")
    if len(group.wordings) > 1:
        others = " / ".join(_plain(words) for words in group.wordings[1:])
        lines.append(f"- 다른 표현: {others}")
    return lines


def _reason(code: str) -> str:
    return _KOREAN.get(code, f"{_FAILED}({code})")


def _plain(question: str) -> str:
    """On one line, and no markup of Markdown."""
    return " ".join(question.split()).replace("`", "'").replace("<", "(").replace(">", ")")
