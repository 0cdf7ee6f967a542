"""calibrate, with the embedded model on two small documents."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.local.commands.conftest import Run

pytestmark = [
    pytest.mark.allow_hosts(["127.0.0.1"]),
    pytest.mark.usefixtures("no_cloud", "home"),
]
ROWS: list[dict[str, Any]] = [
    {"question": "주차장은 몇 시간 무료예요", "documents": ["parking.md"]},
    {"question": "점심 메뉴가 뭐예요", "documents": [], "answerable": False},
]


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir()
    text = "# 주차\n\n지하 2층 주차장은 2시간 동안 무료입니다.\n"
    (folder / "parking.md").write_text(text, encoding="utf-8")
    return folder


def questions(folder: Path, count: int) -> str:
    file = folder / "questions.jsonl"
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS[:count]))
    return str(file)


def test_each_score_is_told_and_one_is_recommended(
    command: Run, docs: Path, tmp_path: Path
) -> None:
    ran = command("calibrate", questions(tmp_path, 2), "--docs", str(docs), "--json")
    assert ran.code == 0, ran.err
    told = json.loads(ran.out)
    assert told["rows"][0]["min_score"] == 0
    assert told["recommended"]["answered_right"] == 1
    assert told["recommended"]["declined_unanswerable"] == 1
    assert told["recommended"]["holds"] is True


def test_people_read_a_table_with_the_name_of_the_setting(
    command: Run, docs: Path, tmp_path: Path
) -> None:
    ran = command("calibrate", questions(tmp_path, 2), "--docs", str(docs))
    assert ran.code == 0, ran.err
    assert "minScore" in ran.out


def test_without_questions_that_nothing_answers_there_is_nothing_to_weigh(
    command: Run, docs: Path, tmp_path: Path
) -> None:
    ran = command("calibrate", questions(tmp_path, 1), "--docs", str(docs))
    assert ran.code == 2
    assert "answerable=false" in ran.err
