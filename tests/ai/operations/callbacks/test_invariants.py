"""Callers book, move, cancel, are called and answer in any order; messages come twice."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from ai.operations.callbacks.booking import BookingStatus
from tests.ai.fakes.models_checked import refusal
from tests.ai.operations.callbacks.world import KIM, LEE, World

CALLERS = st.sampled_from([KIM, LEE, "+821099998888"])


class Callers(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.world = World(capacity=1, reminder=timedelta(minutes=30))
        self.fired: list[str] = []
        self.ended: dict[str, int] = {}
        self.failing = ""
        self.world.dynamodb.before = self._before
        self.world.scheduler.before = self._before
        self.world.connect.before = self._before

    @rule(caller=CALLERS, day=st.integers(1, 3), hour=st.integers(1, 4), page=st.integers(1, 3))
    def book(self, caller: str, day: int, hour: int, page: int) -> None:
        days = self._answer("days", number=caller)
        choice = days.get(f"choice_{day}", "")
        times = self._answer("times", choice=choice, page=page)
        wanted = times.get(f"choice_{hour}", "")
        answer = self._answer("book", number=caller, choice=wanted)
        if answer["callback_status"] in {"booked", "moved"}:
            assert wanted in self._times_of(caller)

    @rule(caller=CALLERS)
    def cancel(self, caller: str) -> None:
        if self._answer("cancel", number=caller)["callback_status"] != "failed":
            assert self._times_of(caller) == []

    @rule(minutes=st.sampled_from([10, 30, 60, 600]))
    def wait(self, minutes: int) -> None:
        self.world.time += timedelta(minutes=minutes)
        self._end_check()
        for message in self.world.scheduler.due(self.world.time):
            self.fired.append(message)
            self._tell(message)

    @rule(data=st.data())
    def tell_again(self, data: st.DataObject) -> None:
        if self.fired:
            self._tell(data.draw(st.sampled_from(self.fired)))

    @rule(data=st.data())
    def answer_the_call(self, data: st.DataObject) -> None:
        if self.world.connect.voice:
            call = data.draw(st.sampled_from(self.world.connect.voice))
            self._answer("reached", booking=call["Attributes"]["callback_booking"])

    @rule(
        operation=st.sampled_from(
            [
                *("create_schedule", "delete_schedule", "update_item", "transact_write_items"),
                *("start_outbound_voice_contact", "start_task_contact"),
            ]
        )
    )
    def fail_next(self, operation: str) -> None:
        self.failing = operation

    @invariant()
    def everybody_has_one_booking_at_most(self) -> None:
        numbers = [booking["number"]["S"] for booking in self.world.live()]
        assert len(numbers) == len(set(numbers))
        for booking in self.world.live():
            pointer = self.world.dynamodb.items[f"caller#{booking['number']['S']}"]
            assert f"booking#{pointer['booking']['S']}" == booking["pk"]["S"]

    @invariant()
    def hours_count_those_who_will_be_called_in_them(self) -> None:
        slots = {
            key: int(item["taken"]["N"])
            for key, item in self.world.dynamodb.items.items()
            if key.startswith("slot#")
        }
        assert all(0 <= taken <= self.world.capacity for taken in slots.values())
        now = self.world.time
        for booking in self.world.live():
            at = datetime.fromisoformat(booking["at"]["S"])
            assert at <= now or slots[f"slot#{at.astimezone(UTC).isoformat()}"] == 1
        ahead = sum(datetime.fromisoformat(b["at"]["S"]) > now for b in self.world.live())
        ahead_taken = sum(
            taken
            for key, taken in slots.items()
            if datetime.fromisoformat(key.removeprefix("slot#")) > now
        )
        assert ahead == ahead_taken

    @invariant()
    def nobody_is_called_after_the_end_or_more_often_than_agreed(self) -> None:
        calls = self.world.connect.voice
        tokens = [call["ClientToken"] for call in calls]
        assert len(tokens) == len(set(tokens))
        for booking_id, count in self._counted().items():
            assert count <= self.world.attempts
            if booking_id in self.ended:
                assert count == self.ended[booking_id]
        self._end_check()

    @invariant()
    def everybody_who_is_booked_will_be_called(self) -> None:
        waiting = {
            json.loads(made["Target"]["Input"])["booking"]
            for name, made in self.world.scheduler.schedules.items()
            if "-call-" in name
        }
        for booking in self.world.live():
            assert booking["pk"]["S"].removeprefix("booking#") in waiting

    def _answer(self, action: str, **more: Any) -> dict[str, str]:
        answer = self.world.ask(action, **more)
        self._end_check()
        return answer

    def _tell(self, message: str) -> None:
        """As SQS does: what fails comes again."""
        for _ in range(3):
            try:
                self.world.tell(message)
            except Exception:  # noqa: BLE001, S112  it comes again
                continue
            return

    def _before(self, operation: str) -> None:
        if operation == self.failing:
            self.failing = ""
            raise refusal("InternalServerError", operation)

    def _end_check(self) -> None:
        """Remember how often somebody had been called when their booking ended."""
        counts = self._counted()
        for booking in self.world.bookings():
            booking_id = booking["pk"]["S"].removeprefix("booking#")
            if booking["status"]["S"] != BookingStatus.BOOKED.value:
                self.ended.setdefault(booking_id, counts.get(booking_id, 0))

    def _counted(self) -> dict[str, int]:
        counts: dict[str, int] = {}
        for call in self.world.connect.voice:
            booking_id = call["Attributes"]["callback_booking"]
            counts[booking_id] = counts.get(booking_id, 0) + 1
        return counts

    def _times_of(self, caller: str) -> list[str]:
        return [b["at"]["S"] for b in self.world.live() if b["number"]["S"] == caller]


TestCallers = Callers.TestCase
TestCallers.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
