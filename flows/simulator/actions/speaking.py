"""Sentences and keys: MessageParticipant, GetParticipantInput."""

from typing import Final

from flows.json_values import JsonObject, as_object, as_text, is_true
from flows.language import ErrorType
from flows.simulator.caller import Press, WaitKind
from flows.simulator.line import Line
from flows.simulator.outcomes import DONE, Failed, Outcome, Result
from flows.simulator.program import Instruction
from flows.simulator.speech import SpeechError

TIMEOUT: Final = "Timeout"
"""`$.StoredCustomerInput` when nothing was keyed in (adminguide, store-customer-input)."""

CALLING_CODES: Final = {"KR": "82", "US": "1", "CA": "1", "GB": "44", "AU": "61", "JP": "81"}
"""Countries whose local numbers can be keyed in here."""


def message_participant(line: Line, instruction: Instruction) -> Outcome:
    """Plays a prompt. What is keyed in meanwhile is lost."""
    return play_prompt(line, instruction.parameters) or DONE


def play_prompt(line: Line, parameters: JsonObject) -> Failed | None:
    """Plays the prompt of any action that has one; None when it went well."""
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


def get_participant_input(line: Line, instruction: Instruction) -> Outcome:
    """A menu, or digits to store. Speech is not heard, which is the same as silence."""
    parameters = instruction.parameters
    has_prompt = not {"Text", "SSML", "PromptId", "Media"}.isdisjoint(parameters)
    if not has_prompt and "EnableDTMFBuffer" in parameters:
        return DONE
    failed = play_prompt(line, parameters) if has_prompt else None
    if failed is not None:
        return failed
    seconds = float(line.text(parameters.get("InputTimeLimitSeconds")) or 5)
    if is_true(parameters.get("StoreInput")):
        return _store(line, parameters, seconds)
    action = line.listen(WaitKind.MENU, seconds)
    if isinstance(action, Press):
        return Result(action.keys[0])
    return Failed("no key was pressed in time", ErrorType.INPUT_TIME_LIMIT_EXCEEDED)


def _store(line: Line, parameters: JsonObject, seconds: float) -> Outcome:
    """Silence is a value here, not an error."""
    action = line.listen(WaitKind.DIGITS, seconds)
    validation = as_object(parameters.get("InputValidation"))
    keyed = _keyed(parameters, action.keys) if isinstance(action, Press) else TIMEOUT
    line.contact.stored_input = keyed
    if keyed == TIMEOUT or "PhoneNumberValidation" not in validation:
        longest = line.text(as_object(validation.get("CustomValidation")).get("MaximumLength"))
        if longest and longest.isdigit() and keyed != TIMEOUT:
            line.contact.stored_input = keyed[: int(longest)]
        return DONE
    number = _phone_number(as_object(validation["PhoneNumberValidation"]), keyed)
    if number is None:
        return Failed(f"{len(keyed)} keys make no phone number", ErrorType.INVALID_PHONE_NUMBER)
    line.contact.stored_input = number
    return DONE


def _keyed(parameters: JsonObject, keys: str) -> str:
    """What counts of the keys: up to the terminator; `*` wipes everything and stands alone."""
    configuration = as_object(parameters.get("DTMFConfiguration"))
    terminator = as_text(configuration.get("InputTerminationSequence")) or "#"
    counted = keys.partition(terminator)[0]
    if "*" in counted and not is_true(configuration.get("DisableCancelKey")):
        return "*"
    return counted


def _phone_number(validation: JsonObject, keyed: str) -> str | None:
    """In E.164; None when it is no number. A country that is not known here counts as none."""
    if not keyed.isdigit():
        return None
    if as_text(validation.get("NumberFormat")) == "Local":
        code = CALLING_CODES.get(as_text(validation.get("CountryCode")) or "")
        keyed = "" if code is None else code + keyed.removeprefix("0")
    return f"+{keyed}" if 8 <= len(keyed) <= 15 else None
