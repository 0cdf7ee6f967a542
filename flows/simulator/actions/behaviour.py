"""How the call is carried: logging, voice, recording, streaming, event flows."""

from flows.json_values import as_object, as_text
from flows.simulator.line import Line
from flows.simulator.outcomes import DONE, Failed, Outcome
from flows.simulator.program import Instruction


def update_flow_logging_behavior(line: Line, instruction: Instruction) -> Outcome:
    """Turns flow logs on or off, for later flows too."""
    line.contact.logging = as_text(instruction.parameters.get("FlowLoggingBehavior")) == "Enabled"
    return DONE


def update_contact_text_to_speech_voice(line: Line, instruction: Instruction) -> Outcome:
    """Chooses the voice. Connect finds out only while speaking whether it exists."""
    voice = line.text(instruction.parameters.get("TextToSpeechVoice"))
    if not voice:
        return Failed("TextToSpeechVoice came to nothing")
    line.contact.voice = voice
    return DONE


def update_contact_recording(line: Line, instruction: Instruction) -> Outcome:
    """What is recorded from here on."""
    line.contact.recording = instruction.parameters
    return DONE


def update_contact_media_streaming_behavior(line: Line, instruction: Instruction) -> Outcome:
    """Starts or stops the stream of the caller's audio."""
    state = as_text(instruction.parameters.get("MediaStreamingState"))
    line.contact.streaming = state == "Enabled"
    return DONE


def update_contact_event_hooks(line: Line, instruction: Instruction) -> Outcome:
    """Which flow plays at an event, such as while waiting in a queue. One event at a time."""
    hooks = line.texts(as_object(instruction.parameters.get("EventHooks")))
    if len(hooks) > 1:
        return Failed("sets more than one event")
    missing = [name for name, flow in hooks.items() if line.world.find_flow(flow) is None]
    if missing:
        return Failed(f"there is no flow for {missing[0]}")
    line.contact.event_hooks.update(hooks)
    return DONE
