"""What the deployed report makes of a call whose question was not answered."""

from tests.cloud.callcenter import CallCenter


def test_a_question_that_was_not_answered_is_in_the_report_of_its_day(center: CallCenter) -> None:
    call = center.call("1", "우주여행 상품의 가격이 얼마예요")
    assert [answer["status"] for answer in call["answers"]] == ["abstained"]

    done = center.run("docs", "gaps", "--json")

    groups = {group["question"]: group for group in done.json["groups"]}
    group = groups["우주여행 상품의 가격이 얼마예요"]
    assert group["callers"] >= 1
    assert group["nearest"]
    assert not group["failed"]


def test_what_was_answered_is_not_in_the_report(center: CallCenter) -> None:
    question = "운영 시스템이 중단됐을 때 진행 상황은 얼마마다 알려 주세요"
    call = center.call("1", question)
    assert [answer["status"] for answer in call["answers"]] == ["answered"]

    wordings = [
        words
        for group in center.run("docs", "gaps", "--json").json["groups"]
        for words in group["wordings"]
    ]

    assert question not in wordings
