import pytest

from ai.errors import DocumentError, DocumentFault
from ai.index.glossary import Glossary, Term, read_glossary

GLOSSARY = read_glossary(
    "spoken,written\n핏클라우드,FitCloud\n핏클,FitCloud\n에이더블유에스,AWS\n이씨투,EC2\n알디,RD\n"
)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("핏클라우드 요금은요", "FitCloud 요금은요"),
        ("핏 클라우드는 뭐예요", "FitCloud는 뭐예요"),
        ("저기요핏클라우드요금", "저기요FitCloud요금"),
        ("에이 더블유 에스 이씨투", "AWS EC2"),
        ("구름 요금은요", "구름 요금은요"),
    ],
)
def test_spoken_names_become_what_documents_write(said: str, written: str) -> None:
    assert GLOSSARY.rewrite(said) == written


def test_a_short_spoken_form_is_only_found_where_a_word_begins() -> None:
    assert GLOSSARY.rewrite("알디 서버") == "RD 서버"
    assert GLOSSARY.rewrite("바알디 서버") == "바알디 서버"


def test_a_passage_knows_how_its_terms_are_spoken() -> None:
    assert GLOSSARY.spoken_forms("fitcloud 안내") == ["핏클라우드", "핏클"]


def test_the_first_spoken_form_is_the_reading() -> None:
    assert GLOSSARY.readings["FitCloud"] == "핏클라우드"


def test_no_glossary_changes_nothing() -> None:
    assert Glossary().rewrite("핏클라우드") == "핏클라우드"


def test_the_first_of_two_meanings_wins() -> None:
    terms = (Term(spoken="에스원", written="S1"), Term(spoken="에스원", written="S-One"))
    assert Glossary(terms).rewrite("에스원") == "S1"


@pytest.mark.parametrize(
    "text", ["", "말,글\n가,A\n", "spoken,written\n핏클라우드\n", "spoken,written\n,AWS\n"]
)
def test_a_broken_glossary_says_what_is_wrong(text: str) -> None:
    with pytest.raises(DocumentError, match=r"glossary\.csv") as caught:
        read_glossary(text)
    assert caught.value.reason is DocumentFault.GLOSSARY


def test_blank_lines_in_the_glossary_do_no_harm() -> None:
    assert len(read_glossary("spoken,written\n\n가나다,ABC\n,\n").terms) == 1
