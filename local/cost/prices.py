"""The table of prices, checked as it is read."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

TABLE: Final = Path(__file__).with_name("prices.toml")


@dataclass(frozen=True, kw_only=True)
class Price:
    """US dollars for one `unit`. `free` units a month cost an account nothing."""

    key: str
    item: str
    unit: str
    usd: float
    region: str
    date: str
    source: str
    verified: bool
    free: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Assumptions:
    """What a call and a month are like; prices.toml says of each what it is."""

    turns_per_minute: float
    agent_minutes: float
    input_tokens: float
    output_tokens: float
    second_draft_share: float
    english_share: float
    english_tokens: float
    embedding_tokens: float
    answer_seconds: float
    function_seconds: float
    answer_log_kb: float
    call_log_kb: float
    turn_kb: float
    builds: float
    build_seconds: float
    build_log_kb: float
    build_tokens: float
    bucket_gb: float
    table_gb: float
    vector_gb: float
    vector_put_gb: float
    build_reads: float
    build_writes: float
    stored_a_call: float
    recording_mb_minute: float
    key_requests: float
    restores_per_call: float
    booked_share: float
    missed_share: float
    called_back_share: float
    guardrail_units: float


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """What no line bills; `most` says how much it can be, in words. `item` is Korean."""

    item: str
    most_ko: str
    name: str
    most: str
    why: str


@dataclass(frozen=True, kw_only=True)
class PriceTable:
    """Prices by key, the exchange rate with its date, the assumptions, and what is on no line."""

    prices: Mapping[str, Price]
    assumptions: Assumptions
    krw_per_usd: float
    rate_date: str
    rate_source: str
    left_out: Sequence[LeftOut]


@cache
def price_table() -> PriceTable:
    """The table that comes with the program.

    Raises:
        ValueError: an entry lacks something, has too much, or no date.
    """
    return parse(TABLE.read_text(encoding="utf-8"))


def parse(text: str) -> PriceTable:
    """The same from TOML."""
    table = tomllib.loads(text)
    exchange = table["exchange"]
    return PriceTable(
        prices={key: _price(key, entry) for key, entry in table["prices"].items()},
        assumptions=Assumptions(**{key: float(n) for key, n in table["assumptions"].items()}),
        krw_per_usd=float(exchange["krw_per_usd"]),
        rate_date=_dated(exchange["date"]),
        rate_source=exchange["source"],
        left_out=tuple(LeftOut(**entry) for entry in table["left_out"]),
    )


def _price(key: str, entry: Mapping[str, Any]) -> Price:
    known = {field.name for field in fields(Price)} - {"key"}
    if set(entry) - known or known - {"free"} - set(entry):
        raise ValueError(f"the price {key} has {sorted(entry)} instead of {sorted(known)}")
    if not str(entry["source"]).strip() or entry["usd"] < 0:
        raise ValueError(f"the price {key} has no source, or is below zero")
    _dated(entry["date"])
    return Price(key=key, **entry)


def _dated(text: str) -> str:
    return date.fromisoformat(text).isoformat()
