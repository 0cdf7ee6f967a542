import json
from collections.abc import Iterator

import pytest

from flows.catalog import FLOWS, build
from flows.document import Action, read
from flows.language import IDENTIFIER_CHARACTERS, Ending, FlowType
from flows.prompts import PromptError
from flows.references import KINDS, find
from flows.validate import find_problems

NAMES = ("agent", "engineer", "inquiry", "main")


def actions(name: str) -> dict[str, Action]:
    return dict(read(FLOWS[name].content).by_identifier())


def every_action() -> Iterator[tuple[str, Action]]:
    for name in NAMES:
        for action in actions(name).values():
            yield name, action


def test_the_call_center_has_these_flows() -> None:
    assert tuple(sorted(FLOWS)) == NAMES
    assert all(flow.type is FlowType.CONTACT_FLOW for flow in FLOWS.values())


@pytest.mark.parametrize("name", NAMES)
def test_a_flow_has_no_problem_of_any_kind(name: str) -> None:
    assert find_problems(FLOWS[name].content, type=FLOWS[name].type) == []


def test_flow_names_are_such_that_cloudwatch_shows_them() -> None:
    assert all(flow.name.isascii() and flow.name.isidentifier() for flow in FLOWS.values())


def test_every_flow_says_in_korean_what_it_is_for() -> None:
    assert all(any("가" <= letter <= "힣" for letter in f.description) for f in FLOWS.values())


def test_building_twice_gives_the_same_bytes() -> None:
    once, twice = ({n: json.dumps(f.content) for n, f in build().items()} for _ in range(2))

    assert once == twice


@pytest.mark.parametrize("name", NAMES)
def test_a_flow_is_plain_json(name: str) -> None:
    assert json.loads(json.dumps(FLOWS[name].content)) == FLOWS[name].content


def test_identifiers_are_readable_and_short() -> None:
    for _, action in every_action():
        assert len(action.identifier) <= IDENTIFIER_CHARACTERS
        assert action.identifier.replace("-", "").isalnum()


def test_flows_refer_only_to_each_other_and_to_what_infra_makes() -> None:
    wanted = {str(reference) for flow in FLOWS.values() for reference in find(flow.content)}

    assert wanted == {
        "bot:inquiry",
        "flow:agent",
        "flow:engineer",
        "flow:inquiry",
        "hours:main",
        "queue:agent",
        "queue:engineer",
    }
    assert {reference.partition(":")[0] for reference in wanted} <= KINDS


def test_a_flow_comes_after_the_flows_it_refers_to() -> None:
    made: set[str] = set()
    for name, flow in FLOWS.items():
        assert {r.name for r in find(flow.content) if r.kind == "flow"} <= made
        made.add(name)


def test_every_possible_error_has_a_branch_of_its_own() -> None:
    for name, action in every_action():
        known = action.known
        assert known is not None
        assert action.error_types >= known.errors | known.usual_errors, (name, action.identifier)


def test_nobody_is_hung_up_on_without_words() -> None:
    for name, action in every_action():
        if "hang-up" in action.targets:
            assert action.type == "MessageParticipant", (name, action.identifier)


def test_from_everywhere_the_call_ends_on_purpose() -> None:
    for name in NAMES:
        flow = actions(name)
        for action in flow.values():
            assert ends(flow, action.identifier, frozenset()), (name, action.identifier)


def ends(flow: dict[str, Action], identifier: str, seen: frozenset[str]) -> bool:
    """Whether every way on from an action comes to an end, and none goes round."""
    action = flow[identifier]
    if identifier in seen:
        return False
    if action.known is not None and action.known.ending is Ending.ALWAYS:
        return True
    return all(ends(flow, target, seen | {identifier}) for target in action.targets)


def test_voice_and_language_can_be_chosen() -> None:
    flow = build(voice="Jihye", engine="Generative")["main"]
    main = read(flow.content).by_identifier()

    assert main["speak-as-jihye"].parameters == {
        "TextToSpeechVoice": "Jihye",
        "TextToSpeechEngine": "Generative",
    }


def test_a_language_without_sentences_is_refused() -> None:
    with pytest.raises(PromptError, match=r"prompts\.fr\.toml"):
        build(language="fr-FR")
