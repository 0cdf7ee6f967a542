"""What the READMEs say of costs, kept true by `.venv/bin/python -m local.cost.page`."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from local.cost.figures import CALLS, Sums, monthly
from local.cost.prices import price_table
from local.state import ROOT

READMES: Final[Mapping[Path, str]] = {
    ROOT / "README.md": "An idle dev stack costs about {idle} won a month; a call about {call} won",
    ROOT / "README.ko.md": "쓰지 않는 dev 스택은 한 달에 약 {idle}원, 통화 한 건은 약 {call}원",
}
"""Each with the words that hold its two sums."""


def with_sums(text: str, words: str, told: Sums) -> str:
    """A README with the sums of today, of an idle dev stack and of a call to prod.

    Raises:
        ValueError: the words are not in it, or more than once.
    """
    rate = price_table().krw_per_usd
    idle = monthly(told.stacks["dev"], 0).usd * rate
    call = monthly(told.stacks["prod"], CALLS[-1]).per_call_usd * rate
    said = words.format(idle=f"{round(idle, -2):,.0f}", call=f"{round(call, -1):,.0f}")
    sums = re.compile(
        re.escape(words).replace(r"\{idle\}", r"[\d,]+").replace(r"\{call\}", r"[\d,]+")
    )
    changed, found = sums.subn(said, text)
    if found != 1:
        raise ValueError(f"a README says {found} times: {words}")
    return changed
