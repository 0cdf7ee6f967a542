"""What is taken out of installed packages, and what stays."""

import json
from pathlib import Path

import pytest

from infra.packaging.errors import PackageError
from infra.packaging.trim import KEPT_SERVICES, STAND_INS, trim
from tests.infra.packaging.test_archive import tree

ENDPOINTS = json.dumps(
    {"partitions": [{"partition": "aws", "services": {"s3": {"endpoints": {}}, "ec2": {}}}]}
)
GONE = [
    "zstandard/backend.so",
    "zstandard-0.25.0.dist-info/METADATA",
    "httpx/__init__.py",
    "langsmith/client.py",
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
    files = {**dict.fromkeys([*GONE, *STAYS], "x"), "botocore/data/endpoints.json": ENDPOINTS}
    folder = tree(tmp_path, files)
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


def test_endpoints_of_services_that_nobody_calls_are_gone(trimmed: Path) -> None:
    table = json.loads((trimmed / "botocore/data/endpoints.json").read_text())
    assert table["partitions"] == [{"partition": "aws", "services": {"s3": {"endpoints": {}}}}]


def test_langsmith_is_replaced_by_names_that_trace_nothing(trimmed: Path) -> None:
    assert (trimmed / "langsmith/utils.py").read_text() == (
        STAND_INS / "langsmith" / "utils.py"
    ).read_text()


def test_a_package_that_is_not_installed_gets_no_stand_in(tmp_path: Path) -> None:
    trim(tree(tmp_path, {"tiny/__init__.py": ""}))
    assert not (tmp_path / "langsmith").exists()


def test_an_initialiser_that_imports_every_class_is_emptied(tmp_path: Path) -> None:
    trim(tree(tmp_path, {"langchain_aws/__init__.py": "import everything"}))
    assert (tmp_path / "langchain_aws/__init__.py").read_text() == ""


def test_models_are_built_when_they_are_first_used(tmp_path: Path) -> None:
    config = "pydantic/_internal/_config.py"
    trim(tree(tmp_path, {config: "DEFAULTS = dict(\n    defer_build=False,\n)"}))
    assert (tmp_path / config).read_text() == "DEFAULTS = dict(\n    defer_build=True,\n)"


def test_a_pydantic_that_sets_it_elsewhere_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="pydantic is new"):
        trim(tree(tmp_path, {"pydantic/_internal/_config.py": "DEFAULTS = {}"}))
