"""Compares ways to find passages, in one run on the same documents and questions.

    .venv/bin/python -m bench.retrieval --docs DIR --questions FILE... [--json]

Rivals: LangChain's BM25Retriever as it comes (rank_bm25 over words split at spaces), and the
vectors alone. Ours is measured whole, by its lexical half alone, and with one step left out at a
time: each must earn its place. Times are of the search; embedding is done before and not in them.
Vectors are kept in the state folder (CALLCENTER_HOME), so only the first run embeds.
"""

import argparse
import json
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from ai.embedding import question_embedder
from ai.index.knowledge import SearchOptions
from ai.index.snapshot import Snapshot
from ai.quality.questions import GoldenQuestion
from bench.retrieval_systems import System, measured, systems, to_json
from local.console import Output
from local.evaluation import questions_from
from local.folder_index import LocalEmbeddings, build_index
from local.models import embed_text, sentence_vectors


def compare(
    choices: Sequence[System], files: Sequence[tuple[str, Sequence[GoldenQuestion]]], output: Output
) -> list[dict[str, Any]]:
    """Each system on each file of questions."""
    sets: list[dict[str, Any]] = []
    with output.bars() as bars:
        for name, questions in files:
            advance = bars.stage(name)
            rows: list[dict[str, Any]] = []
            for system in choices:
                rows.append(to_json(system.name, *measured(system, questions)))
                advance(len(rows), len(choices))
            sets.append({"questions": name, "count": len(questions), "systems": rows})
    return sets


def print_tables(sets: Sequence[dict[str, Any]], console: Console) -> None:
    """A table for each file of questions."""
    for found in sets:
        table = Table(title=f"{found['questions']} ({found['count']:,} questions)")
        table.add_column("")
        for column in ("recall@1", "recall@3", "recall@5", "MRR@10", "p50 ms", "p95 ms"):
            table.add_column(column, justify="right")
        for row in found["systems"]:
            shares = (*row["recall"].values(), row["mrr"])
            times = (f"{value:.2f}" for value in row["ms"].values())
            table.add_row(row["system"], *(f"{share:.3f}" for share in shares), *times)
        console.print(table)


def main() -> None:
    """Reads the arguments and runs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--docs", type=Path, required=True, help="folder of documents")
    parser.add_argument("--questions", type=Path, nargs="+", required=True, help="JSON lines")
    parser.add_argument("--dense-weight", type=float, default=SearchOptions().dense_weight)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    arguments = parser.parse_args()
    output = Output(as_json=arguments.json, language="en")
    files = [
        (path.name, [one for one in questions_from(path) if one.findable])
        for path in arguments.questions
    ]
    vectors, kept = sentence_vectors()
    embeddings = LocalEmbeddings(embed_text(vectors))
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        with output.bars() as bars:
            built = build_index(
                arguments.docs, scratch / "ours.sqlite", embeddings, bars.stage("embedding")
            )
        embed = cache(question_embedder(embeddings))
        with Snapshot(scratch / "ours.sqlite") as snapshot:
            choices = systems(snapshot, scratch, embed, arguments.dense_weight)
            sets = compare(choices, files, output)
    kept.close()
    if arguments.json:
        print(json.dumps({"chunks": built.chunks, "sets": sets}, ensure_ascii=False))
        return
    print_tables(sets, Console())


if __name__ == "__main__":
    main()
