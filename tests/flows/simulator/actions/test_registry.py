from flows.language import ACTION_TYPES
from flows.simulator.actions.registry import supported


def test_every_documented_action_is_played() -> None:
    assert sorted(ACTION_TYPES.keys() - supported()) == []


def test_nothing_is_played_that_the_language_does_not_have() -> None:
    assert sorted(supported() - ACTION_TYPES.keys()) == []
