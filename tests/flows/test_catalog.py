import dataclasses
import json

import pytest

from flows.bots import INQUIRY
from flows.catalog import FLOWS, build
from flows.document import Action, read
from flows.language import FlowType
from flows.prompts import PromptError
from flows.references import KINDS, find
from flows.validate import find_problems

EVENT_FLOWS = {
    "queue": FlowType.CUSTOMER_QUEUE,
    "disconnect": FlowType.CONTACT_FLOW,
    "agent_whisper": FlowType.AGENT_WHISPER,
    "customer_whisper": FlowType.CUSTOMER_WHISPER,
    "customer_hold": FlowType.CUSTOMER_HOLD,
    "agent_hold": FlowType.AGENT_HOLD,
}
PEOPLE = ("main", "inquiry", "engineer", "agent", "closed", "callback", "callback_call")
TYPES = {
    **dict.fromkeys(PEOPLE, FlowType.CONTACT_FLOW),
    **{f"{name}_en": FlowType.CONTACT_FLOW for name in PEOPLE},
    **EVENT_FLOWS,
    **{f"{name}_en": kind for name, kind in EVENT_FLOWS.items()},
    "chat": FlowType.CONTACT_FLOW,
    "callback_task": FlowType.CONTACT_FLOW,
    "guide": FlowType.CONTACT_FLOW,
    "agent_transfer": FlowType.AGENT_TRANSFER,
    "queue_transfer": FlowType.QUEUE_TRANSFER,
    "outbound_whisper": FlowType.OUTBOUND_WHISPER,
}
NAMES = tuple(sorted(TYPES))


def actions(name: str) -> dict[str, Action]:
    return dict(read(FLOWS[name].content).by_identifier())


def test_the_call_center_has_these_flows() -> None:
    assert {name: flow.type for name, flow in FLOWS.items()} == TYPES


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


def test_flows_refer_only_to_each_other_and_to_what_infra_makes() -> None:
    wanted = {str(reference) for flow in FLOWS.values() for reference in find(flow.content)}

    outside = {reference for reference in wanted if not reference.startswith("flow:")}
    assert outside == {
        "bot:inquiry",
        "hours:main",
        "lambda:callback",
        "lambda:customer",
        "queue:agent",
        "queue:callback",
        "queue:engineer",
        "queue:vip",
        "view:guide",
    }
    assert {reference.removeprefix("flow:") for reference in wanted - outside} <= set(FLOWS)
    assert {reference.partition(":")[0] for reference in wanted} <= KINDS


def test_a_flow_comes_after_the_flows_it_refers_to() -> None:
    made: set[str] = set()
    for name, flow in FLOWS.items():
        assert {r.name for r in find(flow.content) if r.kind == "flow"} <= made
        made.add(name)


def test_voice_and_language_can_be_chosen() -> None:
    flow = build(voice="Jihye", engine="Generative")["main"]
    main = read(flow.content).by_identifier()

    assert main["speak-as-jihye"].parameters == {
        "TextToSpeechVoice": "Jihye",
        "TextToSpeechEngine": "Generative",
    }


def test_another_english_voice_speaks_in_every_english_flow_and_nowhere_else() -> None:
    for name, flow in build(english_voice="Ruth").items():
        voices = {
            str(action.parameters["TextToSpeechVoice"])
            for action in read(flow.content).actions
            if action.type == "UpdateContactTextToSpeechVoice"
        }
        calls_back = {"Ruth"} if name == "outbound_whisper" else set[str]()
        assert voices <= ({"Ruth"} if name.endswith("_en") else {"Seoyeon", *calls_back})


def test_a_language_without_sentences_is_refused() -> None:
    with pytest.raises(PromptError, match=r"prompts\.fr\.toml"):
        build(language="fr-FR")


def test_key_one_is_offered_only_where_the_ai_speaks_the_language() -> None:
    def keys(name: str) -> set[str]:
        menu = actions(name)["ask-menu"]
        return {operand for branch in menu.conditions for operand in branch.operands}

    assert keys("main") == {"0", "1", "2", "*"}
    assert keys("main_en") == {"0", "1", "2"}


def test_key_one_is_not_offered_where_no_bot_speaks_the_language(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    korean = dataclasses.replace(INQUIRY, locales=INQUIRY.locales[:1])
    monkeypatch.setattr("flows.catalog.BOTS", {"inquiry": korean})
    flows = build()
    menu = read(flows["main_en"].content).by_identifier()["ask-menu"]

    assert "inquiry_en" not in flows
    assert {operand for branch in menu.conditions for operand in branch.operands} == {"0", "2"}


def test_english_callers_stay_in_english() -> None:
    for name, flow in FLOWS.items():
        if name.endswith("_en"):
            targets = {r.name for r in find(flow.content) if r.kind == "flow"}
            assert all(target.endswith("_en") or target == "guide" for target in targets), name
