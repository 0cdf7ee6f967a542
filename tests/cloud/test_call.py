"""A call from the first word to the hand-over."""

import json
from pathlib import Path

from local.state import ROOT
from tests.cloud.callcenter import CallCenter

QUESTION = "핏클라우드 장애가 나면 얼마 만에 응답해 주나요"


def test_a_question_is_answered_with_its_source_and_handed_to_an_engineer(
    center: CallCenter,
) -> None:
    call = center.call("1", QUESTION, "1")

    assert call["ended"] == "queued"
    assert call["queue"] == "engineer"
    answer = call["answers"][0]
    assert answer["status"] == "answered"
    assert "1시간" in answer["text"]
    assert {item["document"] for item in answer["citations"]} <= {
        "faq.html",
        "fitcloud-support-policy.md",
    }
    assert {turn["who"] for turn in call["turns"]} == {"caller", "system"}
    assert [turn["flow"] for turn in call["turns"]][-1] == "engineer"


def test_the_engineer_gets_what_was_asked_and_answered_from_which_document(
    center: CallCenter,
) -> None:
    call = center.call("1", QUESTION, "1")

    assert QUESTION in call["attributes"].values()
    assert call["answers"][0]["text"] in call["attributes"].values()
    assert call["answers"][0]["citations"][0]["document"] in " ".join(call["attributes"].values())


def test_an_answers_quote_stands_word_for_word_in_the_document(center: CallCenter) -> None:
    answer = center.ask(QUESTION)

    citation = answer["citations"][0]
    text = (ROOT / "samples" / "documents" / citation["document"]).read_text(encoding="utf-8")
    assert citation["quote"] in text


def test_every_sample_scenario_holds(center: CallCenter) -> None:
    files = sorted((ROOT / "samples" / "scenarios").glob("*.yaml"))
    done = center.run("scenario", *map(str, files), "--json")

    failed = [row for row in done.json["scenarios"] if not row["passed"]]
    assert not failed, json.dumps(failed, ensure_ascii=False, indent=1)
    assert done.code == 0
    assert len(done.json["scenarios"]) == len(files) >= 12


def test_a_scenario_that_does_not_hold_is_told_and_exits_with_1(
    center: CallCenter, tmp_path: Path
) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text(
        "name: 틀린 기대\ncaller: [{press: '2'}]\nexpect: {ended: disconnected}\n", encoding="utf-8"
    )
    done = center.run("scenario", str(file), "--json")

    assert done.code == 1
    assert "it ended queued, not disconnected" in done.json["scenarios"][0]["failures"]


def test_silence_and_wrong_keys_reach_a_person_in_words(center: CallCenter) -> None:
    for keys in (("", "", ""), ("9", "8", "7")):
        call = center.call(*keys)
        assert (call["ended"], call["queue"]) == ("queued", "agent")
        assert len([turn for turn in call["turns"] if turn["who"] == "system"]) >= 5


def test_with_people_free_the_call_is_put_through(center: CallCenter) -> None:
    done = center.run("call", "--say", "2", "--agents", "1", "--json")

    assert done.json["ended"] == "transferred"
    assert done.json["turns"][-1]["who"] == "agent"


def test_the_stored_turn_holds_no_telephone_number(center: CallCenter) -> None:
    call = center.call("1", "제 번호는 010-1234-5678인데 환불은 며칠 걸려요", "2")

    found = center.clients("dynamodb").query(
        TableName=center.state.outputs["contacts_table"],
        KeyConditionExpression="contact_id = :contact",
        ExpressionAttributeValues={":contact": {"S": call["contact_id"]}},
    )
    stored = json.dumps(found["Items"], ensure_ascii=False)
    turns = [item for item in found["Items"] if "answer" in item]
    assert len(turns) == 1
    assert "환불" in stored
    assert "1234-5678" not in stored
    assert int(turns[0]["expires_at"]["N"]) > 0


def test_a_follow_up_question_is_understood_from_the_one_before(center: CallCenter) -> None:
    contact = "follow-up-contact"
    first = center.run(
        "ask", "핏클라우드 비즈니스 요금제는 얼마예요", "--contact", contact, "--json"
    )
    second = center.run("ask", "그럼 스타터는요", "--contact", contact, "--json")

    assert first.json["status"] == second.json["status"] == "answered"
    assert "스타터" in second.json["text"]
