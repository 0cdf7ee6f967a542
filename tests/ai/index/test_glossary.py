import pytest

from ai.errors import DocumentError, DocumentFault
from ai.index.glossary import Glossary, Term, read_glossary

GLOSSARY = read_glossary(
    "spoken,written\n핏클라우드,FitCloud\n핏클,FitCloud\n에이더블유에스,AWS\n이씨투,EC2\n알디,RD\n"
)

ENGLISH = read_glossary(
    "spoken,written\nrefund,환불\nplan,요금제\nfree trial,무료 체험\nsingle sign-on,SSO\n"
    "세이빙스 플랜,Savings Plans\n에스엘에이,SLA\nfee,요금\nfee,수수료\n!,느낌표\n"
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


def test_a_quotation_mark_left_open_is_a_broken_glossary_and_no_other_fault() -> None:
    with pytest.raises(DocumentError, match=r"glossary\.csv line \d+ can not be read") as caught:
        read_glossary('spoken,written\n"' + "핏클라우드,FitCloud\n" * 10_000)
    assert caught.value.reason is DocumentFault.GLOSSARY


def test_blank_lines_in_the_glossary_do_no_harm() -> None:
    assert len(read_glossary("spoken,written\n\n가나다,ABC\n,\n").terms) == 1


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("how long does a refund take", "how long does a 환불 take"),
        ("are Refunds slow", "are 환불 slow"),
        ("is the free-trial really free", "is the 무료 체험 really free"),
        ("what are your fees", "what are your 요금"),
        ("i am planning an airplane trip", "i am planning an airplane trip"),
        ("the savings plan or a plan", "the Savings Plans or a 요금제"),
        ("what does the s. l. a. say", "what does the SLA. say"),
        ("call [전화번호] about my refund", "call [전화번호] about my 환불"),
        ("Savings Plan refund은 어때요", "Savings Plan refund은 어때요"),
        ("", ""),
    ],
)
def test_english_words_become_what_the_documents_say_in_korean(asked: str, found: str) -> None:
    assert ENGLISH.translated(asked) == found


def test_without_translations_english_stays_as_it_is() -> None:
    assert GLOSSARY.translated("a w s or fitcloud") == "a w s or fitcloud"
    assert Glossary().translated("how much is it") == "how much is it"


def test_translations_change_nothing_about_korean() -> None:
    assert ENGLISH.rewrite("refund plan은 세이빙스 플랜") == "refund plan은 Savings Plans"
    assert ENGLISH.spoken_forms("환불과 요금제, Savings Plans와 SLA") == [
        "세이빙스 플랜",
        "에스엘에이",
    ]
    assert set(ENGLISH.readings) == {"Savings Plans", "SLA"}


def test_a_name_is_read_as_it_is_said_in_hangul() -> None:
    glossary = read_glossary("spoken,written\nk8s,Kubernetes\n쿠버네티스,Kubernetes\n")
    assert glossary.readings == {"Kubernetes": "쿠버네티스"}
    assert glossary.rewrite("k8s 요금") == "Kubernetes 요금"


def test_only_translations_leave_other_texts_alone() -> None:
    only = read_glossary("spoken,written\nrefund,환불\n")
    assert only.rewrite("refund 환불") == "refund 환불"
    assert only.translated("refund") == "환불"
