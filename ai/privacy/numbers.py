"""Which numbers in a sentence are somebody's: the digits, how they are grouped, and the words near.

Kept: prices, dates, versions, order and account identifiers, numbers that businesses publish
(1588-0000, 080, a head office), registration numbers of companies.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ai.patterns import Pattern
from ai.privacy import check_digits
from ai.privacy.digits import Group, runs, without_particle

_BEFORE: Final = 24
"""Characters before a number in which its name may stand: "제 신한은행 계좌번호는 …"."""

_AFTER: Final = 12
_MOST_GROUPS: Final = 19
"""A card number said digit by digit with pauses has 16."""

_MOST_DIGITS: Final = 16
_FEWEST_DIGITS: Final = 9

_THINGS: Final = Pattern(
    r"주문|접수|송장|운송|청구서|견적|티켓|케이스|요청|계약|일련|시리얼|모델|제품|품번|상품|코드|버전"
    r"|인보이스|거래 ?번호|승인|문의 ?번호|예약|리소스|인스턴스|계정 ?(?:ID|아이디|번호)"
    r"|AWS ?계정|관리 ?번호"
    r"|(?i:order|invoice|ticket|case|serial|account id|aws account)"
)
_RESIDENT: Final = Pattern(r"주민|외국인 ?등록|생년|등록 ?번호|resident", re.IGNORECASE)
_CARD: Final = Pattern(r"카드|card", re.IGNORECASE)
_LICENCE: Final = Pattern(r"면허|licen[cs]e", re.IGNORECASE)
_BUSINESS: Final = Pattern(r"사업자")
_PUBLIC_PHONE: Final = Pattern(
    r"(?:대표|고객 ?센터|콜 ?센터|본사|회사 대표|서비스 ?센터|공식) ?(?:전화)?"
    r" ?(?:번호)?(?:는|가|인|로)? ?$"
)
_ACCOUNT: Final = Pattern(
    r"계좌|통장|(?:국민|신한|우리|하나|기업|부산|대구|광주|제일|전북|경남|제주|수협|씨티|산업)은행"
    r"|농협|카카오 ?뱅크|토스 ?뱅크|케이 ?뱅크|새마을금고|우체국|신협|account number",
    re.IGNORECASE,
)
_PAID_TO: Final = Pattern(r"(?:으로|로|에|에다)? ?(?:입금|송금|이체|환불|보내)")
_MOBILE: Final = Pattern(r"(?:82)?0?1(?:0\d{8}|[16789]\d{7,8})")
_LANDLINE: Final = Pattern(
    r"(?:82)?0?(?:2[2-9]\d{6,7}|(?:3[1-3]|4[1-4]|5[1-5]|6[1-4])[2-9]\d{6,7}|70\d{8}|50\d{8,9})"
)
_REGIONS: Final = range(11, 29)
"""The first two digits of a driver's licence (경찰청: 11 is Seoul)."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """A stretch of the text and the placeholder to put there."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, kw_only=True)
class _Candidate:
    digits: str
    sizes: tuple[int, ...]
    before: str
    after: str

    @property
    def is_a_thing(self) -> bool:
        return bool(_THINGS.search(self.before))

    @property
    def spelt(self) -> bool:
        """Said digit by digit with pauses, so that the groups mean nothing."""
        return len(self.sizes) > 1 and max(self.sizes) <= 2


def personal_numbers(text: str) -> Iterator[Found]:
    """Personal numbers from left to right, none within another."""
    for run in runs(text):
        if sum(len(group.digits) for group in run) < _FEWEST_DIGITS:
            continue
        position = 0
        while position < len(run):
            hit = _longest_at(text, run, position)
            if hit is None:
                position += 1
                continue
            count, found = hit
            yield found
            position += count


def _longest_at(text: str, run: Sequence[Group], position: int) -> tuple[int, Found] | None:
    if run[position].tied:
        return None
    for count in range(min(_MOST_GROUPS, len(run) - position), 0, -1):
        after = position + count
        if after < len(run) and run[after].tied:
            continue
        window = run[position:after]
        for groups in (window, *without_particle(text, window)):
            name = _name(text, groups)
            if name:
                return count, Found(start=_plus(text, groups), end=groups[-1].end, name=name)
    return None


def _plus(text: str, groups: Sequence[Group]) -> int:
    start = groups[0].start
    for lead in ("+", "(+", "("):
        if text.startswith(lead, start - len(lead)) and start >= len(lead):
            return start - len(lead)
    return start


def _name(text: str, groups: Sequence[Group]) -> str | None:
    digits = "".join(group.digits for group in groups)
    if not _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS:
        return None
    start, end = groups[0].start, groups[-1].end
    one = _Candidate(
        digits=digits,
        sizes=tuple(len(group.digits) for group in groups),
        before=text[max(0, start - _BEFORE) : start],
        after=text[end : end + _AFTER],
    )
    kinds = {
        "[운전면허번호]": _is_licence,
        "[카드번호]": _is_card,
        "[사업자등록번호]": _is_business,
        "[전화번호]": _is_phone,
        "[계좌번호]": _is_account,
    }
    if _is_resident(one):
        return "[외국인등록번호]" if check_digits.is_foreigner(digits) else "[주민등록번호]"
    return next((name for name, holds in kinds.items() if holds(one)), None)


def _is_resident(one: _Candidate) -> bool:
    """In its two parts it is one; run together, the check digit or the words before decide.

    Numbers given since October 2020 carry no check digit, so the hyphen must be enough.
    """
    if not check_digits.is_resident_shape(one.digits):
        return False
    if _RESIDENT.search(one.before):
        return True
    if one.is_a_thing:
        return False
    return one.sizes == (6, 7) or check_digits.has_resident_check_digit(one.digits)


def _is_card(one: _Candidate) -> bool:
    if _CARD.search(one.before) and not one.is_a_thing and one.sizes == (4, 4, 4, 4):
        return True  # a digit misheard leaves the rest of the card's number
    if one.is_a_thing and one.sizes != (4, 4, 4, 4):
        return False
    return check_digits.is_card(one.digits)


def _is_licence(one: _Candidate) -> bool:
    if len(one.digits) != 12 or int(one.digits[:2]) not in _REGIONS:
        return False
    return bool(one.sizes == (2, 2, 6, 2) or _LICENCE.search(one.before))


def _is_business(one: _Candidate) -> bool:
    named = bool(_BUSINESS.search(one.before))
    if len(one.digits) != 10 or not (named or one.sizes == (3, 2, 5)):
        return False
    return check_digits.is_personal_business(one.digits)


def _is_phone(one: _Candidate) -> bool:
    abroad = one.digits.startswith("82")
    if not abroad and not one.digits.startswith("0"):
        return False
    if abroad and one.sizes[0] != 2 and not one.before.endswith("+"):
        return False
    if _MOBILE.fullmatch(one.digits):
        return True
    if not _LANDLINE.fullmatch(one.digits) or _PUBLIC_PHONE.search(one.before):
        return False
    regular = one.sizes[-1] == 4 or len(one.sizes) == 1 or one.spelt
    return regular and not (one.is_a_thing and len(one.sizes) == 1)


def _is_account(one: _Candidate) -> bool:
    if not 10 <= len(one.digits) <= 14 or one.is_a_thing or _BUSINESS.search(one.before):
        return False
    return bool(_ACCOUNT.search(one.before) or _PAID_TO.match(one.after))
