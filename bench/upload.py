"""Times a document's way from upload to answer, and from removal to silence.

    .venv/bin/python -m bench.upload [--runs 5]

Starts the local cloud when none runs. Each run uploads a new page by plain S3, asks until the
answer comes from it, removes it, and asks until it does not. The baseline is one question to the
same stack; ratios are against its median.
"""

import argparse
import statistics
import time
from collections.abc import Callable

from rich.console import Console
from rich.table import Table

from local.cloud.clients import Clients
from local.commands.cloud import ensure_running
from local.console import Output
from local.functions import Functions
from local.state import CloudState

_QUESTION = "제주 데이터센터 견학은 몇 명까지 신청할 수 있나요"
_GIVE_UP_SECONDS = 120.0
_STEP_SECONDS = 0.05


def page(seats: int) -> bytes:
    """A document that answers the question with this number."""
    return (
        "# 데이터센터 견학 안내\n\n"
        f"제주 데이터센터 견학은 한 번에 {seats}명까지 신청할 수 있습니다.\n"
    ).encode()


def seconds_until(holds: Callable[[], bool]) -> float:
    """How long it takes until a condition holds; `TimeoutError` after two minutes."""
    started = time.perf_counter()
    while not holds():
        if time.perf_counter() - started > _GIVE_UP_SECONDS:
            raise TimeoutError(f"not within {_GIVE_UP_SECONDS:.0f} s")
        time.sleep(_STEP_SECONDS)
    return time.perf_counter() - started


def run_once(state: CloudState, functions: Functions, seats: int) -> tuple[float, float, float]:
    """Seconds of one plain question, of upload to answer, and of removal to no answer."""
    s3, bucket = Clients(state.endpoint)("s3"), state.outputs["documents_bucket"]

    def told() -> bool:
        return f"{seats}명" in functions.ask(_QUESTION, "")["text"]

    started = time.perf_counter()
    told()
    plain = time.perf_counter() - started
    s3.put_object(Bucket=bucket, Key="bench-visit.md", Body=page(seats))
    appeared = seconds_until(told)
    s3.delete_object(Bucket=bucket, Key="bench-visit.md")
    gone = seconds_until(lambda: not told())
    return plain, appeared, gone


def main() -> None:
    """Reads the arguments, runs, and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    state = ensure_running(Output(as_json=True, language="en"))
    functions = Functions(state=state, clients=Clients(state.endpoint))
    rows = [run_once(state, functions, seats=20 + number) for number in range(runs)]
    baseline = statistics.median(row[0] for row in rows)
    table = Table(title=f"seconds, {runs} runs")
    for column in ("", "min", "median", "max", "ratio to one question"):
        table.add_column(column, justify="right")
    for index, name in enumerate(("one question", "upload to answer", "removal to no answer")):
        values = [row[index] for row in rows]
        middle = statistics.median(values)
        figures = (min(values), middle, max(values))
        table.add_row(name, *(f"{x:.2f}" for x in figures), f"{middle / baseline:.0f}")
    Console().print(table)


if __name__ == "__main__":
    main()
