"""Whether a question leans on the one before it, as "그럼 가격은요?" does. Pure."""

import re
from collections.abc import Sequence
from typing import Final

from ai.model import Exchange

_LEANS: Final = re.compile(
    r"^\s*(?:그럼|그러면|그렇다면|그리고|그건|그거|그게|그것|거기|그때|그중|이건|이거|이게|저건"
    r"|방금|아까|또는|아니면|반대로|추가로"
    r"|그 (?:서비스|요금제|상품|경우|기간|금액|제품)"
    r"|(?:and|so|then|what about|how about|what if)\b)|\b(?:it|its|that one|this one|those|them)\b",
    re.IGNORECASE,
)
_SHORT: Final = 9
"""Characters without spaces: "가격은요?" does not stand alone, "환불 기간이 어떻게 돼요" does."""

_MOST_BACK: Final = 3


def leans_on_earlier(question: str) -> bool:
    """Whether a question is too short to stand alone, or begins by pointing back."""
    return bool(_LEANS.search(question)) or len(re.sub(r"[\s?.!]", "", question)) < _SHORT


def with_context(question: str, history: Sequence[Exchange]) -> str:
    """The question as a search needs it: with the earlier questions it leans on before it."""
    parts = [question]
    for turn in reversed(history[-_MOST_BACK:]):
        if not leans_on_earlier(parts[0]):
            break
        parts.insert(0, turn.question)
    return " ".join(parts)
