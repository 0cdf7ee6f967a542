from ai.index.glossary import Glossary, Term
from ai.index.lexical import lexical_tokens
from tests.ai.index.chunks import chunk

GLOSSARY = Glossary((Term(spoken="핏 클라우드", written="FitCloud"),))


def test_a_passage_can_be_found_by_how_its_names_are_said() -> None:
    found = lexical_tokens(chunk("Kubernetes와 EC2"), Glossary())
    assert {"kubernetes", "ec2", "쿠버", "네티", "이씨"} <= set(found)


def test_the_team_s_own_spelling_is_counted_too() -> None:
    assert "핏클" in lexical_tokens(chunk("FitCloud 요금"), GLOSSARY)


def test_readings_do_not_run_into_each_other() -> None:
    found = lexical_tokens(chunk("요금 RDS와 EBS", title="t"), Glossary())
    assert "스이" not in found
    assert "와알" not in found


def test_a_name_that_is_repeated_is_read_once() -> None:
    once = lexical_tokens(chunk("RDS"), Glossary())
    thrice = lexical_tokens(chunk("RDS RDS RDS"), Glossary())
    assert thrice.count("디에") == once.count("디에") == 1
    assert thrice.count("rds") == 3


def test_passages_without_names_hold_what_is_written() -> None:
    assert lexical_tokens(chunk("환불", title="t"), Glossary()) == ["t", "환불"]
