"""Units as they are written and said, each with its kind and its size in the kind's own unit."""

from decimal import Decimal
from typing import Final

_SPELLINGS: Final[dict[tuple[str, str], tuple[str, ...]]] = {
    ("won", "1"): ("원", "KRW"),
    ("dollar", "1"): ("달러", "USD", "불"),
    ("euro", "1"): ("유로", "EUR"),
    ("point", "1"): ("퍼센트포인트", "%포인트", "%p", "퍼센트 포인트"),
    ("percent", "1"): ("%", "％", "퍼센트", "프로", "percent"),
    ("seconds", "0.001"): ("밀리초", "ms"),
    ("seconds", "1"): ("초", "seconds", "second"),
    ("seconds", "60"): ("분", "minutes", "minute"),
    ("seconds", "3600"): ("시간", "hours", "hour"),
    ("seconds", "86400"): ("일", "days", "day"),
    ("seconds", "604800"): ("주일", "주간", "주", "weeks", "week"),
    ("months", "1"): ("개월", "달", "months", "month"),
    ("months", "12"): ("년", "years", "year"),
    ("business days", "1"): ("영업일", "근무일", "업무일", "business days", "business day"),
    ("KB", "1"): ("KB", "킬로바이트"),
    ("MB", "1"): ("MB", "메가바이트", "메가"),
    ("GB", "1"): ("GB", "기가바이트", "기가"),
    ("TB", "1"): ("TB", "테라바이트", "테라"),
    ("PB", "1"): ("PB", "페타바이트"),
    ("GiB", "1"): ("GiB", "기비바이트"),
    ("TiB", "1"): ("TiB", "테비바이트"),
    ("Mbps", "1"): ("Mbps", "메가비피에스"),
    ("Gbps", "1"): ("Gbps", "기가비피에스"),
    ("GHz", "1"): ("GHz", "기가헤르츠"),
    ("cores", "1"): ("vCPU", "코어", "cores", "core"),
    ("people", "1"): ("명", "인"),
    ("rank", "1"): ("번째", "차", "단계", "등급", "위"),
    ("times", "1"): ("회", "번", "차례"),
    ("pieces", "1"): (
        *("개", "가지", "종류", "종", "건", "대", "곳", "군데", "항목", "좌석", "계정"),
    ),
    ("fold", "1"): ("배",),
    ("characters", "1"): ("자리", "글자", "자"),
    ("floor", "1"): ("층",),
    ("room", "1"): ("호",),
}

UNITS: Final[dict[str, tuple[str, Decimal]]] = {
    spelling: (kind, Decimal(size))
    for (kind, size), spellings in _SPELLINGS.items()
    for spelling in spellings
}
"""Spelling to kind and size. Days and hours are one kind, months and years another."""

SIGNS: Final = {"$": "달러", "₩": "원", "￦": "원", "€": "유로"}
"""Signs of money that stand before the number."""

BOUNDS: Final = {
    **dict.fromkeys(("이상", "최소", "적어도"), ">="),
    **dict.fromkeys(("초과", "넘"), ">"),
    **dict.fromkeys(("이하", "이내", "안에", "내에", "내로", "최대", "최장", "최고"), "<="),
    "미만": "<",
}
"""Words around a quantity that say on which side of it something lies."""
