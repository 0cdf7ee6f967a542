"""Takes out of installed packages what a running function never opens.

What may go was tried out with the whole answer path; sizes are in docs.
"""

import shutil
from pathlib import Path
from typing import Final

KEPT_SERVICES: Final = frozenset(
    {"bedrock", "bedrock-runtime", "dynamodb", "s3", "sns", "sqs", "sts"}
)
"""AWS services whose API descriptions stay; the other four hundred take 19 MB."""

_UNUSED_PACKAGES: Final = (
    "zstandard",
    "zstandard-*.dist-info",
    "bin",
    "boto3/examples",
    "numpy/f2py",
)
"""zstandard only compresses LangSmith's traces, which are never sent."""

_UNUSED_FOLDERS: Final = frozenset({"tests", "__pycache__"})
_UNUSED_SUFFIXES: Final = frozenset({".pyi", ".pyx", ".pxd", ".h", ".a", ".c", ".pyc"})
_KEPT_METADATA: Final = frozenset({"METADATA", "entry_points.txt"})


def trim(folder: Path) -> None:
    """Delete, in place."""
    for pattern in _UNUSED_PACKAGES:
        for path in folder.glob(pattern):
            shutil.rmtree(path)
    for path in sorted(folder.rglob("*")):
        if path.is_dir():
            if path.name in _UNUSED_FOLDERS:
                shutil.rmtree(path)
        elif path.exists() and _is_unused(path):
            path.unlink()
    _trim_services(folder / "botocore" / "data")


def _is_unused(file: Path) -> bool:
    in_metadata = file.parent.suffix == ".dist-info" or file.parent.parent.suffix == ".dist-info"
    return file.suffix in _UNUSED_SUFFIXES or (in_metadata and file.name not in _KEPT_METADATA)


def _trim_services(data: Path) -> None:
    if not data.is_dir():
        return
    for service in data.iterdir():
        if service.is_dir() and service.name not in KEPT_SERVICES:
            shutil.rmtree(service)
