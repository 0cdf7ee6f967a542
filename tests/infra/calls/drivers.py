"""Every path on which a function calls AWS: each driver leads one function down all of them."""

import json
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest import mock

from ai.handlers import answer, customer, gaps, ingest, service
from tests.ai.handlers.worlds import event, with_attributes
from tests.infra.calls.wire import World
from tests.infra.engine import ROOT

PROMPTS = ROOT / "flows" / "prompts.ko.toml"
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
        vars(customer)["_lookup"],
        vars(gaps)["_desk"],
    )
    lambdas_own = {
        "PROMPTS_FILE": str(PROMPTS),
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
    """A caller whose number the flow hands over."""
    with environment(variables), world.reached():
        customer.handler(event("connect"))


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


DRIVERS: Mapping[str, Callable[[World, Mapping[str, str]], None]] = {
    "answer": drive_answer,
    "customer": drive_customer,
    "gap-report": drive_gap_report,
    "ingest": drive_ingest,
}
"""By the function's logical name."""


def settings_of(inputs: Mapping[str, Any]) -> Mapping[str, str]:
    """A recorded function's environment variables."""
    return json.loads(json.dumps(inputs["environment"]["variables"]))
