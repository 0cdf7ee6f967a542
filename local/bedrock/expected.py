"""What kind of thing a question asks for, and whether a sentence holds one.

"얼마예요" wants an amount, "며칠 걸려요" a span of time: a sentence about the right subject without
any amount is no answer. A question of another kind expects nothing in particular.
"""

import re
from typing import Final

_COUNTS: Final = "한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|스무"

_KINDS: Final = tuple(
    (re.compile(asks), re.compile(holds))
    for asks, holds in (
        (r"이메일|메일", r"@"),
        (r"전화\s*번호|몇\s*번으로", r"\d{2,4}-\d{3,4}"),
        (r"퍼센트|프로예요|비율|할인율", r"\d\s*%|퍼센트"),
        (r"버전", r"\d+\.\d+"),
        (
            r"며칠|걸려|걸리|얼마\s*만에|기간|유효",
            r"\d\s*(?:영업일|일|시간|분|초|개월|년|주)|하루|당일",
        ),
        (
            r"언제|몇\s*시(?!간)|요일|날짜",
            r"\d\s*(?:년|월|일|시|:\d)|[월화수목금토일]요일|매[월일주년]|평일|영업일|다음\s*[달날]",
        ),
        (r"몇\s*(?:시간|분|개월|년|주)|얼마\s*동안", r"\d\s*(?:영업일|일|시간|분|초|개월|년|주)"),
        (
            r"몇\s*(?:개|명|대|건|가지|곳|계정|번(?!으로))",
            rf"\d\s*(?:개|명|대|건|가지|곳|번|회|식)|(?:{_COUNTS})\s*(?:개|명|대|건|가지|곳|번)|제한이?\s*없",
        ),
        (
            r"얼마(?!\s*(?:만|마다|나\s*(?:걸|빨|자주)|동안))|요금|가격|수강료|비용|위약금|수수료",
            r"\d\s*(?:만\s*)?원|무료|\d\s*%|\$\s*\d|달러",
        ),
    )
)


def fits(question: str, sentence: str) -> bool | None:
    """Whether the sentence holds what the question asks for; None when it asks for nothing such."""
    wanted = [holds for asks, holds in _KINDS if asks.search(question)]
    if not wanted:
        return None
    return any(holds.search(sentence) for holds in wanted)
