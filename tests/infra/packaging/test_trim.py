"""What is taken out of installed packages, and what stays."""

from pathlib import Path

import pytest

from infra.packaging.trim import KEPT_SERVICES, trim
from tests.infra.packaging.test_archive import tree

GONE = [
    "zstandard/backend.so",
    "zstandard-0.25.0.dist-info/METADATA",
    "bin/tool",
    "numpy/f2py/rules.py",
    "numpy/core/tests/test_it.py",
    "numpy/core/include/array.h",
    "numpy/__init__.pyi",
    "langsmith/__pycache__/client.cpython-311.pyc",
    "botocore/data/ec2/2016-11-15/service-2.json.gz",
    "boto3-1.0.dist-info/RECORD",
    "boto3-1.0.dist-info/licenses/LICENSE",
]
STAYS = [
    "numpy/__init__.py",
    "numpy.libs/libopenblas.so",
    "numpy/testing/__init__.py",
    "botocore/data/endpoints.json",
    *(f"botocore/data/{service}/1/service-2.json.gz" for service in sorted(KEPT_SERVICES)),
    "boto3-1.0.dist-info/METADATA",
    "boto3-1.0.dist-info/entry_points.txt",
    "docx/templates/default.docx",
]


@pytest.fixture
def trimmed(tmp_path: Path) -> Path:
    folder = tree(tmp_path, dict.fromkeys([*GONE, *STAYS], "x"))
    trim(folder)
    return folder


@pytest.mark.parametrize("name", GONE)
def test_what_a_function_never_opens_is_gone(trimmed: Path, name: str) -> None:
    assert not (trimmed / name).exists()


@pytest.mark.parametrize("name", STAYS)
def test_what_a_function_needs_stays(trimmed: Path, name: str) -> None:
    assert (trimmed / name).is_file()


def test_packages_without_botocore_are_trimmed_too(tmp_path: Path) -> None:
    trim(tree(tmp_path, {"tiny/__init__.py": ""}))
    assert (tmp_path / "tiny/__init__.py").is_file()
