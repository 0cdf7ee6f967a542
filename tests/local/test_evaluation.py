import json
from dataclasses import replace
from pathlib import Path

import pytest

from ai.contract import Language, Reason, Status
from ai.index.knowledge import SearchOptions
from ai.model import Answer
from ai.quality.answers import Judged
from ai.quality.questions import GoldenQuestion, read_questions
from ai.quality.retrieval import Quality, Ranked
from ai.quality.tuning import Tuning
from local.errors import BadInputError
from local.evaluation import (
    Evaluation,
    questions_from,
    sample_of,
    search_options,
    to_json,
    unknown_documents,
)

FIRST = GoldenQuestion(id="a", question="요금이요", documents=("a.md",))
SECOND = GoldenQuestion(id="b", question="점심 메뉴요", documents=(), answerable=False)
ABSTAINED = Answer(
    status=Status.ABSTAINED,
    text="모르겠습니다.",
    speech="",
    reason=Reason.NOT_IN_DOCUMENTS,
    timings_ms={"total": 10.0},
)


def evaluation(*judged: Judged, tuning: Tuning | None = None, depth: int = 5) -> Evaluation:
    ranked = Ranked(question=FIRST, rank=2, found=("b.md", "a.md"), milliseconds=4.0)
    return Evaluation(
        questions=(FIRST, SECOND),
        depth=depth,
        quality=Quality(rows=(ranked,)),
        judged=judged,
        unknown=("c.md",),
        failed=(("broken.pdf", "corrupt"),),
        tuning=tuning,
    )


def judged(question: GoldenQuestion) -> Judged:
    return Judged(question=question, answer=ABSTAINED, grounded=False, cited=False, right=None)


def test_the_keys_are_those_of_the_contract() -> None:
    told = to_json(evaluation(judged(FIRST), judged(SECOND)), rows=False)
    assert {"questions", "recall", "mrr", "abstained", "grounded", "ms"} <= told.keys()
    assert told["questions"] == 2
    assert told["recall"] == {"1": 0.0, "3": 1.0, "5": 1.0}
    assert told["mrr"] == 0.5
    assert told["abstained"] == {"answerable": 1.0, "unanswerable": 1.0}
    assert told["grounded"] is None
    assert told["ms"] == {"p50": 10.0, "p95": 10.0}
    assert told["unknown_documents"] == ["c.md"]
    assert told["failed"] == [{"name": "broken.pdf", "reason": "corrupt"}]
    assert "rows" not in told
    json.dumps(told)


def test_without_answers_the_times_are_of_searches() -> None:
    told = to_json(evaluation(), rows=False)
    assert told["ms"] == {"p50": 4.0, "p95": 4.0}
    assert told["abstained"] == {"answerable": None, "unanswerable": None}


def test_a_deeper_answer_has_its_recall_told_as_well() -> None:
    assert set(to_json(evaluation(depth=8), rows=False)["recall"]) == {"1", "3", "5", "8"}
    assert set(to_json(evaluation(depth=2), rows=False)["recall"]) == {"1", "2", "3", "5"}


def test_each_row_has_all_keys_whatever_was_done_with_it() -> None:
    first, second = to_json(evaluation(judged(SECOND)), rows=True)["rows"]
    assert first.keys() == second.keys()
    assert (first["rank"], first["found"], first["status"]) == (2, ["b.md", "a.md"], None)
    assert (second["rank"], second["status"], second["ms"]) == (None, "abstained", 10.0)


def test_only_what_was_answered_is_right_or_grounded() -> None:
    said = replace(judged(SECOND), answer=replace(ABSTAINED, status=Status.ANSWERED), right=True)
    first, second = to_json(evaluation(judged(FIRST), said), rows=True)["rows"]
    assert (first["grounded"], first["right"]) == (None, None)
    assert (second["grounded"], second["right"]) == (False, True)


def test_tuning_is_told_weight_by_weight() -> None:
    quality = evaluation().quality
    tuning = Tuning(tried=((0.7, quality),), flat=(0.7, 0.7), recommended=0.7)
    told = to_json(evaluation(tuning=tuning), rows=False)["tuning"]
    assert told["recommended"] == 0.7
    assert told["weights"] == [
        {"weight": 0.7, "recall": {"1": 0.0, "3": 1.0, "5": 1.0}, "mrr": 0.5}
    ]


def test_retrieval_looks_at_least_five_deep() -> None:
    assert search_options(SearchOptions(top_k=2, dense_weight=0.4)) == SearchOptions(
        top_k=5, dense_weight=0.4
    )
    assert search_options(SearchOptions(top_k=9)).top_k == 9


def test_documents_that_are_not_there_are_named_once() -> None:
    questions = read_questions(
        '{"question": "a", "documents": ["x.md", "./a.md"]}\n{"question": "b", "documents": "x.md"}'
    )
    assert unknown_documents(questions, {"a.md"}) == ("x.md",)


def test_a_sample_is_spread_over_the_file_and_the_same_every_time() -> None:
    questions = read_questions("\n".join(f'{{"question": "{n}"}}' for n in range(10)))
    assert [question.question for question in sample_of(questions, 4)] == ["0", "2", "5", "7"]
    assert sample_of(questions, 10) == list(questions)
    assert sample_of(questions, 0) == []


@pytest.mark.parametrize(
    ("content", "fault"),
    [(b"", "empty|no question"), (b"\n\n", "no question"), (b"{", "line 1 is not JSON")],
)
def test_a_file_without_questions_is_refused(tmp_path: Path, content: bytes, fault: str) -> None:
    file = tmp_path / "q.jsonl"
    file.write_bytes(content)
    with pytest.raises(BadInputError, match=fault):
        questions_from(file)


def test_questions_without_a_language_are_in_the_one_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "q.jsonl"
    file.write_text('{"question": "a"}\n{"question": "b", "language": "ko"}')
    asked = questions_from(file, Language.ENGLISH)
    assert [question.language for question in asked] == [Language.ENGLISH, Language.KOREAN]
    assert questions_from(file)[0].language is Language.KOREAN


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match=r"missing\.jsonl can not be read"):
        questions_from(tmp_path / "missing.jsonl")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_files_from_any_editor_are_read(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "q.jsonl"
    file.write_text('{"question": "요금이 얼마예요", "documents": ["요금.md"]}', encoding=encoding)
    assert questions_from(file)[0].documents == ("요금.md",)
