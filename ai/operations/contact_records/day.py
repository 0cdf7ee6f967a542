"""How the contacts of a day ended, all together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from ai.contract import RECORD_DAY, RECORD_INDEX

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@dataclass(frozen=True, kw_only=True)
class ContactDay:
    """Customers who called or wrote, those who gave up waiting for a person, and their marks.

    A call that was passed on is one call, and has one mark.
    """

    calls: int = 0
    chats: int = 0
    abandoned: int = 0
    marks: tuple[int, ...] = ()

    @property
    def mean(self) -> float | None:
        """Of the marks, 1 to 5; None where nobody gave any."""
        return sum(self.marks) / len(self.marks) if self.marks else None

    def to_json(self) -> dict[str, Any]:
        """For programs."""
        return {
            "calls": self.calls,
            "chats": self.chats,
            "abandoned": self.abandoned,
            "marks": len(self.marks),
            "mean_mark": None if self.mean is None else round(self.mean, 2),
        }

    def lines(self) -> list[str]:
        """For people, in Korean: two lines."""
        chats = f", 채팅 {self.chats}건" if self.chats else ""
        came = f"고객 전화 {self.calls}통{chats}"
        if self.abandoned:
            came += f" 가운데 {self.abandoned}건은 고객이 상담원을 기다리다 끊었습니다."
        else:
            came += "이 있었고, 기다리다 끊은 고객은 없었습니다."
        if self.mean is None:
            return [came, "만족도를 남긴 고객은 없었습니다."]
        return [came, f"만족도는 5점 만점에 평균 {self.mean:.1f}점입니다({len(self.marks)}명)."]


def contact_day(items: Iterable[Mapping[str, Any]]) -> ContactDay:
    """From the items of a day, with plain values. A chain may have several of them."""
    calls, chats, abandoned, marks = 0, 0, set[str](), dict[str, int]()
    for item in items:
        chain = str(item.get("initial_contact_id", item["contact_id"]))
        calls += (item.get("channel"), item.get("initiation")) == ("VOICE", "INBOUND")
        chats += item.get("channel") == "CHAT" and chain == item["contact_id"]
        if item.get("abandoned"):
            abandoned.add(chain)
        if "csat" in item:
            marks[chain] = int(item["csat"])
    return ContactDay(
        calls=calls, chats=chats, abandoned=len(abandoned), marks=tuple(marks.values())
    )


class ContactDaySource:
    """The index of contact records; nothing is scanned, and nothing else is in it."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def of(self, day: date) -> ContactDay:
        """The contacts that ended on a day in Korea, as far as their records have come."""
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table,
            IndexName=RECORD_INDEX,
            KeyConditionExpression=f"{RECORD_DAY} = :day",
            ExpressionAttributeValues={":day": {"S": day.isoformat()}},
        )
        return contact_day(
            {name: next(iter(typed.values())) for name, typed in item.items()}
            for page in pages
            for item in page["Items"]
        )
