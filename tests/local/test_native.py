"""Scenario files as native tests on disk."""

import json
from pathlib import Path

import pytest

from flows.native_tests.check import find_problems
from local.errors import BadInputError
from local.native import compile_file

SAMPLES = Path(__file__).parents[2] / "samples" / "scenarios"


def test_a_scenario_gives_content_and_request(tmp_path: Path) -> None:
    made = compile_file(SAMPLES / "ai-then-engineer.yaml", tmp_path)
    content, request = (json.loads(file.read_text(encoding="utf-8")) for file in made.files)

    assert made.failures == ()
    assert find_problems(content) == []
    assert json.loads(request["Content"]) == content
    assert request["Name"] == "AI 문의 후 엔지니어 연결"


def test_what_can_not_be_said_is_told(tmp_path: Path) -> None:
    made = compile_file(SAMPLES / "wrong-key-twice-then-ai.yaml", tmp_path)

    assert made.left_out == ("never_heard: 오류", "cites: aws-account-transfer.docx")


def test_a_step_without_equivalent_names_file_and_step(tmp_path: Path) -> None:
    file = tmp_path / "queue.yaml"
    file.write_text(
        "name: 기다림\ncaller:\n  - press: '2'\n  - stay: 30\n"
        "expect:\n  ended: queued\n  queue: engineer\n",
        encoding="utf-8",
    )
    made = compile_file(file, tmp_path / "out")

    assert made.files == ()
    assert str(file) in made.failures[0]
    assert "step 2 (stay 30)" in made.failures[0]
    assert made.to_json()["passed"] is False


def test_an_agent_who_hangs_up_has_no_equivalent(tmp_path: Path) -> None:
    file = tmp_path / "agent.yaml"
    file.write_text(
        "name: 상담 끝\nagents: 1\nagent_leaves_after: 60\ncaller:\n  - press: '2'\n"
        "expect:\n  ended: disconnected\n  queue: engineer\n",
        encoding="utf-8",
    )

    assert "agent_leaves_after" in compile_file(file, tmp_path / "out").failures[0]


@pytest.mark.parametrize(
    ("sample", "why"),
    [
        ("booked-call-answered", "callback_call, voice"),
        ("booked-call-task", "callback_task, task"),
        ("full-queues-callback", "(full)"),
        ("verified-by-pin", "(customer_verified)"),
        ("callback-at-chosen-time", "which days the callback function offers"),
    ],
)
def test_what_no_customer_can_bring_about_has_no_equivalent(
    sample: str, why: str, tmp_path: Path
) -> None:
    [failure] = compile_file(SAMPLES / f"{sample}.yaml", tmp_path).failures

    assert why in failure


def test_a_customer_who_is_known_is_taken_for_known(tmp_path: Path) -> None:
    made = compile_file(SAMPLES / "vip-engineer.yaml", tmp_path)

    assert made.failures == ()
    assert '"vip"' in made.files[0].read_text(encoding="utf-8")


def test_a_folder_that_can_not_be_written_is_named(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")

    with pytest.raises(BadInputError, match="can not be written"):
        compile_file(SAMPLES / "hang-up-at-menu.yaml", blocked)


@pytest.mark.parametrize("file", sorted(SAMPLES.glob("*.yaml")), ids=lambda file: file.stem)
def test_every_sample_compiles_or_says_why_not(file: Path, tmp_path: Path) -> None:
    made = compile_file(file, tmp_path)

    assert bool(made.files) != bool(made.failures)
    assert all("native equivalent" in failure for failure in made.failures), made.failures
