import pytest

from flows.builder.assembly import assemble
from flows.builder.contact import set_attributes
from flows.builder.logic import branch, invoke, loop
from flows.builder.routing import disconnect, transfer_to_flow, transfer_to_queue
from flows.builder.speech import ask, collect, say
from flows.builder.steps import Later, Step, UnfinishedFlowError
from tests.flows.builder.building import built, first, words


def test_a_step_that_two_lead_to_is_one_action() -> None:
    hang_up = disconnect()
    document = built(say(words(), then=hang_up, on_error=hang_up))

    assert [action.identifier for action in document.actions] == ["say-hello", "hang-up"]


def test_equal_steps_that_are_not_the_same_are_two_actions() -> None:
    document = built(say(words(), then=disconnect(), on_error=disconnect()))

    identifiers = [action.identifier for action in document.actions]
    assert identifiers == ["say-hello", "hang-up", "hang-up-2"]


def test_identifiers_follow_from_structure_alone() -> None:
    def flow() -> Step:
        return say(words(), then=disconnect(), on_error=disconnect())

    assert assemble(flow()) == assemble(flow())


def test_a_long_name_is_cut_and_stays_its_own() -> None:
    hang_up = disconnect()
    long, other = "prompt_" * 12, "prompt_" * 13
    document = built(
        say(
            words(long),
            then=say(words(other), then=hang_up, on_error=hang_up),
            on_error=hang_up,
        )
    )

    identifiers = [action.identifier for action in document.actions]
    assert len(set(identifiers)) == 3
    assert all(len(identifier) <= 50 for identifier in identifiers)


def test_the_designer_finds_a_place_for_every_block() -> None:
    hang_up = disconnect()
    content = assemble(say(words(), then=hang_up, on_error=hang_up))
    metadata = content["Metadata"]
    assert isinstance(metadata, dict)

    assert metadata["ActionMetadata"] == {
        "say-hello": {"position": {"x": 160, "y": 20}, "isFriendlyName": True},
        "hang-up": {"position": {"x": 420, "y": 20}, "isFriendlyName": True},
    }


def test_a_flow_can_go_back_to_an_earlier_place() -> None:
    hang_up = disconnect()
    menu = Later("menu")
    again = loop("menu", times=2, again=menu, done=hang_up)
    start = menu.becomes(
        ask(
            words("menu"),
            keys={"1": hang_up},
            on_silence=again,
            on_wrong_key=again,
            on_error=hang_up,
        )
    )
    document = built(start).by_identifier()

    assert document["loop-menu"].targets == ("hang-up", "ask-menu")


def test_a_place_that_was_never_given_is_named() -> None:
    with pytest.raises(UnfinishedFlowError, match="Later\\('menu'\\)"):
        assemble(say(words(), then=Later("menu"), on_error=disconnect()))


def test_ssml_is_sent_as_ssml() -> None:
    hang_up = disconnect()
    marked_up = words(text="<speak>안녕<break time='1s'/>하세요.</speak>")
    action = first(say(marked_up, then=hang_up, on_error=hang_up))

    assert set(action.parameters) == {"SSML"}


def test_a_menu_has_a_branch_for_silence_and_one_for_wrong_keys() -> None:
    hang_up = disconnect()
    silent, wrong, fault = (say(words(k), then=hang_up, on_error=hang_up) for k in "abc")
    action = first(
        ask(words(), keys={"1": hang_up}, on_silence=silent, on_wrong_key=wrong, on_error=fault)
    )

    assert {branch.error: branch.target for branch in action.errors} == {
        "InputTimeLimitExceeded": "say-a",
        "NoMatchingCondition": "say-b",
        "NoMatchingError": "say-c",
    }


def test_stored_input_has_no_branch_for_silence() -> None:
    hang_up = disconnect()
    action = first(collect(words(), longest=8, then=hang_up, on_error=hang_up))

    assert action.error_types == {"NoMatchingError"}
    assert action.conditions == ()


def test_a_function_is_named_symbolically_and_waited_for_eight_seconds() -> None:
    hang_up = disconnect()
    action = first(
        invoke("answer", parameters={"question": "$.Attributes.q"}, then=hang_up, on_error=hang_up)
    )

    assert action.parameters["LambdaFunctionARN"] == "{{lambda:answer}}"
    assert action.parameters["InvocationTimeLimitSeconds"] == "8"


def test_a_branch_has_a_way_for_every_other_value() -> None:
    hang_up = disconnect()
    action = first(branch("$.External.status", cases={"answered": hang_up}, otherwise=disconnect()))

    assert action.identifier == "branch-on-status"
    assert [branch.target for branch in action.errors] == ["hang-up-2"]


def test_attributes_are_stored_on_the_contact_itself() -> None:
    hang_up = disconnect()
    values = {"question": "$.External.text"}
    action = first(set_attributes(values, name="answer", then=hang_up, on_error=hang_up))

    assert action.parameters == {"Attributes": values, "TargetContact": "Current"}


def test_what_ends_the_flow_still_names_a_next_action() -> None:
    hang_up = disconnect()
    queue = first(transfer_to_queue(on_full=hang_up, on_error=hang_up))
    flow = first(transfer_to_flow("agent", on_error=hang_up))

    assert (queue.next, flow.next) == ("hang-up", "hang-up")
