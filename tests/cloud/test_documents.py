"""What the product team does, and what callers hear of it."""

import time
from pathlib import Path

from docx import Document

from local.state import ROOT
from tests.cloud.callcenter import CallCenter

QUESTION = "제주 데이터센터 견학은 몇 명까지 신청할 수 있나요"
FACT = "제주 데이터센터 견학은 한 번에 17명까지 신청할 수 있습니다."


def _word_file(path: Path) -> Path:
    document = Document()
    document.add_heading("데이터센터 견학 안내", level=1)
    document.add_paragraph(FACT)
    document.add_paragraph("견학 신청은 방문일 2주 전까지 받습니다.")
    document.save(str(path))
    return path


def test_a_new_document_is_answered_from_within_seconds_and_no_more_once_removed(
    center: CallCenter, tmp_path: Path
) -> None:
    assert "17명" not in center.ask(QUESTION)["text"]

    put = center.run("docs", "put", str(_word_file(tmp_path / "visit.docx")), "--json").json
    states = {item["name"]: item["status"] for item in put["documents"]}
    assert states["visit.docx"] == "indexed"
    answer = center.ask(QUESTION)
    assert "17명" in answer["text"]
    assert answer["citations"][0]["document"] == "visit.docx"

    removed = center.run("docs", "rm", "visit.docx", "--json").json
    assert "visit.docx" not in {item["name"] for item in removed["documents"]}
    assert "17명" not in center.ask(QUESTION)["text"]


def test_a_plain_s3_upload_is_enough(center: CallCenter, tmp_path: Path) -> None:
    s3, bucket = center.clients("s3"), center.state.outputs["documents_bucket"]
    s3.upload_file(str(_word_file(tmp_path / "visit.docx")), bucket, "방문/견학 안내+1.docx")
    try:
        give_up = time.monotonic() + 60
        while "17명" not in center.ask(QUESTION)["text"]:
            assert time.monotonic() < give_up, "not answered within a minute"
            time.sleep(0.5)
    finally:
        center.run("docs", "rm", "방문/견학 안내+1.docx")


def test_a_broken_file_is_reported_by_name_and_hurts_nobody_else(
    center: CallCenter, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes((ROOT / "samples" / "documents" / "sla.pdf").read_bytes()[:2000])
    put = center.run("docs", "put", str(broken), "--json").json
    try:
        by_name = {item["name"]: item for item in put["documents"]}
        assert by_name["broken.pdf"]["status"] == "failed"
        assert by_name["broken.pdf"]["reason"]
        assert by_name["sla.pdf"]["status"] == "indexed"
        report = center.run("docs", "report", "--lang", "en")
        assert "broken.pdf" in report.out
        assert center.ask("환불은 며칠 안에 되나요")["status"] == "answered"
    finally:
        center.run("docs", "rm", "broken.pdf")


def test_removing_what_is_not_there_is_said_in_one_sentence(center: CallCenter) -> None:
    done = center.run("docs", "rm", "nothing.pdf", "--json")

    assert done.code == 2
    assert "nothing.pdf" in done.json["error"]


def test_a_folder_is_answered_from_without_the_cloud(
    stopped_center: CallCenter, tmp_path: Path
) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    _word_file(folder / "visit.docx")
    done = stopped_center.run("ask", QUESTION, "--docs", str(folder), "--json")

    assert "17명" in done.json["text"]
    assert not stopped_center.processes()


def test_all_samples_are_indexed_and_listed(center: CallCenter) -> None:
    listed = center.run("docs", "ls", "--json").json

    names = {path.name for path in (ROOT / "samples" / "documents").iterdir()} - {"glossary.csv"}
    assert names <= {item["name"] for item in listed["documents"]}
    assert all(item["status"] == "indexed" for item in listed["documents"])
    assert len({name.rsplit(".", 1)[1] for name in names}) >= 5
    assert listed["snapshot"]
