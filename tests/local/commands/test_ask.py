import json
from pathlib import Path
from typing import Any

import pytest

from ai.contract import Language
from local.functions import Functions
from tests.local.bedrock.test_openai import answering
from tests.local.commands.conftest import Run
from tests.local.states import ABSTAINED, ANSWERED

FAILED = {**ABSTAINED, "status": "failed", "reason": "model_failed", "text": "죄송합니다."}


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch, cloud_runs: object) -> list[Any]:
    """What the answer function gives next; what it was asked is put behind."""
    rows: list[Any] = []

    def ask(
        _functions: Functions, question: str, contact: str, language: Language
    ) -> dict[str, Any]:
        rows.append((question, contact, language.value))
        return rows.pop(0)

    monkeypatch.setattr(Functions, "ask", ask)
    return rows


def test_an_answer_is_printed_whole(command: Run, answers: list[Any]) -> None:
    answers.append(ANSWERED)
    ran = command("ask", "응답 시간이요", "--json")
    assert ran.code == 0
    assert json.loads(ran.out) == ANSWERED
    assert answers == [("응답 시간이요", "", "ko")]


def test_people_read_the_answer_and_its_source(command: Run, answers: list[Any]) -> None:
    answers.append(ANSWERED)
    said = command("ask", "응답 시간이요", "--contact", "c-1").out
    assert "1시간 안에 응답합니다." in said
    assert "근거: sla.pdf 2쪽 · 응답 시간" in said
    assert "56 ms" in said
    assert answers == [("응답 시간이요", "c-1", "ko")]


def test_an_answer_in_english_is_shown_with_the_korean_that_it_stands_on(
    command: Run, answers: list[Any]
) -> None:
    answers.append(
        {**ANSWERED, "text": "We respond within 1 hour.", "original": "1시간 안에 응답합니다."}
    )
    said = command("ask", "how fast do you respond", "--language", "en").out
    assert said.startswith("We respond within 1 hour.\n1시간 안에 응답합니다.\n")
    assert answers == [("how fast do you respond", "", "en")]


def test_another_language_is_one_sentence(command: Run, answers: list[Any]) -> None:
    ran = command("ask", "combien", "--language", "fr", "--json")
    assert (ran.code, answers) == (2, [])
    assert "'fr' is not one of 'ko', 'en'" in json.loads(ran.out)["error"]


@pytest.mark.parametrize("server", ["", "http://127.0.0.1:9/v1"])
def test_who_has_no_model_that_writes_is_told_why_nothing_is_english(
    command: Run, answers: list[Any], monkeypatch: pytest.MonkeyPatch, server: str
) -> None:
    monkeypatch.setenv("CALLCENTER_OPENAI_BASE_URL", server)
    answers.append({**ABSTAINED, "reason": "not_in_language", "text": "Only in Korean."})
    ran = command("ask", "how fast do you respond", "--language", "en", "--lang", "en")
    assert ran.code == 0
    assert ("CALLCENTER_OPENAI_BASE_URL" in ran.out) is (not server)


def test_a_source_without_pages_names_none(command: Run, answers: list[Any]) -> None:
    citation = {**ANSWERED["citations"][0], "document": "[공지].md", "page": None}
    answers.append({**ANSWERED, "citations": [citation]})
    assert "근거: [공지].md · 응답 시간" in command("ask", "응답 시간이요").out


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (ABSTAINED, 0),
        (FAILED, 3),
        ({**FAILED, "reason": "no_question"}, 2),
        ({**FAILED, "reason": "question_too_long"}, 2),
    ],
)
def test_the_exit_code_tells_what_became_of_the_question(
    command: Run, answers: list[Any], answer: dict[str, Any], code: int
) -> None:
    answers.append(answer)
    ran = command("ask", "요금", "--json")
    assert ran.code == code
    assert json.loads(ran.out) == answer


@pytest.mark.usefixtures("no_cloud")
def test_a_folder_and_a_contact_exclude_each_other(command: Run, tmp_path: Path) -> None:
    ran = command("ask", "요금", "--docs", str(tmp_path), "--contact", "c-1")
    assert (ran.code, ran.out) == (2, "")
    assert "leave --contact out" in ran.err


@pytest.mark.usefixtures("no_cloud")
def test_a_folder_that_is_not_there_is_named(command: Run, tmp_path: Path) -> None:
    ran = command("ask", "요금", "--docs", str(tmp_path / "missing"), "--json")
    assert ran.code == 2
    assert "missing is no folder of documents" in json.loads(ran.out)["error"]


@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.usefixtures("no_cloud", "home")
def test_a_folder_of_ones_own_documents_answers_without_any_cloud(
    command: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "parking.md").write_text(
        "# 주차 안내\n\n지하 2층 주차장은 두 시간 동안 무료입니다.\n", encoding="utf-8"
    )
    ran = command("ask", "지하 주차장은 몇 시간 동안 무료인가요", "--docs", str(folder), "--json")
    assert ran.code == 0, ran.err
    answer = json.loads(ran.out)
    assert answer["status"] == "answered"
    assert "두 시간" in answer["text"]
    assert answer["citations"][0]["document"] == "parking.md"
    assert set(answer["timings_ms"]) == {"retrieve", "generate", "ground", "speech", "total"}


DRAFT = "지하 2층 주차장은 두 시간 동안 무료입니다. [1]"
DRAFTED = f"{DRAFT}\n<english>Parking on basement level 2 is free for two hours.</english>"


@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.usefixtures("no_cloud", "home")
def test_a_model_server_answers_in_english_from_a_folder(
    command: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "parking.md").write_text(
        "# 주차 안내\n\n지하 2층 주차장은 두 시간 동안 무료입니다.\n", encoding="utf-8"
    )
    body = {"choices": [{"message": {"content": DRAFTED}, "finish_reason": "stop"}]}
    with answering(200, body) as server:
        monkeypatch.setenv("CALLCENTER_OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("CALLCENTER_OPENAI_MODEL", "m")
        question = "how long is parking free"
        ran = command("ask", question, "--language", "en", "--docs", str(tmp_path), "--json")
    answer = json.loads(ran.out)
    assert answer["status"] == "answered"
    assert answer["text"] == "Parking on basement level 2 is free for two hours."
    assert answer["original"] == "지하 2층 주차장은 두 시간 동안 무료입니다."
    assert question in str(server.received[0])
