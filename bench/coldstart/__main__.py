"""Cold start of the answer function against a tutorial's handler and against boto3 alone.

    .venv/bin/python -m bench.coldstart [--runs 10] [--json]

Each handler runs in fresh, isolated processes, interleaved, from its archive's files alone; the
network is stubbed inside the process. The naive handler has the same packages as pip installs
them, without compiled files, since Lambda's disk can not keep any.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, Final

from rich.console import Console
from rich.progress import track
from rich.table import Table

from bench.coldstart.answers import MODEL, prepare
from infra.function import ENVIRONMENT as OF_EVERY_FUNCTION
from infra.package import Builder
from infra.packaging import dependencies, target

_HERE: Final = Path(__file__).resolve().parent
ENVIRONMENT: Final = {
    "AWS_REGION": "ap-northeast-2",
    "AWS_DEFAULT_REGION": "ap-northeast-2",
    "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
    "AWS_SECRET_ACCESS_KEY": "stub",
    "AWS_EC2_METADATA_DISABLED": "true",
    "INDEX_BUCKET": "index",
    "CONTACTS_TABLE": "contacts",
    "ANSWER_MODEL": "amazon.nova-lite-v1:0",
    "EMBEDDING_MODEL": MODEL,
    "EMBEDDING_DIMENSIONS": "512",
    "LOG_LEVEL": "ERROR",
    **OF_EVERY_FUNCTION,
}
"""Settings of the measured handlers, and credentials that open nothing."""


@dataclass(frozen=True, kw_only=True)
class Handler:
    """`module` lies beside this file; `packages` is all that it may import from."""

    name: str
    module: str
    packages: Path


def main() -> None:
    """Build, run, print."""
    arguments = _arguments()
    builder = Builder(say=lambda line: print(line, file=sys.stderr))
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        prepare(folder)
        handlers = _handlers(builder, folder)
        measured: dict[str, list[dict[str, Any]]] = {handler.name: [] for handler in handlers}
        for _ in track(range(arguments.runs), "runs", console=Console(stderr=True)):
            for handler in handlers:
                measured[handler.name].append(_run(handler, folder))
    figures = {name: _figures(runs) for name, runs in measured.items()}
    if arguments.json:
        print(json.dumps(figures, ensure_ascii=False))
    else:
        Console().print(_table(figures, arguments.runs))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def _handlers(builder: Builder, scratch: Path) -> list[Handler]:
    built_for = target.build_host_target()
    requirements = builder.root / "requirements" / "function-answer.txt"
    plain = scratch / "plain"
    plain.mkdir()
    dependencies.pip_install(requirements, plain, built_for)
    ours = scratch / "ours"
    with zipfile.ZipFile(builder.build("answer", built_for)) as archive:
        archive.extractall(ours)
    return [
        Handler(name="naive LangChain, as installed", module="naive", packages=plain),
        Handler(name="answer function", module="ours", packages=ours),
        Handler(name="boto3 only, as installed", module="boto_only", packages=plain),
        Handler(name="boto3 only, packed like ours", module="boto_only", packages=ours),
    ]


def _run(handler: Handler, answers: Path) -> dict[str, Any]:
    command = [
        sys.executable, "-I", "-S", "-B",
        str(_HERE / "process.py"), handler.module, str(answers), str(handler.packages),
    ]  # fmt: skip
    done = subprocess.run(  # noqa: S603  this interpreter, on a file of ours
        command,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"], **ENVIRONMENT},
    )
    if done.returncode:
        raise SystemExit(f"{handler.name} did not answer:\n{done.stderr[-2_000:]}")
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    if len(figures["words"]) < 10:
        raise SystemExit(f"{handler.name} answered with {figures['words']!r}")
    return figures


def _figures(runs: list[dict[str, Any]]) -> dict[str, float]:
    return {
        key: median(run[key] for run in runs)
        for key in ("cpu_ms", "wall_ms", "import_ms", "second_ms", "rss_mb", "modules")
    } | {"least_cpu_ms": min(run["cpu_ms"] for run in runs)}


def _table(figures: dict[str, dict[str, float]], runs: int) -> Table:
    table = Table(title=f"fresh process to first answer, median of {runs} interleaved runs")
    columns = ("handler", "CPU ms", "least", "ratio", "wall ms", "import ms", "2nd ms", "MB")
    for column in columns:
        table.add_column(column, justify="right")
    baseline = next(iter(figures.values()))["cpu_ms"]
    for name, row in figures.items():
        table.add_row(
            name,
            f"{row['cpu_ms']:.0f}",
            f"{row['least_cpu_ms']:.0f}",
            f"{row['cpu_ms'] / baseline:.2f}",
            f"{row['wall_ms']:.0f}",
            f"{row['import_ms']:.0f}",
            f"{row['second_ms']:.1f}",
            f"{row['rss_mb']:.0f}",
        )
    return table


if __name__ == "__main__":
    main()
