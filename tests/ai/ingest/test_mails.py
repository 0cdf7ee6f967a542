from ai.errors import DocumentFault
from ai.index.contents import IndexedDocument
from ai.ingest.gate import GateRules, Question, Verdict
from ai.ingest.mails import failure_mail, refusal_mail, what_to_do
from ai.ingest.report import waited


def failed(name: str, fault: DocumentFault, detail: str = "", chunks: int = 0) -> IndexedDocument:
    return IndexedDocument(name=name, version="1", chunks=chunks, fault=fault.value, detail=detail)


def refused(**given: object) -> Verdict:
    worse = Question(id="1", question="환불은 며칠인가요", documents=("a.md", "b.md"), before=1)
    facts = {"questions": 10, "recall": 0.8, "before": 1.0, "worse": (worse,), **given}
    return Verdict(ran=True, passed=False, **facts)  # pyright: ignore[reportArgumentType]


CHANGE = waited(
    "refused",
    {
        "a.md": IndexedDocument(name="a.md", version="2", chunks=1),
        "c.md": IndexedDocument(name="c.md", version="1", chunks=1),
    },
    {
        "a.md": IndexedDocument(name="a.md", version="1", chunks=1),
        "b.md": IndexedDocument(name="b.md", version="1", chunks=1),
    },
)


def test_every_fault_has_words_of_its_own() -> None:
    words = {what_to_do(fault) for fault in DocumentFault}
    assert len(words) == len(DocumentFault)
    assert what_to_do("something new") not in words


def test_the_message_names_each_file_and_what_to_do() -> None:
    mail = failure_mail(
        [failed("요금.pdf", DocumentFault.ENCRYPTED), failed("b.xyz", DocumentFault.UNSUPPORTED)]
    )
    assert "문서 2개" in mail.text
    assert "- 요금.pdf: 암호가 걸려 있습니다." in mail.text
    assert "다시 올리면" in mail.text


def test_a_line_that_is_wrong_is_named() -> None:
    mail = failure_mail([failed("golden.jsonl", DocumentFault.QUESTIONS, "line 7 is not JSON")])
    assert "(7번째 줄)" in mail.text


def test_a_file_that_is_still_answered_from_says_so() -> None:
    mail = failure_mail([failed("a.pdf", DocumentFault.CORRUPT, chunks=3)])
    assert "이전 버전의 내용으로 답변합니다" in mail.text


def test_a_long_list_is_cut_with_the_number_of_the_rest() -> None:
    mail = failure_mail([failed(f"{number}.pdf", DocumentFault.CORRUPT) for number in range(60)])
    assert "그 밖에 10개 파일" in mail.text
    assert "55.pdf" not in mail.text


def test_a_refusal_names_numbers_questions_and_every_change() -> None:
    text = refusal_mail(refused(), GateRules(), CHANGE).text
    for part in (
        "10개 중 80%",
        "지금 쓰는 색인은 100%",
        "- 환불은 며칠인가요 (정답 문서: a.md, b.md)",
        "- c.md (새 문서)",
        "- a.md (바뀜)",
        "- b.md (삭제)",
        "golden.jsonl",
    ):
        assert part in text


def test_below_the_floor_the_floor_is_named() -> None:
    text = refusal_mail(refused(recall=0.5), GateRules(floor=0.6), CHANGE).text
    assert "기준은 60% 이상" in text


def test_subjects_fit_sns() -> None:
    many = [failed("한글.pdf", DocumentFault.CORRUPT)] * 1_000
    for mail in (failure_mail(many), refusal_mail(refused(), GateRules(), CHANGE)):
        assert mail.subject.isascii()
        assert len(mail.subject) < 100
