"""Sizes of the functions' archives, built for AWS and for this machine.

    .venv/bin/python -m bench.archives

Builds what is not built yet. The baseline is the first archive in the table.
"""

import zipfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from infra.package import function_archive

_MEGABYTE = 1_000_000


def main() -> None:
    """Builds and prints the table."""
    table = Table(title="megabytes")
    for column in ("archive", "zipped", "unzipped", "files", "ratio"):
        table.add_column(column, justify="right")
    baseline = 0.0
    for target in ("lambda", "build-host"):
        for function in ("answer", "ingest"):
            path = Path(str(function_archive(function, target).path))
            with zipfile.ZipFile(path) as archive:
                entries = archive.infolist()
            zipped = path.stat().st_size / _MEGABYTE
            unzipped = sum(entry.file_size for entry in entries) / _MEGABYTE
            baseline = baseline or zipped
            table.add_row(
                f"{function} for {target}",
                f"{zipped:.1f}",
                f"{unzipped:.1f}",
                str(len(entries)),
                f"{zipped / baseline:.2f}",
            )
    Console().print(table)


if __name__ == "__main__":
    main()
