"""The table of prices."""

import pytest

from infra.config import NAMESPACE, StackConfig
from local.cost.prices import TABLE, parse, price_table

HEAD = """
[exchange]
krw_per_usd = 1450
date = "2026-11-21"
source = "assumed"
[assumptions]
"""


def test_every_price_has_a_unit_a_date_and_a_source() -> None:
    for price in price_table().prices.values():
        assert price.item
        assert price.unit
        assert price.region
        assert len(price.source) >= 10
        assert "2024-01-01" < price.date <= "2026-11-30"


def test_what_was_not_read_in_a_list_is_marked() -> None:
    doubtful = ("memory", "assumed", "US rate", "may differ", "note", "minds.com", "burn.io")
    for price in price_table().prices.values():
        if any(word in price.source for word in doubtful):
            assert not price.verified, price.key


def test_the_program_converts_its_budget_at_the_same_rate() -> None:
    config = StackConfig.parse(
        {"instanceAlias": "saltware-test"}, project=NAMESPACE, stack="t", region="ap-northeast-2"
    )
    assert config.watching.krw_per_usd == price_table().krw_per_usd


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        ('item = "a"\nunit = "b"\nusd = 1.0', "has"),
        (
            'item="a"\nunit="b"\nusd=1.0\nregion="r"\ndate="2026-11-21"\nsource=" "\nverified=true',
            "no source",
        ),
        (
            'item="a"\nunit="b"\nusd=-1.0\nregion="r"\ndate="2026-11-21"\nsource="s"\nverified=true',
            "below zero",
        ),
        (
            'item="a"\nunit="b"\nusd=1.0\nregion="r"\ndate="soon"\nsource="s"\nverified=true',
            "isoformat",
        ),
    ],
)
def test_a_price_that_is_not_whole_is_refused(entry: str, complaint: str) -> None:
    text = TABLE.read_text(encoding="utf-8") + f"\n[prices.new]\n{entry}\n"
    with pytest.raises(ValueError, match=complaint):
        parse(text)


def test_what_is_left_out_says_how_much_and_why_in_both_languages() -> None:
    left_out = price_table().left_out
    assert len({each.name for each in left_out}) == len(left_out) > 5
    for each in left_out:
        assert all((each.item, each.most_ko, each.name, each.most))
        assert len(each.why) > 10


def test_no_price_stands_in_the_table_that_nothing_is_billed_by() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in TABLE.parent.glob("*.py"))
    for key in price_table().prices:
        assert f'"{key}"' in code or f'"{key.rpartition("-")[0]}"' in code, key
