import pytest

from ai.contract import Language
from ai.errors import QuestionsError
from ai.quality.questions import canonical_name, read_questions


def test_a_question_names_the_documents_that_answer_it() -> None:
    (read,) = read_questions('{"id": "a", "question": "얼마예요", "documents": ["price.md"]}\n\n')
    assert (read.id, read.question, read.documents) == ("a", "얼마예요", ("price.md",))
    assert read.answerable
    assert read.findable


def test_a_question_without_an_identifier_goes_by_its_line() -> None:
    assert read_questions('\n{"question": "얼마예요", "documents": []}')[0].id == "2"


@pytest.mark.parametrize(
    "line",
    [
        '{"question": "a"}',
        '{"question": "a", "documents": null, "answerable": null, "answer": null, "id": null}',
        '{"question": "a", "documents": "", "answerable": "", "id": ""}',
    ],
)
def test_only_the_question_must_be_there(line: str) -> None:
    (read,) = read_questions(line)
    assert (read.id, read.documents, read.answer, read.answerable) == ("1", (), None, True)
    assert not read.findable


def test_one_document_may_stand_without_a_list() -> None:
    assert read_questions('{"question": "a", "documents": "b.md"}')[0].documents == ("b.md",)


def test_facts_of_the_answer_are_kept() -> None:
    assert read_questions('{"question": "a", "must_contain": ["1시간"]}')[0].facts == ("1시간",)


def test_a_question_may_say_its_language() -> None:
    asked = '{"question": "a", "language": "en"}\n{"question": "b"}'
    english, unsaid = read_questions(asked)
    assert (english.language, unsaid.language) == (Language.ENGLISH, None)


def test_files_of_windows_are_read_like_others() -> None:
    read = read_questions('\ufeff{"question": "a"}\r\n{"question": "b\u2028c"}\r\n')
    assert [question.question for question in read] == ["a", "b\u2028c"]


def test_an_empty_file_holds_no_question() -> None:
    assert read_questions("\ufeff\n \n") == ()


def test_a_name_is_one_name_however_it_was_typed() -> None:
    assert canonical_name("./\u1100\u1161.md") == "가.md"
    assert canonical_name("a\\b.md") == "a/b.md"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("no json", "not JSON"),
        pytest.param("[" * 100_000, "not JSON", id="too deep"),
        ('{"question": "\\ud800"}', "not JSON"),
        ("[]", "no JSON object"),
        ('{"question": " "}', "question"),
        ('{"question": "a", "documents": 7}', "list of texts"),
        ('{"question": "a", "documents": [7]}', "list of texts"),
        ('{"question": "a", "documents": [], "answerable": "no"}', "true or false"),
        ('{"question": "a", "language": "fr"}', '"language" must be "ko" or "en"'),
        ('{"question": "a", "language": ["en"]}', '"language" must be "ko" or "en"'),
    ],
)
def test_a_broken_line_is_named(line: str, fault: str) -> None:
    good = '{"question": "a", "documents": []}'
    with pytest.raises(QuestionsError, match=rf"line 2.*{fault}"):
        read_questions(f"{good}\n{line}\n")
