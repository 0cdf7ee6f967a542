"""The answer function's own time, its behaviour under many callers, and its memory.

    .venv/bin/python -m bench.turns [--chunks 10000] [--turns 1000] [--callers 20] [--memory 10000]

The whole handler runs in this process, from the Lex event to the response; the network is stubbed
inside it, so what is measured is all but the wire: history, search, prompt, grounding, speech,
storing. The baseline is the same handler on the sample documents.
"""

import argparse
import copy
import json
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from rich.console import Console
from rich.table import Table

from bench.coldstart import wire
from bench.coldstart.__main__ import ENVIRONMENT
from bench.coldstart.answers import prepare, use_snapshot
from bench.corpus import make_contents, make_corpus
from local.state import ROOT

_WARM_TURNS: Final = 20
_MEMORY_STEPS: Final = 5

Handler = Callable[[Mapping[str, Any]], dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Measured:
    """Milliseconds of turns one after the other, and of as many at once as there are callers."""

    alone: list[float]
    together: list[float]
    per_second: float


def main() -> None:
    """Measure and print."""
    arguments = _arguments()
    prompts = str(ROOT / "flows")
    os.environ.update({**ENVIRONMENT, "PROMPTS_FOLDER": prompts})
    with tempfile.TemporaryDirectory() as scratch, Path(os.devnull).open("w") as nowhere:
        folder = Path(scratch)
        prepare(folder)
        wire.install(folder)
        with redirect_stdout(nowhere):
            samples = _measure(_handler(), folder, arguments)
        _tell(f"making {arguments.chunks} chunks")
        contents = make_contents(make_corpus(), arguments.chunks)
        use_snapshot(folder, contents)
        with redirect_stdout(nowhere):
            handler = _handler()
            large = _measure(handler, folder, arguments)
            memory = _memory(handler, _event(folder), arguments.memory)
    Console().print(_table({"samples": samples, f"{arguments.chunks:,} chunks": large}, arguments))
    steps = ", ".join(f"{megabytes:.0f}" for megabytes in memory)
    print(f"memory over {arguments.memory:,} turns, MB: {steps}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chunks", type=int, default=10_000)
    parser.add_argument("--turns", type=int, default=1_000)
    parser.add_argument("--callers", type=int, default=20)
    parser.add_argument("--memory", type=int, default=10_000)
    return parser.parse_args()


def _handler() -> Handler:
    from ai.handlers.answer import handler  # noqa: PLC0415  after the environment is set
    from ai.handlers.service import answer_service  # noqa: PLC0415

    answer_service.cache_clear()
    return handler


def _event(folder: Path) -> dict[str, Any]:
    event: dict[str, Any] = json.loads((folder / "event.json").read_text())
    return event


def _measure(handler: Handler, folder: Path, arguments: argparse.Namespace) -> Measured:
    event = _event(folder)
    for number in range(_WARM_TURNS):
        _turn(handler, event, number)
    alone = [_turn(handler, event, number) for number in range(arguments.turns)]
    begun = time.perf_counter()
    with ThreadPoolExecutor(arguments.callers) as pool:
        futures = [pool.submit(_turn, handler, event, number) for number in range(arguments.turns)]
        together = [future.result() for future in futures]
    took = time.perf_counter() - begun
    return Measured(alone=alone, together=together, per_second=arguments.turns / took)


def _turn(handler: Handler, event: Mapping[str, Any], number: int) -> float:
    """Milliseconds of one turn of a contact of its own; SystemExit when it is not answered."""
    asked = copy.deepcopy(dict(event))
    asked["sessionId"] = f"contact-{number}"
    begun = time.perf_counter()
    response = handler(asked)
    took = (time.perf_counter() - begun) * 1_000
    status = response["sessionState"]["sessionAttributes"]["status"]
    if status != "answered":
        raise SystemExit(f"turn {number} ended with {status}")
    return took


def _memory(handler: Handler, event: Mapping[str, Any], turns: int) -> list[float]:
    """Megabytes after each fifth of the turns."""
    held = [_resident()]
    for step in range(_MEMORY_STEPS):
        for number in range(turns // _MEMORY_STEPS):
            _turn(handler, event, step * turns + number)
        held.append(_resident())
    return held


def _resident() -> float:
    status = Path("/proc/self/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found.group(1)) * 1_024 / 1e6 if found else float("nan")


def _table(measured: Mapping[str, Measured], arguments: argparse.Namespace) -> Table:
    table = Table(title=f"own time of a warm turn, {arguments.turns:,} turns")
    together = f"{arguments.callers} callers p95"
    for column in ("index", "p50 ms", "p95 ms", "ratio", together, "turns/s"):
        table.add_column(column, justify="right")
    baseline = float(np.percentile(next(iter(measured.values())).alone, 95))
    for name, figures in measured.items():
        p95 = float(np.percentile(figures.alone, 95))
        table.add_row(
            name,
            f"{np.percentile(figures.alone, 50):.1f}",
            f"{p95:.1f}",
            f"{p95 / baseline:.2f}",
            f"{np.percentile(figures.together, 95):.0f}",
            f"{figures.per_second:.0f}",
        )
    return table


def _tell(line: str) -> None:
    print(line, file=sys.stderr)


if __name__ == "__main__":
    main()
