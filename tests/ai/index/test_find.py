from ai.embedding import MOST_QUESTION_CHARACTERS
from ai.index.find import Steps, understand
from ai.index.glossary import Glossary, Term
from ai.index.vocabulary import Vocabulary

VOCABULARY = Vocabulary(
    glossary=Glossary((Term(spoken="핏클라우드", written="FitCloud"),)),
    derived=(
        Term(spoken="쿠버네티스", written="Kubernetes"),
        Term(spoken="요금은", written="요금은"),
        Term(spoken="수있나", written="수 있나"),
    ),
)


def test_a_question_is_brought_into_the_spelling_of_the_documents() -> None:
    found = understand("저기요 음 쿠버네티스 지원이 이십사 시간이에요", VOCABULARY)
    assert found.meant == "Kubernetes 지원이 이십사 시간이에요"
    assert found.words.endswith("| Kubernetes 지원이 24시간이에요")


def test_the_words_of_the_caller_are_searched_for_as_well() -> None:
    found = understand("쿠버네티스 요금", VOCABULARY)
    assert found.words == "쿠버네티스 요금 | Kubernetes 요금"
    assert understand("환불 기간", VOCABULARY).words == "환불 기간"


def test_glossary_and_found_names_are_rewritten_in_one_question() -> None:
    assert understand("핏클라우드로 쿠버네티스요", VOCABULARY).meant == "FitCloud로 Kubernetes요"


def test_spaces_come_back_only_where_there_were_none() -> None:
    assert (
        understand("계정을여러개추가할수있나요", VOCABULARY).meant == "계정을여러개추가할수 있나요"
    )


def test_each_step_can_be_left_out() -> None:
    said = "저기요 쿠버네티스 이십 분"
    assert understand(said, VOCABULARY, Steps(fillers=False)).meant == "저기요 Kubernetes 이십 분"
    assert understand(said, VOCABULARY, Steps(terms=False)).meant == "쿠버네티스 이십 분"
    assert "20분" in understand(said, VOCABULARY).words
    assert "20분" not in understand(said, VOCABULARY, Steps(figures=False)).words
    unspaced = "계정을여러개추가할수있나요"
    assert understand(unspaced, VOCABULARY, Steps(spaces=False)).meant == unspaced


def test_of_a_question_that_is_too_long_the_end_is_embedded() -> None:
    found = understand(f"{'가' * 2000} 요금", Vocabulary())
    assert len(found.meant) == MOST_QUESTION_CHARACTERS
    assert found.meant.endswith("요금")


def test_an_english_question_is_looked_up_by_the_korean_of_its_words() -> None:
    glossary = Glossary(
        (Term(spoken="refund", written="환불"), Term(spoken="fit cloud", written="FitCloud"))
    )
    vocabulary = Vocabulary(glossary=glossary)
    found = understand("how long does a fit cloud refund take", vocabulary)
    assert found.meant == "how long does a FitCloud 환불 take"
    assert found.words == f"how long does a fit cloud refund take | {found.meant}"
    assert found.question == "how long does a FitCloud refund take"
    assert understand("a refund", vocabulary, Steps(terms=False)).meant == "a refund"
