"""What holds for every action of every flow, and for every way through it."""

from collections.abc import Iterator

import pytest

from flows.catalog import FLOWS
from flows.document import Action, read
from flows.language import IDENTIFIER_CHARACTERS, Ending

NAMES = tuple(sorted(FLOWS))
GO_ROUND = {
    "queue": "ask-offer",
    "queue_en": "ask-offer",
    "guide": "loop-guide",
    **dict.fromkeys(("callback", "callback_en"), "ask-days"),
    **dict.fromkeys(("callback_call", "callback_call_en"), "ask-days"),
}
"""Flows that go round on purpose: a caller who waits or chooses a day is asked each time, a screen
is shown seven times."""

UNHEARD = {"guide", "callback_task"}
"""Flows whose contact is a screen, or a task: there is nobody to hear words."""


def actions(name: str) -> dict[str, Action]:
    return dict(read(FLOWS[name].content).by_identifier())


def every_action() -> Iterator[tuple[str, Action]]:
    for name in NAMES:
        for action in actions(name).values():
            yield name, action


def test_identifiers_are_readable_and_short() -> None:
    for _, action in every_action():
        assert len(action.identifier) <= IDENTIFIER_CHARACTERS
        assert action.identifier.replace("-", "").isalnum()


def test_nothing_is_pressed_in_a_chat() -> None:
    assert not {"GetParticipantInput"} & {action.type for action in actions("chat").values()}


def test_every_possible_error_has_a_branch_of_its_own() -> None:
    for name, action in every_action():
        known = action.known
        assert known is not None
        assert action.error_types >= known.errors | known.usual_errors, (name, action.identifier)


def test_nobody_is_hung_up_on_without_words() -> None:
    for name, action in every_action():
        if "hang-up" in action.targets and name not in UNHEARD:
            assert action.type == "MessageParticipant", (name, action.identifier)


def test_from_everywhere_the_call_ends_on_purpose() -> None:
    for name in set(NAMES) - set(GO_ROUND):
        assert not goes_round(actions(name)), name


@pytest.mark.parametrize("name", GO_ROUND)
def test_who_goes_round_is_asked_or_counted_in_each_round(name: str) -> None:
    flow = actions(name)
    assert goes_round(flow)
    asked = {
        identifier: action
        for identifier, action in flow.items()
        if action.type not in {"GetParticipantInput", "Loop"}
    }
    assert GO_ROUND[name] in flow
    assert not goes_round(asked)


def goes_round(flow: dict[str, Action]) -> bool:
    """Whether some way comes back to where it was. Ways out of the given actions count as ends."""
    left = dict(flow)
    while left:
        done = [
            identifier for identifier, action in left.items() if not set(action.targets) & set(left)
        ]
        if not done:
            return True
        for identifier in done:
            del left[identifier]
    return False


def test_every_way_on_leads_to_an_action_that_ends_the_flow() -> None:
    for name in NAMES:
        for action in actions(name).values():
            known = action.known
            assert known is not None
            assert action.targets or known.ending is not Ending.NEVER, (name, action.identifier)
