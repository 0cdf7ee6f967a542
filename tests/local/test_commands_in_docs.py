"""Commands that the pages tell people to type exist, with the options that they are given."""

import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer
from botocore import xform_name
from botocore.loaders import Loader
from botocore.model import ServiceModel

from local.cli import app
from local.state import ROOT

PAGES = [
    *ROOT.glob("*.md"),
    *(path for path in (ROOT / "docs").rglob("*.md") if path.name != "measurements.md"),
]
SERVICES = {"s3api": "s3"}
BY_THE_CLI_ITSELF = {("logs", "tail"), ("dynamodb", "wait")}
"""What the AWS CLI makes of several calls."""

OF_EVERY_COMMAND = {
    "cli-binary-format",
    "cli-read-timeout",
    "endpoint-url",
    "follow",
    "output",
    "profile",
    "query",
    "region",
}
AWS = re.compile(r"\baws ([a-z0-9]+) ([a-z][a-z0-9-]+)([^`\n|]*)")
CALLCENTER = re.compile(r"(?:^ {4}|`)(?:\.venv/bin/)?callcenter ([a-z][^`\n]*)", re.MULTILINE)


def text_of(page: Path) -> str:
    """With lines joined that go on."""
    return page.read_text(encoding="utf-8").replace("\\\n", " ")


@cache
def operations(service: str) -> dict[str, set[str]]:
    """Options of each operation, as the AWS CLI spells both."""
    name = SERVICES.get(service, service)
    model = ServiceModel(Loader().load_service_model(name, "service-2"), name)
    found: dict[str, set[str]] = {}
    for operation in model.operation_names:
        shape = model.operation_model(operation).input_shape
        members = getattr(shape, "members", {})
        found[xform_name(operation, "-")] = {xform_name(member, "-") for member in members}
    return found


def aws_faults(page: Path) -> Iterator[str]:
    for service, operation, rest in AWS.findall(text_of(page)):
        if service == "s3" or (service, operation) in BY_THE_CLI_ITSELF:
            continue
        options = operations(service).get(operation)
        if options is None:
            yield f"aws {service} {operation}"
            continue
        for option in re.findall(r"--([a-z][a-z0-9-]+)", rest):
            if option not in options | OF_EVERY_COMMAND:
                yield f"aws {service} {operation} --{option}"


def callcenter_faults(page: Path) -> Iterator[str]:
    root: Any = typer.main.get_command(app)
    for line in CALLCENTER.findall(text_of(page)):
        words = shlex.split(line.partition(" | ")[0], comments=True)
        command = root
        while words and hasattr(command, "commands") and "/" not in words[0]:
            names = words.pop(0)
            if names not in command.commands:
                yield f"callcenter {line}"
                break
            command = command.commands[names]
        else:
            known = {option for each in command.params for option in each.opts}
            given = {word for word in words if re.fullmatch(r"--[a-z][a-z-]*", word)}
            yield from (f"callcenter {line}: {word}" for word in given - known)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_of_the_aws_cli_exist(page: Path) -> None:
    assert list(aws_faults(page)) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_of_our_own_exist(page: Path) -> None:
    assert list(callcenter_faults(page)) == []


def test_faults_are_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "    aws sqs purge --queue-url q\n    aws sqs purge-queue --queue q\n"
        "    callcenter index roll\n`callcenter index ls --stacks dev`\n",
        encoding="utf-8",
    )
    assert list(aws_faults(page)) == ["aws sqs purge", "aws sqs purge-queue --queue"]
    assert [fault.partition(":")[0] for fault in callcenter_faults(page)] == [
        "callcenter index roll",
        "callcenter index ls --stacks dev",
    ]


def test_the_pages_have_commands_at_all() -> None:
    readme = text_of(ROOT / "docs" / "operations" / "README.md")
    assert len(AWS.findall(readme)) > 20
    assert len(CALLCENTER.findall(readme)) > 5
