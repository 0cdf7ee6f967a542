import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest

from ai.handlers.gaps import Desk, report
from ai.operations.contact_records.day import ContactDay
from ai.operations.gaps import Gap

CONTACTS = ContactDay(calls=40, abandoned=3, marks=(5, 4, 4))
MORNING = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
"""Half past eight on the 22nd in Korea."""


def gap(question: str, contact: str = "c1", reason: str = "not_in_documents") -> Gap:
    failed = reason.startswith("model")
    return Gap(
        contact_id=contact,
        at="2026-11-21T10:00:00+09:00",
        question=question,
        status="failed" if failed else "abstained",
        reason=reason,
        nearest="" if failed else "price-list.csv",
    )


@dataclass
class World:
    gaps: tuple[Gap, ...] = ()
    asked: list[date] = field(default_factory=list[date])
    files: dict[str, str] = field(default_factory=dict[str, str])
    mails: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    mail_fails: bool = False

    @property
    def desk(self) -> Desk:
        return Desk(
            read=self.read,
            contacts=self.contacts,
            put=self.put,
            mail=self.mail,
            stack="prod",
            now=lambda: MORNING,
        )

    def contacts(self, day: date) -> ContactDay:
        assert day == self.asked[-1]
        return CONTACTS

    def read(self, day: date) -> tuple[Gap, ...]:
        self.asked.append(day)
        return self.gaps

    def put(self, key: str, _content_type: str, text: str) -> None:
        self.files[key] = text

    def mail(self, subject: str, text: str) -> None:
        if self.mail_fails:
            raise ConnectionError
        self.mails.append((subject, text))


GAPS = (
    gap("프리미엄 요금이 얼마예요", "c1"),
    gap("프리미엄 요금 얼마예요", "c2"),
    gap("환불은 며칠 걸리나요", "c3", "model_slow"),
)


def test_yesterday_in_korea_is_reported() -> None:
    world = World(gaps=GAPS)
    assert report({}, world.desk) == {"day": "2026-11-21", "groups": 2, "turns": 3}
    assert world.asked == [date(2026, 11, 21)]


def test_another_day_can_be_asked_for() -> None:
    world = World(gaps=GAPS)
    assert report({"day": "2026-11-01"}, world.desk)["day"] == "2026-11-01"
    assert set(world.files) == {"gaps/2026-11-01.json", "gaps/2026-11-01.md"}


def test_the_report_for_programs_has_every_group() -> None:
    world = World(gaps=GAPS)
    report({}, world.desk)
    whole = json.loads(world.files["gaps/2026-11-21.json"])
    assert whole["turns"] == 3
    first, failed = whole["groups"]
    assert first == {
        "question": "프리미엄 요금이 얼마예요",
        "wordings": ["프리미엄 요금이 얼마예요", "프리미엄 요금 얼마예요"],
        "turns": 2,
        "callers": 2,
        "reasons": {"not_in_documents": 2},
        "nearest": "price-list.csv",
        "failed": False,
    }
    assert (failed["failed"], failed["nearest"]) == (True, None)


def test_the_mail_says_in_korean_what_to_do() -> None:
    world = World(gaps=GAPS)
    report({}, world.desk)
    [(subject, text)] = world.mails
    assert subject == "[prod] 2 unanswered questions on 2026-11-21"
    assert "1. 프리미엄 요금이 얼마예요" in text
    assert "고객 2명, 2회: 문서에 답이 없음 2회" in text
    assert "가장 가까운 문서: price-list.csv" in text
    assert "다른 표현: 프리미엄 요금 얼마예요" in text
    assert "시스템 오류(model_slow) 1회" in text
    assert "gaps/2026-11-21.md" in text
    assert "c1" not in text


def test_mail_and_report_say_how_the_contacts_of_the_day_ended() -> None:
    world = World(gaps=GAPS)
    report({}, world.desk)
    [(_, text)] = world.mails
    for told in (text, world.files["gaps/2026-11-21.md"]):
        assert "고객 전화 40통 가운데 3건은 고객이 상담원을 기다리다 끊었습니다." in told
        assert "만족도는 5점 만점에 평균 4.3점입니다(3명)." in told
    assert json.loads(world.files["gaps/2026-11-21.json"])["contacts"]["mean_mark"] == 4.33


def test_a_day_without_gaps_is_written_and_mails_nobody() -> None:
    world = World()
    report({}, world.desk)
    assert json.loads(world.files["gaps/2026-11-21.json"])["groups"] == []
    assert world.mails == []


def test_running_again_writes_the_same() -> None:
    world = World(gaps=GAPS)
    report({}, world.desk)
    before = dict(world.files)
    report({}, world.desk)
    assert world.files == before


def test_a_mail_that_fails_fails_the_run_so_that_it_is_tried_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    world = World(gaps=GAPS, mail_fails=True)
    with pytest.raises(ConnectionError):
        report({}, world.desk)
    assert "gap_report_failed" in caplog.messages
    assert "gaps/2026-11-21.json" in world.files


def test_a_long_day_is_cut_in_the_mail_and_whole_in_the_report() -> None:
    many = tuple(gap(f"{chr(0xAC00 + 97 * n) * 6}", f"c{n}") for n in range(30))
    world = World(gaps=many)
    report({}, world.desk)
    [(_, text)] = world.mails
    assert "그 밖에 10가지가 더 있습니다." in text
    assert "## 30. " in world.files["gaps/2026-11-21.md"]


def test_a_question_can_not_bring_markup_into_the_report() -> None:
    world = World(gaps=(gap("`rm`\n# 제목 <b>굵게</b>"),))
    report({}, world.desk)
    assert "## 1. 'rm' # 제목 (b)굵게(/b)" in world.files["gaps/2026-11-21.md"]
