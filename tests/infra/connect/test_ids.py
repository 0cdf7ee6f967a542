"""Ids of what is in an instance."""

import pulumi

from infra.connect.ids import id_of
from tests.infra import engine

INSTANCE = "arn:aws:connect:ap-northeast-2:123456789012:instance/0a1b"


def test_an_id_stands_behind_the_last_slash_of_its_arn() -> None:
    def program() -> None:
        pulumi.export("queue", id_of(pulumi.Output.from_input(f"{INSTANCE}/queue/7c8d")))
        pulumi.export("instance", id_of(pulumi.Output.from_input(INSTANCE)))

    assert engine.run(program).exports == {"queue": "7c8d", "instance": "0a1b"}
