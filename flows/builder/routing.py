"""Where the caller goes: queues, other flows, the end."""

from flows.builder.steps import Step, Target
from flows.language import ErrorType
from flows.references import Reference


def prioritise(priority: int, *, then: Target) -> Step:
    """Where the contact stands in its queue: 1 is first; 5 when nothing is said."""
    return Step(
        name=f"priority {priority}",
        type="UpdateContactRoutingBehavior",
        parameters={"QueuePriority": str(priority)},
        next=then,
    )


def target_queue(queue: str, *, then: Target, on_error: Target) -> Step:
    """Chooses the queue that `transfer_to_queue` uses."""
    return Step(
        name=f"choose queue {queue}",
        type="UpdateContactTargetQueue",
        parameters={"QueueId": Reference("queue", queue).placeholder},
        next=then,
        errors={ErrorType.NO_MATCHING_ERROR: on_error},
    )


def transfer_to_queue(*, on_full: Target, on_error: Target) -> Step:
    """Puts the caller into the chosen queue, which ends the flow."""
    return Step(
        name="to queue",
        type="TransferContactToQueue",
        next=on_error,
        errors={ErrorType.QUEUE_AT_CAPACITY: on_full, ErrorType.NO_MATCHING_ERROR: on_error},
    )


def transfer_to_flow(flow: str, *, on_error: Target) -> Step:
    """Goes on in another flow, which ends this one."""
    return Step(
        name=f"to flow {flow}",
        type="TransferToFlow",
        parameters={"ContactFlowId": Reference("flow", flow).placeholder},
        next=on_error,
        errors={ErrorType.NO_MATCHING_ERROR: on_error},
    )


def disconnect() -> Step:
    """Hangs up."""
    return Step(name="hang up", type="DisconnectParticipant")
