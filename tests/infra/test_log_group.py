"""A log of one's own: encrypted, tagged, and forgotten in time."""

import pulumi

from infra.key import DataKey
from infra.key_policy import DataKeyArgs
from infra.log_group import log_group
from infra.place import Place
from tests.infra import engine
from tests.infra.test_naming import DEPLOYMENT


def test_a_log_is_under_the_key_of_its_place_and_forgotten_in_time() -> None:
    def program() -> None:
        parent = pulumi.ComponentResource("test:Parent", "parent")
        key = DataKey("data", DataKeyArgs(deployment=DEPLOYMENT, component="x", protect=False))
        place = Place(deployment=DEPLOYMENT, component="films", key=key)
        log_group("cutter-logs", "/aws/films/cutter", place=place, days=30, parent=parent)
        pulumi.export("key", key.arn)

    recording = engine.run(program)
    log = recording.one("cloudwatch/LogGroup", "cutter-logs")
    assert log.parent.endswith("::parent")
    assert log.inputs == {
        "name": "/aws/films/cutter",
        "retentionInDays": 30,
        "kmsKeyId": recording.exports["key"],
        "tags": DEPLOYMENT.tags("films"),
    }
