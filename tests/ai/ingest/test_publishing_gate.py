"""The gate in the builder: what is published, what is kept back, and what the team hears."""

from pathlib import Path

import pytest

from ai.ingest.gate import GateRules
from tests.ai.ingest.worlds import World

REFUND = "# 환불\n\n환불은 신청한 날부터 7일 안에 처리합니다.\n"
CLOSING = "# 해지\n\n해지는 콘솔의 설정 화면에서 합니다.\n"
PRICE = "# 요금\n\n기본 요금은 월 9만 원입니다.\n"
JUNK = "# 공지\n\n오늘 점심은 비빔밥입니다.\n"
QUESTIONS = (
    ("환불 신청하면 며칠 안에 처리하나요", "refund.md"),
    ("해지는 콘솔 설정 화면에서 하나요", "closing.md"),
    ("기본 요금은 월 얼마입니까", "price.md"),
)
PASSING = GateRules(floor=0.0, regression=1.0)


@pytest.fixture
def shop(world: World) -> World:
    """Three documents with a question each, published; search looks at one passage only."""
    for name, text in (("refund.md", REFUND), ("closing.md", CLOSING), ("price.md", PRICE)):
        world.document(name, text)
    for number in range(6):
        world.document(f"other{number}.md", f"# 안내 {number}\n\n환불 해지 요금 안내 {number}번.\n")
    world.golden(*QUESTIONS)
    assert world.reconcile().outcome == "published"
    return world


def test_the_report_says_how_many_questions_were_found(shop: World) -> None:
    gate = shop.report()["gate"]
    assert (gate["ran"], gate["passed"], gate["questions"], gate["recall"]) == (True, True, 3, 1.0)
    assert shop.report()["candidate"] is None


def test_without_questions_the_gate_does_not_run(world: World) -> None:
    world.document("a.md", REFUND)
    world.reconcile()
    assert world.report()["gate"] == {"ran": False}
    assert world.asked == []


def test_a_candidate_that_finds_less_is_not_published_and_the_team_is_told_why(
    shop: World, tmp_path: Path
) -> None:
    before = shop.store.pointer()
    shop.document("refund.md", JUNK)
    outcome = shop.reconcile()
    assert (outcome.outcome, outcome.published) == ("refused", None)
    assert shop.store.pointer() == before
    assert any("7일" in text for text in shop.published(tmp_path))
    report = shop.report()
    assert report["gate"]["passed"] is False
    assert report["gate"]["before"] == 1.0
    [worse] = report["gate"]["worse"]
    assert worse["documents"] == ["refund.md"]
    assert report["candidate"]["outcome"] == "refused"
    assert report["candidate"]["changed"] == ["refund.md"]
    [mail] = shop.mails
    assert mail.subject.isascii()
    assert "환불 신청하면 며칠 안에 처리하나요" in mail.text
    assert "- refund.md (바뀜)" in mail.text
    assert len(shop.snapshots()) == 1


def test_a_refused_candidate_is_neither_built_nor_mailed_again(shop: World) -> None:
    shop.document("refund.md", JUNK)
    shop.reconcile()
    before = dict(shop.s3.buckets["index"])
    shop.s3.calls.clear()
    for _ in range(5):
        assert shop.reconcile().outcome == "unchanged"
    assert shop.reconcile(thorough=True).outcome == "unchanged"
    assert len(shop.mails) == 1
    assert shop.s3.buckets["index"] == before
    assert not [key for operation, key in shop.s3.calls if operation == "put_object"]
    assert not [key for _, key in shop.s3.calls if key.endswith(".md")]


def test_the_index_ages_from_the_first_refusal_until_it_agrees_again(shop: World) -> None:
    assert shop.reconcile().age == 0
    shop.document("refund.md", JUNK)
    assert shop.reconcile().age == 0
    since = shop.report()["candidate"]["since"]
    shop.document("price.md", JUNK)
    assert shop.reconcile().age > 0
    assert shop.reconcile(thorough=True).age > 0
    assert shop.report()["candidate"]["since"] == since
    shop.document("refund.md", REFUND)
    shop.document("price.md", PRICE)
    assert shop.reconcile().age == 0


def test_a_mended_document_is_tried_again_and_published(shop: World, tmp_path: Path) -> None:
    shop.document("refund.md", JUNK)
    shop.reconcile()
    shop.document("refund.md", REFUND.replace("7일", "3일"))
    assert shop.reconcile().outcome == "published"
    assert any("3일" in text for text in shop.published(tmp_path))
    assert shop.report()["candidate"] is None
    assert len(shop.mails) == 1


def test_other_questions_are_a_reason_to_try_again(shop: World) -> None:
    shop.document("refund.md", JUNK)
    shop.reconcile()
    shop.golden(*QUESTIONS[1:])
    assert shop.reconcile().outcome == "published"


def test_other_rules_are_a_reason_to_try_again(shop: World) -> None:
    shop.document("refund.md", JUNK)
    shop.reconcile()
    shop.rules = PASSING
    assert shop.reconcile().outcome == "published"


