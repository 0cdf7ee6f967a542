from ai.index.glossary import Term
from ai.index.spacing import MOST, Spacer, has_spaces, is_spacing, spacing_terms

TEXTS = ["요금을 바꿀 수 있습니다. 계정을 바꿀 수 있나요.", "요금을 바꿀 수 없습니다."] * 2


def test_spaces_come_back_where_documents_write_them() -> None:
    spacer = Spacer(spacing_terms(TEXTS))
    assert spacer.spaced("계정을바꿀수있습니까요금을바꿀수없나요") == (
        "계정을 바꿀 수 있습니까요금을 바꿀 수 없나요"
    )


def test_a_question_with_spaces_of_its_own_is_left_as_it_is() -> None:
    spacer = Spacer(spacing_terms(TEXTS))
    assert spacer.spaced("계정을바꿀 수있나요") == "계정을바꿀 수있나요"


def test_only_spaces_are_ever_added() -> None:
    text = "요금을바꿀수있습니까AWS계정을바꿀수있습니까"
    assert Spacer(spacing_terms(TEXTS)).spaced(text).replace(" ", "") == text


def test_a_pattern_that_is_written_both_ways_or_once_teaches_nothing() -> None:
    assert spacing_terms(["가나 다라"]) == ()
    assert spacing_terms(["가나 다", "가나 다", "가나다", "가나다"]) == ()
    assert spacing_terms([]) == ()


def test_words_of_two_texts_do_not_meet() -> None:
    assert all("나 다" not in term.written for term in spacing_terms(["가나", "다라"] * 3))


def test_terms_of_spacing_are_told_from_names() -> None:
    assert all(is_spacing(term) for term in spacing_terms(TEXTS))
    assert not is_spacing(Term(spoken="파워비아이", written="Power BI"))
    assert not is_spacing(Term(spoken="서버", written="서버"))
    assert len(spacing_terms(TEXTS)) <= MOST


def test_a_text_counts_as_spaced_by_its_share_of_spaces() -> None:
    assert has_spaces("요금이 얼마예요")
    assert has_spaces("요금이얼마예요")  # as short as one word may be
    assert not has_spaces("요금이얼마인지알려주세요")
