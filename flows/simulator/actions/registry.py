"""Which function plays which action type."""

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from flows.language import ACTION_TYPES
from flows.simulator.actions import behaviour, bots, branching, functions, queues, speaking, values
from flows.simulator.errors import UnknownActionError
from flows.simulator.line import Line
from flows.simulator.outcomes import Outcome
from flows.simulator.program import Instruction

Action: TypeAlias = Callable[[Line, Instruction], Outcome]

ACTIONS: Final[Mapping[str, Action]] = {
    "CheckHoursOfOperation": branching.check_hours_of_operation,
    "CheckMetricData": branching.check_metric_data,
    "Compare": branching.compare,
    "ConnectParticipantWithLexBot": bots.connect_participant_with_lex_bot,
    "DisconnectParticipant": queues.disconnect_participant,
    "DistributeByPercentage": branching.distribute_by_percentage,
    "EndFlowExecution": queues.end_flow_execution,
    "GetMetricData": branching.get_metric_data,
    "GetParticipantInput": speaking.get_participant_input,
    "InvokeLambdaFunction": functions.invoke_lambda_function,
    "Loop": branching.loop,
    "MessageParticipant": speaking.message_participant,
    "TagContact": values.tag_contact,
    "TransferContactToQueue": queues.transfer_contact_to_queue,
    "TransferToFlow": queues.transfer_to_flow,
    "UntagContact": values.untag_contact,
    "UpdateContactAttributes": values.update_contact_attributes,
    "UpdateContactCallbackNumber": values.update_contact_callback_number,
    "UpdateContactData": values.update_contact_data,
    "UpdateContactEventHooks": behaviour.update_contact_event_hooks,
    "UpdateContactMediaStreamingBehavior": behaviour.update_contact_media_streaming_behavior,
    "UpdateContactRecordingAndAnalyticsBehavior": behaviour.update_contact_recording,
    "UpdateContactRecordingBehavior": behaviour.update_contact_recording,
    "UpdateContactRoutingBehavior": queues.update_contact_routing_behavior,
    "UpdateContactTargetQueue": queues.update_contact_target_queue,
    "UpdateContactTextToSpeechVoice": behaviour.update_contact_text_to_speech_voice,
    "UpdateFlowAttributes": values.update_flow_attributes,
    "UpdateFlowLoggingBehavior": behaviour.update_flow_logging_behavior,
    "Wait": branching.wait,
}


def find_action(flow: str, instruction: Instruction) -> Action:
    """The function for an action.

    Raises:
        UnknownActionError: there is none; says whether the type exists at all.
    """
    action = ACTIONS.get(instruction.type)
    if action is None:
        real = instruction.type in ACTION_TYPES
        reason = "is not played by the simulator yet" if real else "is no type of the flow language"
        raise UnknownActionError(
            f"flow '{flow}': action '{instruction.identifier}' has type "
            f"'{instruction.type}', which {reason}"
        )
    return action
