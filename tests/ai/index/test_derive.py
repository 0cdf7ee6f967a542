from ai.index.derive import MOST_TERMS, derive_terms
from ai.index.glossary import Glossary, Term
from ai.index.spacing import is_spacing
from ai.index.vocabulary import Vocabulary
from tests.ai.index.chunks import chunk


def written(*texts: str, glossary: Glossary | None = None) -> Vocabulary:
    chunks = [chunk(text) for text in texts]
    return Vocabulary(
        glossary=glossary or Glossary(), derived=derive_terms(chunks, glossary or Glossary())
    )


def test_a_name_is_found_however_it_was_spaced() -> None:
    found = written("Kubernetes 버전을 올립니다.", "Kubernetes 요금")
    assert found.rewrite("쿠버 네티스 버전이 뭐예요") == "Kubernetes 버전이 뭐예요"
    assert found.rewrite("저희쿠버네티스버전이뭐예요") == "저희 Kubernetes버전이뭐예요"


def test_what_documents_rather_write_in_hangul_stays_in_hangul() -> None:
    found = written("서버를 켭니다. 서버 요금", "Server 목록", "서버가 꺼지면")
    assert found.rewrite("서버가 느려요") == "서버가 느려요"


def test_a_word_of_the_documents_that_only_sounds_like_a_name_is_kept() -> None:
    texts = ["Elevate 제품", "Elevate 요금", "엘리베이트를 탑니다", "엘리베이트는 멈춥니다"]
    assert written(*texts).rewrite("엘리베이트가 멈췄어요") == "엘리베이트가 멈췄어요"


def test_the_commonest_spelling_of_a_name_is_taken() -> None:
    found = written("FitCloud FitCloud fitcloud", "FITCLOUD")
    assert found.rewrite("핏클라우드 요금") == "FitCloud 요금"


def test_the_glossary_wins() -> None:
    glossary = Glossary((Term(spoken="람다", written="람다 함수"),))
    found = written("Lambda", "Lambda", glossary=glossary)
    assert found.rewrite("람다 요금") == "람다 함수 요금"


def test_a_term_of_the_glossary_is_not_rewritten_again() -> None:
    glossary = Glossary((Term(spoken="람다", written="람다"),))
    assert written("Lambda", "Lambda", glossary=glossary).rewrite("람다 요금") == "람다 요금"


def test_addresses_and_common_words_are_no_names() -> None:
    found = written("https://docs.example.com/elephant the the admin@elephant.kr", "the all your")
    assert [term for term in found.derived if not is_spacing(term)] == []


def test_no_documents_give_no_terms() -> None:
    assert derive_terms((), Glossary()) == ()
    assert derive_terms([chunk("12345")]) == ()
    assert derive_terms([chunk("")], Glossary()) == ()


def test_the_same_chunks_give_the_same_terms_in_any_order() -> None:
    chunks = [chunk("AWS 계정과 EC2"), chunk("Lambda와 EC2"), chunk("Azure AD")]
    assert derive_terms(chunks) == derive_terms(list(reversed(chunks)))


def test_the_number_of_names_is_bounded() -> None:
    letters = "BCDFGHJKLMNPQRSTVWXZ"
    names = [f"{a}{b}{c}{d}" for a in letters for b in letters for c in letters for d in "ABCD"]
    found = derive_terms([chunk(" ".join(names))])
    assert MOST_TERMS <= len(found) < MOST_TERMS + 20
