import pytest

from local.vectors.filters import passes
from local.vectors.wire import VectorsError

METADATA = {"genre": ["documentary", "romance"], "year": 2020, "title": "Sea", "seen": True}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"title": "Sea"}, True),
        ({"title": {"$eq": "sea"}}, False),
        ({"genre": {"$eq": "romance"}}, True),
        ({"title": {"$ne": "Sky"}}, True),
        ({"absent": {"$ne": "x"}}, True),
        ({"year": {"$gt": 2019}}, True),
        ({"year": {"$gte": 2020}}, True),
        ({"year": {"$lt": 2020}}, False),
        ({"year": {"$lte": 2020, "$gt": 2020}}, False),
        ({"year": 2020.0}, True),
        ({"seen": True}, True),
        ({"seen": 1}, False),
        ({"absent": {"$gt": 1}}, False),
        ({"title": {"$gt": 1}}, False),
        ({"title": {"$in": ["Sky", "Sea"]}}, True),
        ({"title": {"$nin": ["Sky", "Sea"]}}, False),
        ({"absent": {"$in": ["x"]}}, False),
        ({"absent": {"$exists": False}}, True),
        ({"title": {"$exists": True}}, True),
        ({"$and": [{"title": "Sea"}, {"year": {"$gt": 2020}}]}, False),
        ({"$or": [{"title": "Sky"}, {"year": 2020}]}, True),
        ({"title": "Sea", "year": 1}, False),
    ],
)
def test_a_filter_reads_as_the_user_guide_says(
    condition: dict[str, object], expected: bool
) -> None:
    assert passes(condition, METADATA, frozenset()) is expected


@pytest.mark.parametrize(
    "condition",
    [
        {},
        [],
        "title",
        {"$and": []},
        {"$or": {}},
        {"$not": [{"title": "x"}]},
        {"title": {}},
        {"title": {"$in": []}},
        {"title": {"$in": "Sea"}},
        {"year": {"$gt": "2019"}},
        {"year": {"$gt": True}},
        {"title": {"$exists": 1}},
        {"title": {"$like": "S"}},
        {"title": {"$eq": ["Sea"]}},
        {"text": "hidden"},
        {"$and": [{"title": "Sky"}, {"year": {"$between": 1}}]},
    ],
)
def test_a_wrong_filter_is_refused_whatever_it_meets(condition: object) -> None:
    for metadata in ({}, METADATA):
        with pytest.raises(VectorsError, match="filter") as error:
            passes(condition, metadata, frozenset({"text"}))
        assert error.value.kind == "ValidationException"
