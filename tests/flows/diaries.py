"""What the callback function may say of days, times and bookings."""

from typing import Final

from flows.json_values import JsonObject
from tests.flows.functions import Functions, asked_of, parameters

DAYS: Final[JsonObject] = {
    "callback_status": "offered",
    "words": "오늘은 1번, 내일은 2번, 4일 수요일은 3번입니다.",
    "choices": "3",
    "choice_1": "2026-03-02",
    "choice_2": "2026-03-03",
    "choice_3": "2026-03-04",
}
MORE_DAYS: Final[JsonObject] = {**DAYS, "more": "true", "next_page": "2"}
LAST_DAYS: Final[JsonObject] = {
    "callback_status": "offered",
    "words": "5일 목요일은 1번입니다.",
    "choices": "1",
    "choice_1": "2026-03-05",
    "more": "true",
    "next_page": "1",
}
TIMES: Final[JsonObject] = {
    "callback_status": "offered",
    "words": "오전 아홉 시는 1번, 오전 열 시는 2번, 오전 열한 시는 3번, 낮 열두 시는 4번입니다.",
    "choices": "4",
    "choice_1": "2026-03-03T09:00:00+09:00",
    "choice_2": "2026-03-03T10:00:00+09:00",
    "choice_3": "2026-03-03T11:00:00+09:00",
    "choice_4": "2026-03-03T12:00:00+09:00",
    "more": "true",
    "next_page": "2",
}
LAST_TIMES: Final[JsonObject] = {
    "callback_status": "offered",
    "words": "오후 다섯 시는 1번입니다.",
    "choices": "1",
    "choice_1": "2026-03-03T17:00:00+09:00",
}
BOOKED: Final[JsonObject] = {"callback_status": "booked", "words": "내일 오전 열 시에"}
MOVED: Final[JsonObject] = {"callback_status": "moved", "words": "내일 오전 열 시에"}


def status(name: str) -> JsonObject:
    """An answer that is nothing but a status."""
    return {"callback_status": name}


def asked(functions: Functions, action: str) -> list[JsonObject]:
    """What the function was told each time it was asked for the action."""
    return [parameters(event) for event in functions.events if asked_of(event) == action]
