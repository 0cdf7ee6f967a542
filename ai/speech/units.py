"""Percent and units of measure in words: 99.9% → 99.9퍼센트, 3.5 GB → 3.5기가바이트."""

import re
from typing import Final

_UNITS: Final = {
    "%": "퍼센트",
    "KB": "킬로바이트",
    "MB": "메가바이트",
    "GB": "기가바이트",
    "TB": "테라바이트",
    "PB": "페타바이트",
    "GiB": "기비바이트",
    "TiB": "테비바이트",
    "Mbps": "메가비피에스",
    "Gbps": "기가비피에스",
    "GHz": "기가헤르츠",
    "ms": "밀리초",
    "km": "킬로미터",
    "USD": "달러",
    "KRW": "원",
}
_MEASURE: Final = re.compile(
    r"(?<=\d)\s?("
    + "|".join(re.escape(unit) for unit in sorted(_UNITS, key=len, reverse=True))
    + r")(?![A-Za-z0-9])"
)


def read_units(text: str) -> str:
    """Units after a number, as they are said."""
    return _MEASURE.sub(lambda match: _UNITS[match.group(1)], text)
