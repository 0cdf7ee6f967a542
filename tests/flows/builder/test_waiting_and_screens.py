from flows.builder.assembly import assemble
from flows.builder.contact import on_event, set_callback_number
from flows.builder.logic import branch_by, read_metrics
from flows.builder.routing import (
    change_queue,
    create_callback,
    disconnect,
    end_flow,
    transfer_to_agent,
)
from flows.builder.screens import show_view
from flows.builder.speech import collect_number, play_on, play_until, say
from flows.builder.steps import Case
from flows.document import read
from flows.language import Operator
from flows.validate import find_problems
from tests.flows.builder.building import built, first, words


def test_an_event_is_set_by_its_own_action_and_names_its_flow() -> None:
    hang_up = disconnect()
    action = first(on_event("CustomerQueue", "queue", then=hang_up, on_error=hang_up))

    assert action.parameters == {"EventHooks": {"CustomerQueue": "{{flow:queue}}"}}


def test_a_telephone_number_is_asked_for_as_the_country_writes_it() -> None:
    hang_up = disconnect()
    again = say(words("again"), then=hang_up, on_error=hang_up)
    keyed = set_callback_number(
        "$.StoredCustomerInput", name="keyed", then=hang_up, on_unusable=again
    )
    document = built(
        collect_number(words(), country="KR", then=keyed, on_invalid=again, on_error=hang_up)
    )
    collect, store = document.actions[:2]

    assert collect.parameters["InputValidation"] == {
        "PhoneNumberValidation": {"NumberFormat": "Local", "CountryCode": "KR"}
    }
    assert collect.error_types == {"InvalidPhoneNumber", "NoMatchingError"}
    assert store.parameters == {"CallbackNumber": "$.StoredCustomerInput"}
    assert {error.target for error in store.errors} == {"say-again"}


def test_a_callback_waits_in_the_queue_that_is_named() -> None:
    hang_up = disconnect()
    action = first(
        create_callback(
            "callback",
            delay_seconds=5,
            attempts=3,
            retry_seconds=600,
            then=hang_up,
            on_error=hang_up,
        )
    )

    assert action.parameters == {
        "QueueId": "{{queue:callback}}",
        "InitialCallDelaySeconds": "5",
        "MaximumConnectionAttempts": "3",
        "RetryDelaySeconds": "600",
    }


def test_a_value_is_compared_case_by_case() -> None:
    hang_up = disconnect()
    case = Case(operator=Operator.NUMBER_GREATER_THAN, operand="0", target=hang_up)
    action = first(branch_by("$.Attributes.n", name="number", cases=[case], otherwise=disconnect()))

    assert [(b.operator, b.operands) for b in action.conditions] == [("NumberGreaterThan", ("0",))]
    assert action.next == "hang-up-2"


def test_waiting_goes_round_until_somebody_comes() -> None:
    end = end_flow()
    rest = play_on([words()], name="rest", then=end, on_error=end)
    metrics = read_metrics(then=rest, on_error=rest)
    start = play_until([words(), words("b")], name="wait", seconds=30, then=metrics, on_error=rest)
    content = assemble(start)

    assert find_problems(content, type="CUSTOMER_QUEUE") == []
    action = read(content).actions[0]
    assert action.parameters["Messages"] == [{"Text": "안녕하세요."}] * 2
    assert [branch.operands for branch in action.conditions] == [("MessagesInterrupted",)]


def test_who_changes_the_queue_stays_in_the_old_one_on_failure() -> None:
    end = end_flow()
    stay = play_on([words()], name="stay", then=end, on_error=end)
    content = assemble(change_queue("agent", on_full=stay, on_error=stay))

    assert find_problems(content, type="CUSTOMER_QUEUE") == []
    assert {error.error for error in read(content).actions[0].errors} == {
        "QueueAtCapacity",
        "NoMatchingError",
    }


def test_a_view_is_shown_with_data_and_a_way_for_each_action() -> None:
    hang_up = disconnect()
    action = first(
        show_view(
            "guide",
            data={"question": "$.Attributes.question"},
            seconds=900,
            actions={"Done": hang_up},
            on_timeout=hang_up,
            on_error=hang_up,
        )
    )

    assert action.parameters["ViewResource"] == {"Id": "{{view:guide}}", "Version": "Latest"}
    assert action.parameters["ViewData"] == {"question": "$.Attributes.question"}
    assert action.error_types == {"TimeLimitExceeded", "NoMatchingCondition", "NoMatchingError"}


def test_a_transfer_between_agents_ends_the_flow() -> None:
    content = assemble(transfer_to_agent())

    assert find_problems(content, type="AGENT_TRANSFER") == []
