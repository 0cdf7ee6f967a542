import pytest
from hypothesis import given
from hypothesis import strategies as st

from ai.quality.abstention import Scored, recommended, tradeoffs


def scored(
    score: float, *, answerable: bool = True, answered: bool = True, right: bool = True
) -> Scored:
    return Scored(score=score, answerable=answerable, answered=answered, right=right)


def test_each_score_tells_what_it_costs_and_buys() -> None:
    questions = [
        scored(0.9),
        scored(0.6),
        scored(0.5, right=False),
        scored(0.4, answerable=False, right=False),
        scored(0.7, answered=False),
    ]
    rows = {row.threshold: row for row in tradeoffs(questions)}
    none = rows[0.0]
    assert (none.right, none.declined, none.spared, none.wrong) == (2, 1, 0, 2)
    low = rows[0.401]
    assert (low.right, low.declined, low.spared, low.wrong) == (2, 1, 1, 1)
    high = rows[0.501]
    assert (high.right, high.declined, high.spared, high.wrong) == (2, 2, 1, 0)
    assert high.holds
    assert not low.holds


def test_the_score_that_answers_most_while_both_goals_hold_is_recommended() -> None:
    questions = [scored(0.9), scored(0.6), scored(0.3, answerable=False, right=False)]
    best = recommended(tradeoffs(questions))
    assert (best.threshold, best.right, best.spared) == (0.301, 2, 1)


def test_where_no_score_meets_both_goals_the_best_compromise_is_recommended() -> None:
    questions = [
        scored(0.5),
        *(scored(0.6, answerable=False, right=False) for _ in range(9)),
        *(scored(0.9, right=False) for _ in range(9)),
        scored(0.95),
    ]
    best = recommended(tradeoffs(questions))
    assert best.threshold > 0.6


def test_without_rows_nothing_can_be_recommended() -> None:
    with pytest.raises(ValueError, match="empty"):
        recommended([])


@given(
    st.lists(
        st.builds(
            scored,
            st.floats(-1, 1),
            answerable=st.booleans(),
            answered=st.booleans(),
            right=st.booleans(),
        ),
        min_size=1,
        max_size=30,
    )
)
def test_every_question_is_counted_once_at_every_score(questions: list[Scored]) -> None:
    rows = tradeoffs(questions)
    for row in rows:
        assert row.right + row.wrong + row.declined + row.spared == len(questions)
    wrong = [row.wrong for row in rows]
    assert wrong == sorted(wrong, reverse=True)
    assert recommended(rows) in rows
