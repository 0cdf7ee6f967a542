"""Sentences: MessageParticipant, MessageParticipantIteratively."""

from typing import Final

from flows.json_values import JsonObject, as_list, as_object, as_text, is_true
from flows.simulator.line import Line
from flows.simulator.outcomes import DONE, Failed, Outcome, Result
from flows.simulator.program import Instruction
from flows.simulator.speech import SpeechError

PROMPTS: Final = frozenset({"Text", "SSML", "PromptId", "Media"})

RING_SECONDS: Final = 20
"""Interrupts this often or more can come while an agent's telephone rings (loop-prompts)."""


def message_participant(line: Line, instruction: Instruction) -> Outcome:
    """Plays a prompt. What is keyed in meanwhile is lost, unless keys are kept.

    That SkipWhenDTMFBufferEnabled skips only while kept keys wait is an assumption.
    """
    contact = line.contact
    skips = is_true(instruction.parameters.get("SkipWhenDTMFBufferEnabled"))
    if skips and contact.buffering and contact.buffered_keys:
        return DONE
    return play_prompt(line, instruction.parameters) or DONE


def play_prompt(line: Line, parameters: JsonObject) -> Failed | None:
    """Plays the prompt of any action that has one; None when it went well.

    That a chat can not be sent a recording is an assumption.
    """
    if line.contact.channel != "VOICE" and PROMPTS.intersection(parameters) <= {
        "PromptId",
        "Media",
    }:
        return Failed("a chat takes no recordings")
    try:
        spoken = _prompt(line, parameters)
        if not spoken:
            return Failed("there is nothing to say: the prompt is empty")
        line.say(spoken)
    except SpeechError as error:
        return Failed(str(error))
    return None


def _prompt(line: Line, parameters: JsonObject) -> str | None:
    for kind in ("Text", "SSML"):
        if kind in parameters:
            return line.text(parameters[kind])
    if "PromptId" in parameters:
        prompt = line.text(parameters["PromptId"])
        return f"[prompt {prompt}]" if prompt else None
    uri = line.text(as_object(parameters.get("Media")).get("Uri"))
    return f"[audio {uri}]" if uri else None


def message_participant_iteratively(line: Line, instruction: Instruction) -> Outcome:
    """Plays prompts in a loop while the caller waits, until an interrupt or until somebody answers.

    Each visit tells every prompt once, beginning where the last one stopped: the counter lives as
    long as the contact. The rest of the time they repeat, which is only waiting here.
    """
    parameters, contact = instruction.parameters, line.contact
    if contact.channel != "VOICE":
        return Failed("prompts are looped on calls only")
    messages = [as_object(message) for message in as_list(parameters.get("Messages"))]
    if not messages:
        return Failed("there are no messages to play")
    interrupt = _interrupt(line, parameters)
    if isinstance(interrupt, Failed):
        return interrupt
    until = None if interrupt is None else contact.elapsed + interrupt
    key = f"{line.place[0]}/{instruction.identifier}"
    for _ in messages:
        position = contact.prompts.get(key, 0) % len(messages)
        failed = play_prompt(line, messages[position])
        if failed is not None:
            return failed
        contact.prompts[key] = (position + 1) % len(messages)
        if until is not None and contact.elapsed >= until:
            break
    while until is None or contact.elapsed < until:
        line.wait(None if until is None else until - contact.elapsed)
    if _rings(line, interrupt):
        return Failed("interrupted while an agent's telephone rang; wait over 20 s")
    return Result("MessagesInterrupted")


def _interrupt(line: Line, parameters: JsonObject) -> float | Failed | None:
    given = parameters.get("InterruptFrequencySeconds")
    text = line.text(given)
    if given is None or text == "":
        return None
    if text is None or not text.isdecimal() or int(text) < 1:
        return Failed(f"InterruptFrequencySeconds is {as_text(given)!r}, not a number of seconds")
    return float(text)


def _rings(line: Line, interrupt: float | None) -> bool:
    contact = line.contact
    if contact.deadline is None or contact.waits_in is None or interrupt is None:
        return False
    return (
        interrupt <= RING_SECONDS and contact.elapsed >= contact.deadline - line.world.ring_seconds
    )
