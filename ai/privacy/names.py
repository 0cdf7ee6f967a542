"""Names of people, only where the words around leave no doubt: "제 이름은 김철수입니다". Pure."""

import re
from typing import Final

from ai.patterns import Pattern

NAME: Final = "[이름]"

_SURNAMES: Final = (
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민나진지엄채원천방"
    "공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용"
)
_DOUBLE: Final = "남궁|황보|제갈|사공|선우|서문|독고"
_FULL: Final = rf"(?:(?:{_DOUBLE})[가-힣]{{1,2}}|[{_SURNAMES}][가-힣]{{2}})"
_ANY: Final = rf"(?:(?:{_DOUBLE})[가-힣]{{1,2}}|[{_SURNAMES}][가-힣]{{1,2}})"

_COPULA: Final = (
    r"(?=\s?(?:입니다|이에요|예요|이예요|이고요?|인데요?|이라고|라고|이요|(?<![예이])요(?![가-힣])"
    r"|이며|이거든요|거든요|[,.]|$))"
)
_SELF_WORDS: Final = ("저는", "전", "나는", "제가", "저")
_NAMED_WORDS: Final = ("이름", "성함", "성명", "예금주", "고객명", "가입자명", "명의자")
_SELF: Final = Pattern(rf"(?<![가-힣])((?:저는|전|나는|제가|저)\s){_FULL}{_COPULA}")
_NAMED: Final = Pattern(
    rf"((?:이름|성함|성명|예금주|고객명|가입자명|명의자)(?:은|는|이|가)?\s?:?\s?){_ANY}"
    rf"(?=\s?(?:입니다|이에요|예요|이예요|이고|고요|인데|이라고|라고|이요|이며|으로|로|씨|님|[,.)]|$))"
)
_TITLED: Final = Pattern(
    rf"(?<![가-힣]){_FULL}(?=\s?(?:씨(?![가-힣]*앗)|고객님|님(?![가-힣]))(?:[가-힣]{{0,3}})?(?:[\s,.]|$))"
)
_RANKED: Final = Pattern(
    rf"(?<![가-힣]){_FULL}(?=\s?(?:대리|과장|차장|부장|팀장|실장|주임|매니저|대표|이사|선생)님)"
)
_GREETED: Final = Pattern(
    rf"((?:^|안녕하세요|여보세요)[,.]?\s?){_FULL}(?=(?:이라|라)고 (?:합니다|하는데|해요|하고요))"
)
_ENGLISH: Final = Pattern(
    r"((?i:my name is|my name's)\s)[A-Z][a-z]{1,20}(?:[ -][A-Z][a-z]{1,20}){0,2}"
)
_NO_NAMES: Final = Pattern(
    r"^(?:이중화|고가용|전용선|정기점|신규가|이관작|유지보|이용자|이용객|이용중|고객사|신청자|구매자|주문자|전문가|전화자|한국인|외국인|정회원|변호사|이용사|여행자|소비자"
    r"|공무원|직장인|임직원|연구원|연구자|상담원|조합원|기획자|기술자|기술팀|기업인|인사팀|인프라|전산팀|전산실"
    r"|운영자|운영팀|유료회|문의자|문의드|소유자|소유주|신입사|신규회|여성인|남성인|성인인|백수인|지원자|지원팀|지금은"
    r"|지인분|방문자|방문객|최고관|최종사|주부인|주주인|주최자|주최측|대학생|중학생|고등학|고객인|고객님|고객분|선생님|손님인|원장님|사장님"
    r"|이사님|이사장|전무님|전담자|전임자|후임자|오너인|우리는|우리가|도급사|하청업|용역사|어머니|여자친|남자친|서비스|유지보|시스템"
    r"|이메일|은행원|은행권|학생인|변경자|양도인|양수인|제작자|제공자|조회자|조사원|안내원|안드로|인턴인|여기서|어디서|이번에|이전에"
    r"|도메인|계정주|명의자|기존고|강사인|박사인|기자인|기사님|간호사|의사인|회계사|세무사|노무사|법무사|현장인|현업인|유저인|고민중|고려중)"
)


def without_names(text: str) -> str:
    """The text with the names that people give, or are addressed by, named only."""
    if any(word in text for word in _SELF_WORDS):
        text = _SELF.sub(lambda match: _kept_or_named(match, match.group(1)), text)
    if any(word in text for word in _NAMED_WORDS):
        text = _NAMED.sub(lambda match: _kept_or_named(match, match.group(1)), text)
    if "라고 " in text:
        text = _GREETED.sub(lambda match: _kept_or_named(match, match.group(1)), text)
    if "님" in text or "씨" in text:
        text = _RANKED.sub(lambda match: _kept_or_named(match, ""), text)
        text = _TITLED.sub(lambda match: _kept_or_named(match, ""), text)
    if "name" in text.lower():
        text = _ENGLISH.sub(rf"\1{NAME}", text)
    return text


def _kept_or_named(match: re.Match[str], lead: str) -> str:
    name = match.group()[len(lead) :]
    return match.group() if _NO_NAMES.match(name) else f"{lead}{NAME}"
