import json
import os
from pathlib import Path

import pytest

from local import aws_stack
from local.aws_stack import aws_stacks, read_aws_stack
from local.errors import BadInputError, OutsideError

OUTPUTS = {
    "connect_instance_arn": "arn:aws:connect:ap-northeast-2:123456789012:instance/i",
    "documents_bucket": "docs",
    "index_bucket": "index",
    "ingest_function": "ingest",
}


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder of the path, without a Pulumi CLI so far."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def install(path: Path, script: str) -> None:
    file = path / "pulumi"
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)


def test_every_stack_but_the_local_one_is_on_aws() -> None:
    assert aws_stacks() == ["dev", "prod", "staging"]


def test_the_outputs_are_asked_of_the_pulumi_cli(path: Path) -> None:
    install(path, f"""echo "$@" > {path}/asked; echo '{json.dumps(OUTPUTS)}'""")
    stack = read_aws_stack("staging")
    assert stack.outputs == OUTPUTS
    assert (stack.region, stack.account) == ("ap-northeast-2", "123456789012")
    asked = (path / "asked").read_text(encoding="utf-8")
    assert asked == "stack output --json --non-interactive --stack staging\n"


def test_clients_are_of_the_stacks_region_and_never_invoke_twice(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    install(path, f"echo '{json.dumps(OUTPUTS)}'")
    stack = read_aws_stack("dev")
    assert stack.client("s3").meta.region_name == "ap-northeast-2"
    assert stack.client("lambda").meta.config.retries["total_max_attempts"] == 1


@pytest.mark.parametrize("name", ["local", "qa", "", "--help"])
def test_a_stack_that_is_not_on_aws_is_bad_input(path: Path, name: str) -> None:
    install(path, "echo '{}'")
    with pytest.raises(BadInputError, match="dev, prod, staging"):
        read_aws_stack(name)


@pytest.mark.usefixtures("path")
def test_a_missing_cli_is_told() -> None:
    with pytest.raises(OutsideError, match="no `pulumi` on the path"):
        read_aws_stack("dev")


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("echo 'error: no stack named dev found' >&2; exit 255", "no stack named dev found"),
        ("exit 7", "exit code 7"),
        ("echo hello", "did not print JSON"),
        ("echo '[]'", "did not print a JSON object"),
        ("echo '{}'", r"no output documents_bucket: deploy it first \(`pulumi up --stack dev`\)"),
    ],
)
def test_a_cli_that_can_not_tell_is_told_in_one_sentence(
    path: Path, script: str, said: str
) -> None:
    install(path, script)
    with pytest.raises(OutsideError, match=said) as told:
        read_aws_stack("dev")
    assert "\n" not in str(told.value)


def test_a_cli_that_waits_for_somebody_is_given_up(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aws_stack, "PULUMI_SECONDS", 0.2)
    monkeypatch.setenv("PATH", f"{path}{os.pathsep}{os.defpath}")
    install(path, "exec sleep 30")
    with pytest.raises(OutsideError, match="did not answer within 0 s"):
        read_aws_stack("dev")
