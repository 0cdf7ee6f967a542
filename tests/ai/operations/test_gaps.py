from dataclasses import replace

import pytest

from ai.operations.gaps import Gap, GapGroup, grouped


def gap(question: str, contact: str = "c1", *, status: str = "abstained", at: int = 0) -> Gap:
    return Gap(
        contact_id=contact,
        at=f"2026-11-21T10:{at:02}:00+09:00",
        question=question,
        status=status,
        reason="not_in_documents" if status == "abstained" else "model_slow",
        nearest="price-list.csv",
    )


def questions(groups: tuple[GapGroup, ...]) -> list[list[str]]:
    return [[gap.question for gap in group.gaps] for group in groups]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("핏클라우드 프리미엄 요금이 얼마예요", "핏 클라우드 프리미엄요금이 얼마예요"),
        ("핏클라우드 프리미엄 요금이 얼마예요", "핏클라우드 프리미엄 요금 얼마예요?"),
        ("주말에도 상담이 되나요", "음 주말에도 상담 되나요"),
        ("AWS 크레딧을 양도할 수 있나요", "aws 크레딧 양도할 수 있나요"),
    ],
)
def test_one_question_in_two_wordings_is_one_group(one: str, other: str) -> None:
    assert questions(grouped([gap(one), gap(other, at=1)])) == [[one, other]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("핏클라우드 프리미엄 요금이 얼마예요", "핏클라우드 해지는 어떻게 하나요"),
        ("주말에도 상담이 되나요", "환불이 되나요"),
        ("서울에 사무실이 있나요", "부산에 창고가 있나요"),
    ],
)
def test_different_questions_are_groups_of_their_own(one: str, other: str) -> None:
    assert len(grouped([gap(one), gap(other, at=1)])) == 2


def test_what_most_callers_asked_comes_first() -> None:
    groups = grouped(
        [
            gap("서울 사무실 주소가 어디예요", "c1"),
            gap("서울 사무실 주소가 어디예요", "c1", at=1),
            gap("환불은 언제 되나요", "c2", at=2),
            gap("환불은 언제 되나요", "c3", at=3),
        ]
    )
    assert [group.question for group in groups] == [
        "환불은 언제 되나요",
        "서울 사무실 주소가 어디예요",
    ]
    assert [group.callers for group in groups] == [2, 1]


def test_technical_failures_are_kept_apart_and_come_last() -> None:
    same = "환불은 언제 되나요"
    groups = grouped([gap(same, "c1", status="failed"), gap(same, "c2", status="failed", at=1)])
    groups += grouped([gap(same, "c3", at=2)])
    together = grouped([each for group in groups for each in group.gaps])
    assert [group.failed for group in together] == [False, True]


def test_the_most_frequent_wording_stands_for_the_group() -> None:
    (group,) = grouped(
        [
            gap("환불 언제 되나요"),
            gap("환불은 언제 되나요", at=1),
            gap("환불은 언제 되나요", at=2),
        ]
    )
    assert group.question == "환불은 언제 되나요"
    assert group.wordings == ("환불은 언제 되나요", "환불 언제 되나요")


def test_the_document_that_came_closest_most_often_is_named() -> None:
    found = ["", "sla.pdf", "faq.md", "faq.md", ""]
    gaps = [replace(gap("환불", at=at), nearest=name) for at, name in enumerate(found)]
    assert [group.nearest for group in grouped(gaps)] == ["faq.md"]
    assert [group.nearest for group in grouped([replace(gap("환불"), nearest="")])] == [""]


def test_the_order_of_reading_does_not_matter() -> None:
    gaps = [gap("환불 언제 되나요", at=2), gap("주소가 어디예요", at=1), gap("환불언제되나요")]
    assert grouped(gaps) == grouped(list(reversed(gaps)))


@pytest.mark.parametrize("question", ["", "?", "네"])
def test_a_question_without_bigrams_has_a_group(question: str) -> None:
    assert questions(grouped([gap(question)])) == [[question]]


def test_no_gaps_are_no_groups() -> None:
    assert grouped([]) == ()
