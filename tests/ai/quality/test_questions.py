import pytest

from ai.errors import QuestionsError
from ai.quality.questions import read_questions


def test_a_question_names_the_documents_that_answer_it() -> None:
    (read,) = read_questions('{"id": "a", "question": "얼마예요", "documents": ["price.md"]}\n\n')
    assert (read.id, read.question, read.documents) == ("a", "얼마예요", ("price.md",))
    assert read.answerable


def test_a_question_without_an_identifier_goes_by_its_line() -> None:
    assert read_questions('\n{"question": "얼마예요", "documents": []}')[0].id == "2"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("no json", "not JSON"),
        ("[]", "no JSON object"),
        ('{"question": " "}', "question"),
        ('{"question": "a", "documents": "b"}', "list of names"),
        ('{"question": "a", "documents": [], "answerable": "no"}', "true or false"),
    ],
)
def test_a_broken_line_is_named(line: str, fault: str) -> None:
    good = '{"question": "a", "documents": []}'
    with pytest.raises(QuestionsError, match=rf"line 2.*{fault}"):
        read_questions(f"{good}\n{line}\n")
