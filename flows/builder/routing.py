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


def end_flow() -> Step:
    """Ends this flow alone; the contact goes on where it stands."""
    return Step(name="end", type="EndFlowExecution")


def transfer_to_agent() -> Step:
    """Puts an agent's transfer through to the colleague they chose."""
    return Step(name="to agent", type="TransferContactToAgent")


def change_queue(queue: str, *, on_full: Target, on_error: Target) -> Step:
    """From the queue in which the caller waits to another; on failure they stay where they are."""
    return Step(
        name=f"to queue {queue}",
        type="DequeueContactAndTransferToQueue",
        parameters={"QueueId": Reference("queue", queue).placeholder},
        next=on_error,
        errors={ErrorType.QUEUE_AT_CAPACITY: on_full, ErrorType.NO_MATCHING_ERROR: on_error},
    )


def create_callback(
    queue: str,
    *,
    delay_seconds: int,
    attempts: int,
    retry_seconds: int,
    then: Target,
    on_error: Target,
) -> Step:
    """Puts a call back into a queue, whichever the caller waits in or has been sent to.

    `delay_seconds` and `retry_seconds` are 1 to 259,200; no place can be chosen by the caller,
    because they must be literal numbers (devguide, createcallbackcontact).
    """
    return Step(
        name=f"request callback {queue}",
        type="CreateCallbackContact",
        parameters={
            "QueueId": Reference("queue", queue).placeholder,
            "InitialCallDelaySeconds": str(delay_seconds),
            "MaximumConnectionAttempts": str(attempts),
            "RetryDelaySeconds": str(retry_seconds),
        },
        next=then,
        errors={ErrorType.NO_MATCHING_ERROR: on_error},
    )
