"""Every path on which a function calls AWS: each driver leads one function down all of them."""

import json
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest import mock

from ai.handlers import (
    answer,
    callback,
    callback_due,
    chat,
    contact_records,
    customer,
    gaps,
    ingest,
    service,
)
from ai.operations.callbacks.booking import BookingStatus
from ai.operations.pins import hashed
from tests.ai.handlers.worlds import event, with_attributes
from tests.ai.operations.callbacks.world import ALWAYS
from tests.ai.operations.contact_records.samples import abandoned, line, marked
from tests.infra.calls import booked_calls
from tests.infra.calls.wire import World
from tests.infra.engine import ROOT

PROMPTS = ROOT / "flows"
REFUNDS = "# 환불\n\n환불은 결제한 날부터 7일 안에 처리됩니다. 수수료는 없습니다.\n"
BACKUPS = "# 백업\n\n백업은 매일 새벽 두 시에 시작합니다. 보관 기간은 30일입니다.\n"


@dataclass
class Clock:
    """Lambda's context: after `looks` looks there is no time left."""

    looks: int = 1_000_000
    _seen: int = field(default=0, init=False)

    def get_remaining_time_in_millis(self) -> int:
        """Milliseconds until the function is stopped."""
        self._seen += 1
        return 280_000 if self._seen <= self.looks else 1_000


@contextmanager
def environment(variables: Mapping[str, str]) -> Generator[None]:
    """What the program tells the function, and what Lambda does; settings are read anew."""
    caches = (
        vars(ingest)["_settings_and_clients"],
        service.answer_service,
        chat.chat_service,
        vars(customer)["_desk"],
        vars(callback)["_desk"],
        vars(callback_due)["_desk"],
        vars(gaps)["_desk"],
        vars(contact_records)["_desk"],
    )
    lambdas_own = {
        "PROMPTS_FOLDER": str(PROMPTS),
        "AWS_REGION": "ap-northeast-2",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
    }
    with mock.patch.dict("os.environ", {**variables, **lambdas_own}):
        for cached in caches:
            cached.cache_clear()
        try:
            yield
        finally:
            for cached in caches:
                cached.cache_clear()


def drive_ingest(world: World, variables: Mapping[str, str]) -> None:
    """From the first document to tidying, with a run that is cut short in between."""
    bucket = variables["DOCUMENTS_BUCKET"]
    look = event("s3-over-sqs")
    with environment({**variables, "EMBEDDING_DIMENSIONS": "256"}), world.reached():
        ingest.handler({}, Clock())
        world.s3.put(bucket, "환불.md", REFUNDS.encode())
        ingest.handler(look, Clock())
    with environment(variables), world.reached():
        for version in range(4):
            world.age()
            world.s3.put(bucket, "환불.md", f"{REFUNDS}\n{version}판입니다.\n".encode())
            assert ingest.handler(look, Clock()) == {"batchItemFailures": []}
        world.s3.put(bucket, "망가진.pdf", b"not a PDF")  # about which the team gets a mail
        world.lose_vectors()
        world.s3.put(bucket, "백업.md", BACKUPS.encode())
        assert ingest.handler(look, Clock()) == {"batchItemFailures": []}
        for number in range(40):
            world.s3.put(bucket, f"백업-{number}.md", BACKUPS.replace("30", str(number)).encode())
        assert _cut_short(world, look), "no run was cut short after it had done something"
        assert ingest.handler(look, Clock()) == {"batchItemFailures": []}
        world.age()
        assert ingest.handler({}, Clock())["outcome"] == "unchanged"


def _cut_short(world: World, look: dict[str, Any]) -> bool:
    """A run that has too little time asks the queue for another one."""
    for looks in range(4, 60):
        ingest.handler(look, Clock(looks=looks))
        if world.calls[-1].operation == "SendMessage":
            return True
    return False


def drive_answer(world: World, variables: Mapping[str, str]) -> None:
    """A turn before there is an index, one with an answer, and a hand-over."""
    with environment(variables), world.reached():
        answer.handler(event("lex-speech"))
    _publish(world, variables)
    with environment(variables), world.reached():
        asked = with_attributes(event("lex-speech"))
        asked["inputTranscript"] = "환불은 며칠 안에 처리됩니까"
        answer.handler(asked)
        answer.handler(event("connect"))
        answer.handler(event("lex-engineer"))