def test_deleting_a_document_takes_effect_and_its_questions_are_stale(
    shop: World, tmp_path: Path
) -> None:
    del shop.s3.buckets["documents"]["refund.md"]
    assert shop.reconcile().outcome == "published"
    assert not any("7일" in text for text in shop.published(tmp_path))
    gate = shop.report()["gate"]
    assert (gate["questions"], [each["id"] for each in gate["stale"]]) == (2, ["1"])


def test_a_deleted_document_leaves_the_answers_even_when_the_rest_is_refused(
    shop: World, tmp_path: Path
) -> None:
    del shop.s3.buckets["documents"]["closing.md"]
    shop.document("refund.md", JUNK)
    assert shop.reconcile().outcome == "refused"
    published = shop.published(tmp_path)
    assert any("7일" in text for text in published)
    assert not any("콘솔" in text for text in published)
    report = shop.report()
    assert (report["candidate"]["changed"], report["candidate"]["removed"]) == (["refund.md"], [])
    assert "closing.md" not in {entry["name"] for entry in report["documents"]}
    assert shop.reconcile().outcome == "unchanged"
    assert len(shop.mails) == 1


def test_on_the_first_day_only_questions_about_what_is_there_count(world: World) -> None:
    world.document("refund.md", REFUND)
    world.golden(*QUESTIONS, *((f"질문 {number}", f"{number}.md") for number in range(27)))
    assert world.reconcile().outcome == "published"
    gate = world.report()["gate"]
    assert (gate["questions"], gate["recall"], len(gate["stale"])) == (1, 1.0, 29)


def test_a_first_candidate_below_the_floor_is_not_published(world: World) -> None:
    world.document("refund.md", JUNK)
    for number in range(6):
        world.document(f"{number}.md", f"# 환불 {number}\n\n환불은 며칠 안에 처리하나요 {number}.")
    world.golden(QUESTIONS[0])
    assert world.reconcile().outcome == "refused"
    assert world.store.pointer() is None
    report = world.report()
    assert (report["snapshot"], report["gate"]["before"]) == (None, None)
    assert [each["id"] for each in report["gate"]["missing"]] == ["1"]
    assert "찾지 못한 질문" in world.mails[0].text
    assert world.reconcile().outcome == "unchanged"
    assert world.reconcile(thorough=True).outcome == "unchanged"
    assert len(world.mails) == 1


def test_a_broken_question_file_is_told_and_does_not_keep_documents_back(world: World) -> None:
    world.document("a.md", REFUND)
    world.document("golden.jsonl", '{"question": "q", "documents": ["a.md"]}\n{oops')
    assert world.reconcile().outcome == "published"
    report = world.report()
    assert report["gate"] == {"ran": False}
    [entry] = [entry for entry in report["documents"] if entry["name"] == "golden.jsonl"]
    assert (entry["status"], entry["reason"]) == ("failed", "questions")
    [mail] = world.mails
    assert "- golden.jsonl: " in mail.text
    assert "(2번째 줄)" in mail.text
    world.document("b.md", CLOSING)
    world.reconcile()
    assert len(world.mails) == 1


def test_no_question_is_embedded_twice(shop: World) -> None:
    assert sorted(shop.asked) == sorted({question for question, _ in QUESTIONS})
    shop.document("new.md", "# 새 글\n\n새 글입니다.\n")
    shop.golden(*QUESTIONS, ("새 글이 있나요", "new.md"))
    shop.reconcile()
    assert shop.asked[3:] == ["새 글이 있나요"]


def test_a_refused_candidates_vectors_are_kept_until_one_is_published(shop: World) -> None:
    shop.document("refund.md", JUNK)
    shop.golden(*QUESTIONS, ("점심은 무엇입니까", "refund.md"))
    shop.reconcile()
    assert shop.parts()
    asked = len(shop.asked)
    shop.document("refund.md", REFUND)
    assert shop.reconcile().outcome == "published"
    assert len(shop.asked) == asked
    assert shop.parts() == []


def test_a_mail_that_could_not_be_sent_is_sent_at_the_next_look(shop: World) -> None:
    shop.mail_works = False
    shop.document("refund.md", JUNK)
    shop.reconcile()
    assert shop.mails == []
    shop.mail_works = True
    assert shop.reconcile().outcome == "refused"
    assert len(shop.mails) == 1
    assert shop.reconcile().outcome == "unchanged"
    assert len(shop.mails) == 1


def test_a_broken_upload_keeps_what_the_file_said_before(shop: World, tmp_path: Path) -> None:
    shop.document("refund.md", "")
    shop.document("new.md", "# 새 글\n\n새 글입니다.\n")
    assert shop.reconcile().outcome == "published"
    texts = shop.published(tmp_path)
    assert any("7일" in text for text in texts)
    assert any("새 글" in text for text in texts)
    [entry] = [each for each in shop.report()["documents"] if each["name"] == "refund.md"]
    assert (entry["status"], entry["reason"], entry["chunks"]) == ("failed", "empty", 1)
    assert "이전 버전의 내용으로 답변합니다" in shop.mails[0].text
    shop.document("refund.md", REFUND.replace("7일", "3일"))
    shop.reconcile()
    texts = shop.published(tmp_path)
    assert any("3일" in text for text in texts)
    assert not any("7일" in text for text in texts)
