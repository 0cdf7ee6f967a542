"""How the call is carried: logging, voice, recording, streaming, event flows."""

from typing import Final

from flows.json_values import as_object, as_text, is_true
from flows.simulator.line import Line
from flows.simulator.outcomes import DONE, Failed, Outcome
from flows.simulator.program import Instruction

CHANNEL_MISMATCH: Final = "ChannelMismatch"
PARTICIPANT_STATES: Final = frozenset({"AgentOnHold", "CustomerOnHold", "OffHold"})


def update_flow_logging_behavior(line: Line, instruction: Instruction) -> Outcome:
    """Turns flow logs on or off, for later flows too."""
    line.contact.logging = as_text(instruction.parameters.get("FlowLoggingBehavior")) == "Enabled"
    return DONE


def update_contact_text_to_speech_voice(line: Line, instruction: Instruction) -> Outcome:
    """Chooses the voice. Connect finds out only while speaking whether it exists.

    On a chat it does nothing, and that is a success (adminguide, set-voice).
    """
    parameters, contact = instruction.parameters, line.contact
    voice = line.text(parameters.get("TextToSpeechVoice"))
    if contact.channel != "VOICE":
        return DONE
    if not voice:
        return Failed("TextToSpeechVoice came to nothing")
    contact.voice = voice
    contact.voice_engine = line.text(parameters.get("TextToSpeechEngine"))
    contact.voice_style = line.text(parameters.get("TextToSpeechStyle"))
    return DONE


def update_contact_recording_behavior(line: Line, instruction: Instruction) -> Outcome:
    """What is recorded from here on; holds until it is set anew, in later flows too."""
    line.contact.recording = instruction.parameters
    return DONE


def update_contact_recording_and_analytics_behavior(
    line: Line, instruction: Instruction
) -> Outcome:
    """The same for one channel; the other channel's settings are a mismatch."""
    given = instruction.parameters
    own, other = "VoiceBehavior", "ChatBehavior"
    if line.contact.channel != "VOICE":
        own, other = other, own
    if other in given and own not in given:
        return Failed(f"{other} on a {line.contact.channel} contact", CHANNEL_MISMATCH)
    line.contact.recording = given
    return DONE


def update_contact_media_processing(line: Line, instruction: Instruction) -> Outcome:
    """Which function looks at chat messages."""
    if line.contact.channel == "VOICE":
        return Failed("only chats are processed", CHANNEL_MISMATCH)
    line.contact.processing = instruction.parameters
    return DONE


def update_contact_media_streaming_behavior(line: Line, instruction: Instruction) -> Outcome:
    """Starts or stops the stream of the caller's audio."""
    if line.contact.channel != "VOICE":
        return Failed("only calls are streamed")
    state = as_text(instruction.parameters.get("MediaStreamingState"))
    line.contact.streaming = state == "Enabled"
    return DONE


def update_contact_event_hooks(line: Line, instruction: Instruction) -> Outcome:
    """Which flow plays at an event, such as while waiting in a queue. One event at a time."""
    hooks = line.texts(as_object(instruction.parameters.get("EventHooks")))
    settings = as_object(instruction.parameters.get("EventHooksConfiguration"))
    if len(hooks) > 1:
        return Failed("sets more than one event")
    missing = [name for name, flow in hooks.items() if line.world.find_flow(flow) is None]
    if missing:
        return Failed(f"there is no flow for {missing[0]}")
    if not hooks and not settings:
        return Failed("names no event")
    line.contact.event_hooks.update(hooks)
    line.contact.disabled_hooks.difference_update(hooks)
    for event, setting in settings.items():
        if is_true(as_object(setting).get("DisableExecution")):
            line.contact.disabled_hooks.add(event)
    return DONE


def update_previous_contact_participant_state(line: Line, instruction: Instruction) -> Outcome:
    """Holds the customer or the agent of the call that is being transferred."""
    state = line.text(instruction.parameters.get("PreviousContactParticipantState"))
    if state not in PARTICIPANT_STATES:
        return Failed(f"PreviousContactParticipantState is {state!r}")
    line.contact.previous_state = state
    return DONE
