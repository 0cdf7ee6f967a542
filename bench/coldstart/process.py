"""The measured process: one import, one event, one line of JSON with what it took.

    python -I -S -B process.py HANDLER ANSWERS PACKAGES…

`-I -S` keep everything out but the standard library and the folders that are named.
"""

import json
import re
import sys
import time
from pathlib import Path


def main() -> None:
    """Import the handler, answer once, and again, and print the figures."""
    begun = time.perf_counter()
    name, answers, *packages = sys.argv[1:]
    here = Path(__file__).resolve().parent
    sys.path[:0] = [*packages, str(here)]
    event = json.loads((Path(answers) / "event.json").read_text())

    import wire  # noqa: PLC0415  beside this file, and it may import botocore

    wire.install(Path(answers))
    module = __import__(name)
    imported = time.perf_counter()
    words = module.handler(event)
    answered = time.perf_counter()
    cpu = time.process_time()
    module.handler(event)
    figures = {
        "words": words,
        "cpu_ms": cpu * 1_000,
        "wall_ms": (answered - begun) * 1_000,
        "import_ms": (imported - begun) * 1_000,
        "second_ms": (time.perf_counter() - answered) * 1_000,
        "rss_mb": _most_memory(),
        "modules": len(sys.modules),
    }
    print(json.dumps(figures))


def _most_memory() -> float:
    """Megabytes; the kernel's own `getrusage` would count the parent's as well."""
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(found.group(1)) * 1_024 / 1e6 if found else float("nan")


if __name__ == "__main__":
    main()
