"""How a call looks to people while it is played, and how it ended."""

from collections.abc import Mapping
from typing import Any, Final

from rich.markup import escape

from flows.simulator.result import CallResult, Turn, Who
from local.console import Output

_MARKS: Final = {
    Who.SYSTEM: ("☎", "cyan"),
    Who.CALLER: ("🙂", "green"),
    Who.AGENT: ("🎧", "magenta"),
}
_ENDS: Final = {
    "disconnected": ("통화가 끝났습니다", "the call has ended"),
    "queued": ("대기열에서 상담원을 기다립니다", "waiting in the queue"),
    "transferred": ("연결되었습니다", "the call has been put through"),
    "error": ("통화가 오류로 끝났습니다", "the call ended with an error"),
}


def tell_turn(output: Output, turn: Turn, where: str) -> None:
    """One thing heard, and where: its flow or its action."""
    mark, colour = _MARKS[turn.who]
    output.console.print(
        f"{mark} [{colour}]{escape(turn.text)}[/{colour}]  [dim]{escape(where)}[/dim]"
    )


def tell_sources(output: Output, answer: Mapping[str, Any], *, quoted: bool) -> None:
    """Where an answer comes from; `quoted` with the words themselves."""
    for citation in answer["citations"]:
        page = f" {citation['page']}쪽" if citation["page"] else ""
        quote = f" · “{escape(citation['quote'])}”" if quoted else ""
        output.console.print(
            f"[dim]근거: {escape(citation['document'])}{page} · "
            f"{escape(citation['heading'])}{quote}[/dim]"
        )


def tell_quotes_only(output: Output) -> None:
    """Why nothing is answered in English on a machine without a model that writes."""
    output.say(
        "[yellow]내장 답변기는 한국어 문서를 인용만 합니다.[/yellow] 영어 답변을 보려면 "
        "CALLCENTER_OPENAI_BASE_URL과 CALLCENTER_OPENAI_MODEL에 모델 서버를 적어 주세요"
        "(로컬 스택은 `callcenter up` 전에).",
        "[yellow]The embedded answerer only quotes the Korean documents.[/yellow] For answers in "
        "English name a model server in CALLCENTER_OPENAI_BASE_URL and CALLCENTER_OPENAI_MODEL "
        "(for the local stack before `callcenter up`).",
    )


def tell_end(output: Output, result: CallResult) -> None:
    """How the call ended, and which faults it met."""
    for fault in result.faults:
        output.console.print(f"[dim]  {escape(fault.action)}: {escape(fault.why)}[/dim]")
    korean, english = _ENDS[result.ended.value]
    queue = f" ({escape(result.queue)})" if result.queue else ""
    output.say(f"[bold]{korean}{queue}[/bold]", f"[bold]{english}{queue}[/bold]")
    if result.error:
        output.console.print(f"[red]{escape(result.error)}[/red]")
