"""What of a deployment a contact can name."""

from local.connect.deployed import Center
from tests.local.connect.centers import ARN, INSTANCE, resources


def test_flows_and_queues_are_found_by_id_and_by_arn() -> None:
    center = Center.of(resources())
    assert center.instance_id == INSTANCE
    assert center.flows["callback_call-id"] is center.flows[f"{ARN}/contact-flow/callback_call-id"]
    assert center.queues["callback-id"] is center.queues[f"{ARN}/queue/callback-id"]
    assert {flow.name for flow in center.flows.values()} == {
        "callback_call",
        "callback_task",
        "whisper",
    }


def test_only_a_queue_with_a_number_calls_out() -> None:
    center = Center.of(resources())
    assert center.queues["callback-id"].calls_out
    assert not center.queues["silent-id"].calls_out


def test_nothing_can_be_named_before_the_deployment() -> None:
    center = Center.of([])
    assert (center.instance_id, center.flows, center.queues) == ("", {}, {})
