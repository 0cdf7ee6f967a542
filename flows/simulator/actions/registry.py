"""Which function plays which action type."""

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from flows.language import ACTION_TYPES
from flows.simulator.actions import (
    asking,
    behaviour,
    bots,
    branching,
    functions,
    metrics,
    queues,
    services,
    speaking,
    transfers,
    values,
)
from flows.simulator.errors import UnknownActionError
from flows.simulator.line import Line
from flows.simulator.outcomes import Outcome
from flows.simulator.program import Instruction

Action: TypeAlias = Callable[[Line, Instruction], Outcome]

ACTIONS: Final[Mapping[str, Action]] = {
    "AssociateContactToCustomerProfile": services.use_customer_profile,
    "AuthenticateParticipant": services.authenticate_participant,
    "CheckHoursOfOperation": metrics.check_hours_of_operation,
    "CheckMetricData": metrics.check_metric_data,
    "CheckOutboundCallStatus": services.check_outbound_call_status,
    "CheckSegmentMembership": services.check_with_service,
    "CheckVoiceId": services.check_voice_id,
    "Compare": branching.compare,
    "CompleteOutboundCall": transfers.complete_outbound_call,
    "ConnectParticipantWithAgenticCX": bots.connect_participant_with_agentic_cx,
    "ConnectParticipantWithLexBot": bots.connect_participant_with_lex_bot,
    "CreateCallbackContact": queues.create_callback_contact,
    "CreateCase": services.use_case,
    "CreateContact": services.create_contact,
    "CreateCustomerProfile": services.use_customer_profile,
    "CreatePersistentContactAssociation": services.use_service,
    "CreateTask": services.create_task,
    "CreateWisdomSession": services.create_wisdom_session,
    "DequeueContactAndTransferToQueue": queues.dequeue_contact_and_transfer_to_queue,
    "DisconnectParticipant": transfers.disconnect_participant,
    "DistributeByPercentage": branching.distribute_by_percentage,
    "EndFlowExecution": transfers.end_flow_execution,
    "EndFlowModuleExecution": transfers.end_flow_module_execution,
    "EvaluateDataTableValues": services.use_data_table,
    "GetCalculatedAttributesForCustomerProfile": services.use_customer_profile,
    "GetCase": services.use_case,
    "GetCustomerProfile": services.use_customer_profile,
    "GetCustomerProfileObject": services.use_customer_profile,
    "GetMetricData": metrics.get_metric_data,
    "GetOutboundCommunicationStatus": services.use_service,
    "GetParticipantInput": asking.get_participant_input,
    "InvokeFlowModule": transfers.invoke_flow_module,
    "InvokeLambdaFunction": functions.invoke_lambda_function,
    "ListDataTableValues": services.use_data_table,
    "LoadContactContent": services.use_service,
    "Loop": branching.loop,
    "MessageParticipant": speaking.message_participant,
    "MessageParticipantIteratively": speaking.message_participant_iteratively,
    "PutDialRequest": services.create_contact,
    "RenderMessageTemplate": services.use_service,
    "ResumeContact": services.resume_contact,
    "RouteContactToAgent": queues.route_contact_to_agent,
    "SendOutboundEmail": services.create_contact,
    "SendSMS": services.create_contact,
    "ShowView": services.show_view,
    "StartOutboundChatContact": services.start_outbound_chat_contact,
    "StartOutboundEmailContact": services.create_contact,
    "StartVoiceIdStream": services.start_voice_id_stream,
    "TagContact": values.tag_contact,
    "TransferContactToAgent": queues.transfer_contact_to_agent,
    "TransferContactToQueue": queues.transfer_contact_to_queue,
    "TransferParticipantToThirdParty": transfers.transfer_participant_to_third_party,
    "TransferToFlow": transfers.transfer_to_flow,
    "UnTagContact": values.untag_contact,
    "UntagContact": values.untag_contact,
    "UpdateCase": services.use_case,
    "UpdateContactAttributes": values.update_contact_attributes,
    "UpdateContactCallbackNumber": values.update_contact_callback_number,
    "UpdateContactData": values.update_contact_data,
    "UpdateContactEventHooks": behaviour.update_contact_event_hooks,
    "UpdateContactMediaProcessing": behaviour.update_contact_media_processing,
    "UpdateContactMediaStreamingBehavior": behaviour.update_contact_media_streaming_behavior,
    "UpdateContactRecordingAndAnalyticsBehavior": (
        behaviour.update_contact_recording_and_analytics_behavior
    ),
    "UpdateContactRecordingBehavior": behaviour.update_contact_recording_behavior,
    "UpdateContactRoutingBehavior": queues.update_contact_routing_behavior,
    "UpdateContactRoutingCriteria": queues.update_contact_routing_criteria,
    "UpdateContactTargetQueue": queues.update_contact_target_queue,
    "UpdateContactTextToSpeechVoice": behaviour.update_contact_text_to_speech_voice,
    "UpdateCustomerProfile": services.use_customer_profile,
    "UpdateFlowAttributes": values.update_flow_attributes,
    "UpdateFlowLoggingBehavior": behaviour.update_flow_logging_behavior,
    "UpdatePreviousContactParticipantState": behaviour.update_previous_contact_participant_state,
    "UpdateRoutingCriteria": queues.update_contact_routing_criteria,
    "UpsertDataTableValues": services.use_data_table,
    "Wait": branching.wait,
}


def supported() -> frozenset[str]:
    """Every action type that is played."""
    return frozenset(ACTIONS)


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
