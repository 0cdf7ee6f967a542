"""What the product team is told about their files."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from ai.errors import DocumentFault
from ai.index.contents import IndexedDocument
from ai.index.store import Pointer

_KOREAN: Final[Mapping[str, str]] = {
    DocumentFault.UNSUPPORTED: (
        "지원하지 않는 파일 형식입니다. md, txt, html, pdf, docx, csv 중 하나로 저장해 주세요."
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
    DocumentFault.GLOSSARY: (
        "용어집 형식이 맞지 않습니다. 첫 줄은 spoken,written이고, 모든 줄에 두 칸이 있어야 합니다."
    ),
}

_MOST_NAMED: Final = 50
"""Files named in one message; SNS carries 256 KB, people read less."""


def report_json(documents: Mapping[str, IndexedDocument], pointer: Pointer) -> dict[str, Any]:
    """The content of `report.json`: what became of each file in the published version."""
    return {
        "documents": [
            {
                "name": document.name,
                "version": document.version,
                "status": "failed" if document.fault else "indexed",
                "chunks": document.chunks,
                "reason": document.fault,
                "detail": document.detail,
            }
            for _, document in sorted(documents.items())
        ],
        "snapshot": pointer.snapshot,
        "published_at": pointer.published_at,
        "gate": {"ran": False},
    }


def failure_subject(failed: Sequence[IndexedDocument]) -> str:
    """Subject of the mail. SNS takes ASCII only here, at most 100 characters."""
    return f"[Saltware contact center] {len(failed)} file(s) could not be read"


def failure_message(failed: Sequence[IndexedDocument]) -> str:
    """The mail that names each file and what to do about it."""
    lines = [f"- {document.name}: {_KOREAN[document.fault or '']}" for document in failed]
    if len(lines) > _MOST_NAMED:
        rest = len(lines) - _MOST_NAMED
        lines = [*lines[:_MOST_NAMED], f"- 그 밖에 {rest}개 파일(report.json 참고)"]
    return "\n".join(
        (
            (
                f"상담 문서 {len(failed)}개를 읽지 못해 답변에 쓰지 않습니다. "
                "다른 문서는 정상 반영되었습니다."
            ),
            "",
            *lines,
            "",
            "고친 파일을 같은 이름으로 다시 올리면 자동으로 반영됩니다.",
        )
    )
