"""up, down, status, reset: the local cloud."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from local.commands.options import AsJson, InLanguage, LanguageChoice
from local.console import Output
from local.lifecycle import SAMPLE_FOLDERS, fingerprint, running
from local.lifecycle import down as stop
from local.lifecycle import reset as empty
from local.lifecycle import up as start
from local.state import CloudState, read_resources


def up(
    *,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Default: a free one.")] = None,
    documents: Annotated[
        Path | None,
        typer.Option(exists=True, file_okay=False, help="Folder to upload instead of the samples."),
    ] = None,
    as_json: AsJson = False,
    language: InLanguage = LanguageChoice.KO,
) -> None:
    """Start the local cloud and deploy stack `local` into it."""
    state = ensure_up(
        Output(as_json=as_json, language=language.value), port=port, documents=documents
    )
    _show(Output(as_json=as_json, language=language.value), state)


def ensure_up(
    output: Output, *, port: int | None = None, documents: Path | None = None
) -> CloudState:
    """The running cloud of this program, started first when need be."""
    with output.progress("로컬 클라우드" if output.language == "ko" else "local cloud") as progress:
        return start(
            port=port,
            documents=(documents,) if documents else SAMPLE_FOLDERS,
            progress=progress,
        )


def ensure_running(output: Output) -> CloudState:
    """The running cloud, started first when there is none; an older program's is left running."""
    state = running()
    if state is None:
        return ensure_up(output)
    if state.fingerprint != fingerprint():
        output.say(
            "[yellow]배포 뒤에 코드가 바뀌었습니다: `callcenter up`.[/yellow]",
            "[yellow]The code has changed since it was deployed: run `callcenter up`.[/yellow]",
        )
    return state


def down(*, as_json: AsJson = False, language: InLanguage = LanguageChoice.KO) -> None:
    """Stop the local cloud; what was uploaded to it is gone."""
    output = Output(as_json=as_json, language=language.value)
    with output.progress("down") as progress:
        stopped = stop(progress=progress)
    output.result({**_nothing(), "stopped": stopped})
    if stopped:
        output.say("로컬 클라우드를 멈췄습니다.", "The local cloud has stopped.")
    else:
        output.say("실행 중인 로컬 클라우드가 없습니다.", "No local cloud was running.")


def reset(*, as_json: AsJson = False, language: InLanguage = LanguageChoice.KO) -> None:
    """Start over with an empty documents bucket."""
    output = Output(as_json=as_json, language=language.value)
    with output.progress("reset") as progress:
        state = empty(progress=progress)
    _show(output, state)


def status(*, as_json: AsJson = False, language: InLanguage = LanguageChoice.KO) -> None:
    """Tell what runs, and list what was deployed."""
    output = Output(as_json=as_json, language=language.value)
    state = running()
    if state is None:
        output.result(_nothing())
        output.say("실행 중인 로컬 클라우드가 없습니다.", "No local cloud is running.")
        return
    resources = read_resources()
    output.result({**_summary(state), "resource_list": [_listed(item) for item in resources]})
    if not output.as_json:
        table = Table(title=state.endpoint)
        for column in ("type", "name", "id"):
            table.add_column(column, overflow="fold")
        for item in resources:
            table.add_row(_short(item["type"]), escape(item["name"]), escape(item["id"]))
        output.console.print(table)


def _listed(item: dict[str, Any]) -> dict[str, Any]:
    return {key: item[key] for key in ("type", "name", "id")}


def _short(token: str) -> str:
    package, module, name = token.split(":")
    return f"{package}.{module.split('/')[0]}.{name}"


def _nothing() -> dict[str, Any]:
    return {"endpoint": None, "resources": 0, "outputs": {}, "seconds": 0.0}


def _summary(state: CloudState) -> dict[str, Any]:
    return {
        "endpoint": state.endpoint,
        "resources": state.resources,
        "outputs": dict(state.outputs),
        "seconds": state.seconds,
    }


def _show(output: Output, state: CloudState) -> None:
    output.result(_summary(state))
    bucket = state.outputs["documents_bucket"]
    output.say(
        f"로컬 클라우드 {state.endpoint} · 리소스 {state.resources}개 · 시작에 {state.seconds}초\n"
        f"문서 버킷 {bucket} · 전화 걸기 [bold]callcenter call[/bold]",
        f"Local cloud {state.endpoint} · {state.resources} resources · up in {state.seconds} s\n"
        f"Documents bucket {bucket} · make a call: [bold]callcenter call[/bold]",
    )
    url = state.outputs.get("chat_api_url")
    if url:
        output.say(f"질문 API {url} (docs/chat-api.md)", f"Chat API {url} (docs/chat-api.md)")
