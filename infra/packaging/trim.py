"""Takes out of installed packages what a running function never opens or needs.

What may go was tried out with the whole answer path, from the archive alone
(tests/cloud/test_archive.py); sizes and times are in docs/measurements.md.
"""

import json
import shutil
from pathlib import Path
from typing import Any, Final

from infra.packaging.errors import PackageError

KEPT_SERVICES: Final = frozenset(
    {
        "bedrock",
        "bedrock-runtime",
        "connect",
        "dynamodb",
        "s3",
        "s3vectors",
        "scheduler",
        "sns",
        "sqs",
        "sts",
    }
)
"""AWS services whose API descriptions stay; the other four hundred take 19 MB."""

STAND_INS: Final = Path(__file__).resolve().parent / "stand_ins"
"""Packages of which the functions need the names and nothing else."""

_UNUSED_PACKAGES: Final = (
    "bin",
    "boto3/examples",
    "numpy/f2py",
    *(
        pattern
        for name in (
            # What only LangSmith and requests import; see `stand_ins`.
            *("anyio", "distro", "h11", "httpcore", "httpcore2", "httpx", "httpx2", "orjson"),
            *(
                "charset_normalizer",
                "requests_toolbelt",
                "sniffio",
                "truststore",
                "websockets",
                "xxhash",
                "zstandard",
            ),
        )
        for pattern in (name, f"{name}-*.dist-info")
    ),
)

_EMPTIED: Final = (
    "langchain_aws/__init__.py",
    "langchain_aws/chat_models/__init__.py",
)
"""They import every class of the package; ours are imported from the modules that define them."""

_DEFERRED: Final = (
    "pydantic/_internal/_config.py",
    "defer_build=False,",
    "defer_build=True,",
)
"""pydantic's own setting, which has no other default: a model builds its validator when it is first
used, and most of langchain-core's never are."""

_UNUSED_FOLDERS: Final = frozenset({"tests", "__pycache__"})
_UNUSED_SUFFIXES: Final = frozenset({".pyi", ".pyx", ".pxd", ".h", ".a", ".c", ".pyc"})
_KEPT_METADATA: Final = frozenset({"METADATA", "entry_points.txt"})


def trim(folder: Path) -> None:
    """Delete and replace, in place."""
    for pattern in _UNUSED_PACKAGES:
        for path in folder.glob(pattern):
            shutil.rmtree(path)
    for path in sorted(folder.rglob("*")):
        if path.is_dir():
            if path.name in _UNUSED_FOLDERS:
                shutil.rmtree(path)
        elif path.exists() and _is_unused(path):
            path.unlink()
    for name in _EMPTIED:
        if (folder / name).is_file():
            (folder / name).write_text("")
    _put_stand_ins(folder)
    _defer(folder)
    _trim_services(folder / "botocore" / "data")


def _is_unused(file: Path) -> bool:
    in_metadata = file.parent.suffix == ".dist-info" or file.parent.parent.suffix == ".dist-info"
    return file.suffix in _UNUSED_SUFFIXES or (in_metadata and file.name not in _KEPT_METADATA)


def _put_stand_ins(folder: Path) -> None:
    for package in STAND_INS.iterdir():
        installed = folder / package.name
        if installed.is_dir():
            shutil.rmtree(installed)
            shutil.copytree(package, installed, ignore=shutil.ignore_patterns("__pycache__"))


def _defer(folder: Path) -> None:
    name, given, wanted = _DEFERRED
    file = folder / name
    if not file.is_file():
        return
    text = file.read_text()
    if text.count(given) != 1:
        raise PackageError(f"{name} does not hold {given!r} once: this release of pydantic is new")
    file.write_text(text.replace(given, wanted))


def _trim_services(data: Path) -> None:
    if not data.is_dir():
        return
    for service in data.iterdir():
        if service.is_dir() and service.name not in KEPT_SERVICES:
            shutil.rmtree(service)
    endpoints = data / "endpoints.json"
    if endpoints.is_file():
        _trim_endpoints(endpoints)


def _trim_endpoints(file: Path) -> None:
    """Every client reads the whole table, and four hundred services of it for nothing."""
    table: dict[str, Any] = json.loads(file.read_text())
    for partition in table["partitions"]:
        services: dict[str, Any] = partition["services"]
        partition["services"] = {
            name: endpoint for name, endpoint in services.items() if name in KEPT_SERVICES
        }
    file.write_text(json.dumps(table, separators=(",", ":")))