def drive_chat(world: World, variables: Mapping[str, str]) -> None:
    """A question before there is an index, one with an answer, and one that goes on with it."""
    with environment(variables), world.reached():
        body = json.dumps({"question": "백업은 언제 시작합니까"})
        asked = chat.handler(event("http-chat", body=body))
    _publish(world, variables)
    with environment(variables), world.reached():
        for question in ("환불은 며칠 안에 처리됩니까", "수수료는 없습니까"):
            session = json.loads(asked["body"])["session"]
            body = json.dumps({"question": question, "session": session})
            asked = chat.handler(event("http-chat", body=body))
            assert json.loads(asked["body"])["status"] == "answered", asked["body"]


def _publish(world: World, variables: Mapping[str, str]) -> None:
    """What the ingest function would have done; none of its calls count here."""
    calls, world.calls = world.calls, []
    world.s3.put("documents", "환불.md", REFUNDS.encode())
    told = {
        **variables,
        "DOCUMENTS_BUCKET": "documents",
        "REPORT_TOPIC_ARN": "arn:aws:sns:ap-northeast-2:123456789012:reports",
        "EMBEDDINGS_PER_SECOND": "1000",
    }
    with environment(told), world.reached():
        ingest.handler({}, Clock())
    world.calls = calls


def drive_customer(world: World, variables: Mapping[str, str]) -> None:
    """A caller whose number the flow hands over, and who keys a wrong PIN and the right one."""
    with environment(variables), world.reached():
        customer.handler(event("connect"))
    if "PIN_TRIES_TABLE" not in variables:
        return
    number = "+821012345678"
    item = {"phone": {"S": number}, "name": {"S": "김하늘"}, "pin": {"S": hashed("407193")}}
    world.table_by_phone(variables["CUSTOMERS_TABLE"]).items[number] = item
    with environment(variables), world.reached():
        told = [customer.handler(_keying(number, pin)) for pin in ("1111", "2222", "407193")]
    assert [each["verification"] for each in told] == ["wrong", "wrong", "verified"]


def _keying(number: str, pin: str) -> dict[str, Any]:
    asked = event("connect")
    parameters = {"action": "verify", "number": number, "digits": pin}
    return {**asked, "Details": {**asked["Details"], "Parameters": parameters}}


def drive_callback(world: World, variables: Mapping[str, str]) -> None:
    """Somebody who books, moves and cancels, and somebody who takes the booked call."""
    with environment(variables), world.reached():
        booked_calls.book_move_and_cancel()
        booked_calls.take_the_call(world)


def drive_callback_due(world: World, variables: Mapping[str, str]) -> None:
    """A reminder, and a caller who takes none of the calls, so that people get a task."""
    with environment({**variables, "OPENING": ALWAYS}), world.reached():
        told = booked_calls.call_until_missed(world, int(variables["CALLBACK_ATTEMPTS"]))
    by_telephone = variables["OUTBOUND"] == "voice"
    assert told is (BookingStatus.MISSED if by_telephone else BookingStatus.HANDED_OVER)


def drive_gap_report(world: World, variables: Mapping[str, str]) -> None:
    """A day with a question that was not answered, about which the team gets a mail."""
    turn = {
        "contact_id": "c1",
        "at": "2026-11-21T10:00:00+09:00",
        "question": "프리미엄 요금이 얼마예요",
        "status": "abstained",
        "reason": "not_in_documents",
    }
    world.turns.items.append({name: {"S": value} for name, value in turn.items()})
    with environment(variables), world.reached():
        assert gaps.handler({"day": "2026-11-21"})["groups"] == 1


def drive_contact_records(world: World, variables: Mapping[str, str]) -> None:
    """Somebody who gave up and somebody who gave a mark, in one object."""
    key = "contact-records/2026/11/22/01/records"
    bucket = "saltware-contact-center-prod-recordings-123456789012"
    world.s3.put(bucket, key, line(abandoned(ContactId="c1")) + line(marked("5")))
    stored = {"bucket": {"name": bucket}, "object": {"key": key}}
    body = json.dumps({"Records": [{"s3": stored}]})
    with environment(variables), world.reached():
        done = contact_records.handler({"Records": [{"messageId": "m1", "body": body}]})
    assert done == {"batchItemFailures": []}
    assert len(world.turns.items) == 4


DRIVERS: Mapping[str, Callable[[World, Mapping[str, str]], None]] = {
    "answer": drive_answer,
    "callback": drive_callback,
    "callback-due": drive_callback_due,
    "chat": drive_chat,
    "contact-records": drive_contact_records,
    "customer": drive_customer,
    "gap-report": drive_gap_report,
    "ingest": drive_ingest,
}
"""By the function's logical name."""


def settings_of(inputs: Mapping[str, Any]) -> Mapping[str, str]:
    """A recorded function's environment variables."""
    return json.loads(json.dumps(inputs["environment"]["variables"]))
