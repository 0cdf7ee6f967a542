"""What the product team is mailed, in Korean: what happened, and what to do about it.

Subjects are ASCII of at most 100 characters, as SNS wants them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ai.errors import DocumentFault
from ai.index.contents import IndexedDocument
from ai.ingest.gate import DEPTH, GateRules, Question, Verdict
from ai.ingest.report import Waited

_KOREAN: Final[Mapping[str, str]] = {
    DocumentFault.UNSUPPORTED: (
        "지원하지 않는 파일 형식입니다. md, txt, html, pdf, docx, pptx, xlsx, csv, hwp, hwpx 중 "
        "하나로 저장해 주세요."
    ),
    DocumentFault.EMPTY: "빈 파일입니다.",
    DocumentFault.TOO_LARGE: "파일이 너무 큽니다(20MB까지). 나누어 올려 주세요.",
    DocumentFault.MISNAMED: "확장자와 실제 내용이 다릅니다. 원래 프로그램에서 다시 저장해 주세요.",
    DocumentFault.ENCODING: "글자 인코딩을 알 수 없습니다. UTF-8로 저장해 주세요.",
    DocumentFault.ENCRYPTED: "암호가 걸려 있습니다. 암호를 풀고 올려 주세요.",
    DocumentFault.NO_TEXT: (
        "읽을 수 있는 글자가 없습니다. 스캔한 문서라면 문자 인식(OCR)을 거쳐 주세요."
    ),
    DocumentFault.CORRUPT: "파일이 손상되었습니다. 다시 저장해서 올려 주세요.",
    DocumentFault.UNSAFE: (
        "안전하지 않은 내용(외부 참조, 압축 폭탄 등)이 있어 열지 않았습니다. "
        "원래 프로그램에서 새로 저장해 주세요."
    ),
    DocumentFault.UNCALCULATED: (
        "수식의 계산 결과가 저장되어 있지 않습니다. 엑셀에서 열어 다시 저장해 주세요."
    ),
    DocumentFault.FRONT_MATTER: (
        "문서 맨 위의 정보(---로 감싼 부분)를 읽을 수 없습니다. 날짜는 2026-01-31처럼 적어 주세요."
    ),
    DocumentFault.TOO_SLOW: "읽는 데 너무 오래 걸립니다. 나누거나 단순하게 저장해 주세요.",
    DocumentFault.TOO_COMPLEX: "내용이 너무 복잡해 읽을 수 없습니다. 나누어 올려 주세요.",
    DocumentFault.GLOSSARY: (
        "용어집 형식이 맞지 않습니다. 첫 줄은 spoken,written이고, 모든 줄에 두 칸이 있어야 합니다."
    ),
    DocumentFault.QUESTIONS: (
        "점검 질문 파일의 형식이 맞지 않습니다. 고칠 때까지 문서는 점검 없이 반영됩니다."
    ),
}

_UNREADABLE: Final = "읽을 수 없습니다. 다시 저장해서 올려 주세요."
"""For a reason that has no words of its own yet."""

_MOST_NAMED: Final = 50
"""Files or questions named in one message; SNS carries 256 KB, people read less."""


@dataclass(frozen=True, kw_only=True)
class Mail:
    """One message to the team."""

    subject: str
    text: str


def what_to_do(reason: str | None, detail: str | None = None) -> str:
    """What a fault means and what to do, in Korean; with the line where it stands in one."""
    words = _KOREAN.get(reason or "", _UNREADABLE)
    line = re.match(r"line (\d+)\b", detail or "")
    return f"{words} ({line.group(1)}번째 줄)" if line else words


def failure_mail(failed: Sequence[IndexedDocument]) -> Mail:
    """Names each file that could not be read and what to do about it."""
    named = [
        f"- {document.name}: {what_to_do(document.fault, document.detail)}"
        + (" 그동안 이전 버전의 내용으로 답변합니다." if document.chunks else "")
        for document in failed
    ]
    return Mail(
        subject=f"[Saltware contact center] {len(failed)} file(s) could not be read",
        text="\n".join(
            (
                (
                    f"상담 문서 {len(failed)}개를 읽지 못했습니다. "
                    "다른 문서의 반영에는 영향이 없습니다."
                ),
                "",
                *_first(named, "개 파일"),
                "",
                "고친 파일을 같은 이름으로 다시 올리면 자동으로 반영됩니다.",
            )
        ),
    )


def refusal_mail(verdict: Verdict, rules: GateRules, waiting: Waited) -> Mail:
    """Says why a candidate was refused: which questions, which documents, and what to do."""
    blamed = verdict.worse or verdict.missing
    return Mail(
        subject="[Saltware contact center] New documents were not published",
        text="\n".join(
            (
                "올리신 문서로 만든 새 색인이 점검 질문을 통과하지 못해 반영하지 않았습니다.",
                "고객은 계속 이전 내용으로 안내받습니다.",
                "",
                refusal_reason(verdict, rules),
                "",
                "이전에는 찾았지만 이제 찾지 못하는 질문:" if verdict.worse else "찾지 못한 질문:",
                *_first([question_line(question) for question in blamed], "개 질문"),
                "",
                "이번에 달라진 문서:",
                *_first(_changes(waiting), "개 문서"),
                "",
                (
                    "문서를 고쳐 다시 올리거나, 질문이 더 이상 맞지 않으면 golden.jsonl에서 "
                    "고치거나 빼 주세요. 그러면 자동으로 다시 점검합니다."
                ),
            )
        ),
    )


def refusal_reason(verdict: Verdict, rules: GateRules) -> str:
    """The numbers behind a refusal, in one sentence."""
    recall = f"점검 질문 {verdict.questions}개 중 {_percent(verdict.recall)}의 답을 상위 {DEPTH}개 "
    told = recall + "조각 안에서 찾았습니다"
    if verdict.recall is not None and verdict.recall < rules.floor:
        return f"{told}. 기준은 {_percent(rules.floor)} 이상입니다."
    return (
        f"{told}. 지금 쓰는 색인은 {_percent(verdict.before)}이고, "
        f"{_percent(rules.regression)}포인트까지만 낮아질 수 있습니다."
    )


def question_line(question: Question) -> str:
    """A question and where its answer should stand."""
    return f"- {question.question} (정답 문서: {', '.join(question.documents)})"


def _changes(waiting: Waited) -> list[str]:
    return [
        *(f"- {name} (새 문서)" for name in waiting.added),
        *(f"- {name} (바뀜)" for name in waiting.changed),
        *(f"- {name} (삭제)" for name in waiting.removed),
    ] or ["- 없음 (점검 질문이나 용어집이 바뀌었습니다)"]


def _first(lines: list[str], counted: str) -> list[str]:
    if len(lines) <= _MOST_NAMED:
        return lines
    rest = len(lines) - _MOST_NAMED
    return [*lines[:_MOST_NAMED], f"- 그 밖에 {rest}{counted}(report.json 참고)"]


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.3g}%"
