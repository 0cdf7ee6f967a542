"""index build, search: a snapshot file made and searched by hand."""

import time
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from ai.embedding import question_embedder
from ai.errors import KnowledgeError
from ai.index.find import find_passages
from ai.index.knowledge import SearchOptions
from ai.index.snapshot import Snapshot
from ai.ingest.folder import FolderBuild
from ai.model import Passage
from local.commands.options import AsJson, InLanguage, LanguageChoice
from local.console import Output
from local.errors import BadInputError
from local.folder_index import LocalEmbeddings, build_index
from local.models import embed_text, sentence_vectors

app = typer.Typer(help="Snapshots of the knowledge.", no_args_is_help=True)


@app.command()
def build(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Documents, with all below it.")],
    *,
    out: Annotated[Path, typer.Option(help="The snapshot file to write.")],
    as_json: AsJson = False,
    language: InLanguage = LanguageChoice.KO,
) -> None:
    """Build the snapshot of a folder; a file that can not be read is told and left out.

    Vectors are kept in the state folder as they are made: a build that was broken off goes on
    where it stopped, and the next one embeds only what is new.
    """
    output = Output(as_json=as_json, language=language.value)
    if not folder.is_dir():
        raise BadInputError(f"{folder} is no folder of documents")
    if out.is_dir() or not out.parent.is_dir():
        raise BadInputError(f"{out} is no place for a file")
    vectors, cache = sentence_vectors()
    try:
        with output.bars() as bars:
            embeddings = LocalEmbeddings(embed_text(vectors))
            built = build_index(folder, out, embeddings, bars.stage("embedding"))
    finally:
        cache.close()
    output.result(_build_json(built))
    _tell_build(output, built, out)


@app.command()
def search(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A snapshot file.")],
    question: Annotated[str, typer.Argument(help="As a caller would say it.")],
    *,
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="Passages to show.")] = 5,
    as_json: AsJson = False,
    language: InLanguage = LanguageChoice.KO,
) -> None:
    """Search a snapshot file, as a call would."""
    output = Output(as_json=as_json, language=language.value)
    if not file.is_file():
        raise BadInputError(f"there is no snapshot file {file}")
    if not any(character.isalnum() for character in question):
        raise BadInputError("the question is empty")
    vectors, cache = sentence_vectors()
    try:
        with Snapshot(file) as snapshot:
            embed = question_embedder(LocalEmbeddings(embed_text(vectors)))
            begun = time.perf_counter()
            passages = find_passages(snapshot, question, embed, SearchOptions(top_k=k))
            milliseconds = (time.perf_counter() - begun) * 1_000
            vocabulary = snapshot.vocabulary
            rewritten = vocabulary.translated(vocabulary.rewrite(question))
    except KnowledgeError as error:
        raise BadInputError(str(error)) from error
    finally:
        cache.close()
    output.result(
        {
            "passages": [_passage_json(passage) for passage in passages],
            "ms": round(milliseconds, 2),
            "rewritten": rewritten,
        }
    )
    _tell_search(output, passages, rewritten if rewritten != question else "")


def _build_json(built: FolderBuild) -> dict[str, Any]:
    return {
        "documents": built.documents,
        "chunks": built.chunks,
        "failed": [{"name": one.name, "reason": one.fault} for one in built.failed],
        "seconds": {stage: round(seconds, 3) for stage, seconds in built.seconds.items()},
        "bytes": built.size,
    }


def _passage_json(passage: Passage) -> dict[str, Any]:
    return {
        "document": passage.chunk.document,
        "heading": " > ".join(passage.chunk.place),
        "page": passage.chunk.page,
        "text": passage.chunk.text,
        "score": round(passage.score, 4),
    }


def _tell_build(output: Output, built: FolderBuild, out: Path) -> None:
    if output.as_json:
        return
    for one in built.failed:
        output.console.print(f"[red]{escape(one.name)}[/red] {escape(one.detail or '')}")
    seconds = sum(built.seconds.values())
    output.say(
        f"문서 {built.documents:,}개(실패 {len(built.failed):,}개), 조각 {built.chunks:,}개, "
        f"{built.size:,}바이트, {seconds:.1f}초: {escape(str(out))}",
        f"{built.documents:,} documents ({len(built.failed):,} failed), {built.chunks:,} chunks, "
        f"{built.size:,} bytes, {seconds:.1f} s: {escape(str(out))}",
    )


def _tell_search(output: Output, passages: list[Passage], rewritten: str) -> None:
    if output.as_json:
        return
    if rewritten:
        output.console.print(f"[dim]{escape(rewritten)}[/dim]")
    for number, passage in enumerate(passages, start=1):
        page = f" p.{passage.chunk.page}" if passage.chunk.page else ""
        place = escape(f"{passage.chunk.document}{page} · {' > '.join(passage.chunk.place)}")
        output.console.print(f"[bold]{number}. {passage.score:.3f}[/bold] {place}")
        output.console.print(f"   {escape(' '.join(passage.chunk.text.split()))}")
