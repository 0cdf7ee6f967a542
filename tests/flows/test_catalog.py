import dataclasses
import json
from collections.abc import Iterator

import pytest

from flows import prompts
from flows.bots import INQUIRY
from flows.catalog import FLOWS, build
from flows.document import Action, read
from flows.guide import VIEW
from flows.json_values import Json, JsonObject, as_object
from flows.language import IDENTIFIER_CHARACTERS, Ending, FlowType
from flows.main import main_flow
from flows.prompts import PromptError
from flows.references import KINDS, find
from flows.tongues import Tongue
from flows.validate import find_problems

KOREAN = Tongue(code="ko-KR", voice="Seoyeon", engine="Neural")
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


def test_identifiers_are_readable_and_short() -> None:
    for _, action in every_action():
        assert len(action.identifier) <= IDENTIFIER_CHARACTERS
        assert action.identifier.replace("-", "").isalnum()


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


@pytest.mark.parametrize("name", ["main", "main_en"])
def test_each_event_of_a_call_has_its_flow(name: str) -> None:
    suffix = name.removeprefix("main")
    hooks = {
        event: str(flow)
        for action in actions(name).values()
        if action.type == "UpdateContactEventHooks"
        for event, flow in as_object(action.parameters["EventHooks"]).items()
    }

    assert hooks == {
        "CustomerQueue": f"{{{{flow:queue{suffix}}}}}",
        "CustomerRemaining": f"{{{{flow:disconnect{suffix}}}}}",
        "AgentWhisper": f"{{{{flow:agent_whisper{suffix}}}}}",
        "CustomerWhisper": f"{{{{flow:customer_whisper{suffix}}}}}",
        "CustomerHold": f"{{{{flow:customer_hold{suffix}}}}}",
        "AgentHold": f"{{{{flow:agent_hold{suffix}}}}}",
        "DefaultAgentUI": "{{flow:guide}}",
    }


def test_nothing_is_pressed_in_a_chat() -> None:
    assert not {"GetParticipantInput"} & {action.type for action in actions("chat").values()}


def test_the_guide_shows_what_the_view_has_places_for() -> None:
    shown = actions("guide")["show-guide"].parameters
    template = json.dumps(VIEW.template)

    assert all(f'"$.{key}"' in template for key in as_object(shown["ViewData"]))
    assert all(text.startswith("$.Attributes.") for text in map(str, data_of(shown)))


@pytest.mark.parametrize(
    "attribute",
    ["customer_name", "customer_tier", "customer_company", "callback_time", "callback_attempt"],
)
def test_whoever_takes_a_contact_sees_who_it_is_and_what_was_promised(attribute: str) -> None:
    shown = as_object(actions("guide")["show-guide"].parameters["ViewData"])

    assert shown[attribute] == f"$.Attributes.{attribute}"
    assert f'"$.{attribute}"' in json.dumps(VIEW.template)


def data_of(parameters: JsonObject) -> list[Json]:
    return list(as_object(parameters["ViewData"]).values())


def test_a_lookup_of_the_caller_can_be_put_before_the_greeting() -> None:
    flow = main_flow(prompts.load(), KOREAN, has_inquiry=True, lookup="customer")
    main = read(flow.content).by_identifier()

    assert find_problems(flow.content, type=flow.type) == []
    assert main["invoke-customer"].parameters["LambdaFunctionARN"] == "{{lambda:customer}}"
    assert main["invoke-customer"].next == "branch-on-customer-known"
    assert main["store-customer"].parameters["Attributes"] == {
        name: f"$.External.{name}"
        for name in ("customer_known", "customer_name", "customer_tier", "customer_language")
    }
    assert main["store-customer"].next == "store-company"
    assert main["store-company"].next == "say-greeting-known"
