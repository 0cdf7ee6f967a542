"""Where the things of one component are."""

from infra.key import DataKey
from infra.key_policy import DataKeyArgs
from infra.place import Place
from tests.infra import engine
from tests.infra.test_naming import DEPLOYMENT


def test_what_is_there_is_tagged_with_its_stack_and_component() -> None:
    def program() -> None:
        key = DataKey("data", DataKeyArgs(deployment=DEPLOYMENT, component="x", protect=False))
        tags = Place(deployment=DEPLOYMENT, component="films", key=key).tags
        assert (tags["Stack"], tags["Component"]) == ("dev", "films")
        assert tags == DEPLOYMENT.tags("films")

    engine.run(program)
