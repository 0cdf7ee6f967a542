"""What others do for a flow: views, tasks, cases, profiles, voice identification.

What comes of it is told by the world's service. Where it tells nothing: tasks and chats are made,
third parties answer, views are left alone, and whatever needs something that has to be set up
first (profiles, cases, assistants, campaigns) takes the error branch.
"""

from typing import Final

from flows.json_values import Json, JsonObject, as_list, as_object, as_text
from flows.simulator.interrupts import NobodyActsError
from flows.simulator.line import Line
from flows.simulator.outcomes import DONE, Failed, Outcome, Result
from flows.simulator.program import Instruction
from flows.simulator.result import CreatedKind
from flows.simulator.services import ServiceRequest, ServiceResult

VIEW_SECONDS: Final = 400.0
"""How long a view waits when it does not say (an assumption)."""

SUBTYPE: Final = "connect:SMS"

CREATES: Final = {
    "PutDialRequest": CreatedKind.OUTBOUND_CALL,
    "SendOutboundEmail": CreatedKind.EMAIL,
    "SendSMS": CreatedKind.SMS,
    "StartOutboundEmailContact": CreatedKind.EMAIL,
}


def ask_service(line: Line, instruction: Instruction) -> ServiceResult | Failed | None:
    """What the world's service makes of the action; None when it leaves it to the simulator."""
    flow, action = line.place
    request = ServiceRequest(
        type=instruction.type,
        parameters=as_object(line.filled(instruction.parameters)),
        flow=flow,
        action=action,
    )
    came = line.world.service(request)
    if came is None:
        return None
    line.advance(came.seconds)
    if came.error is not None:
        return Failed(came.why or f"the service said {came.error}", came.error)
    return came


def _needed(line: Line, instruction: Instruction) -> ServiceResult | Failed:
    came = ask_service(line, instruction)
    return Failed(f"nothing is plugged in for {instruction.type}") if came is None else came


def show_view(line: Line, instruction: Instruction) -> Outcome:
    """Shows a page in a chat, or to the agent beside a call; comes to what is chosen on it."""
    parameters = instruction.parameters
    view = line.text(as_object(parameters.get("ViewResource")).get("Id"))
    if line.contact.channel == "VOICE":
        return Failed("views are shown in chats")
    if not view:
        return Failed("ViewResource names no view")
    line.show(f"[view {view}]")
    came = ask_service(line, instruction)
    if isinstance(came, Failed):
        return came
    if came is None:
        return _left_alone(line, parameters)
    line.contact.view = {"Action": came.result, "ViewResultData": came.values}
    return Result(came.result)


def _left_alone(line: Line, parameters: JsonObject) -> Outcome:
    """Nobody acts on it: an agent's guide ends there, a customer's view runs out of time."""
    if line.beside:
        raise NobodyActsError
    seconds = line.text(parameters.get("InvocationTimeLimitSeconds")) or ""
    limit = float(seconds) if seconds.isdecimal() else VIEW_SECONDS
    line.wait(limit)
    return Failed("nobody acted on the view in time", "TimeLimitExceeded")


def create_task(line: Line, instruction: Instruction) -> Outcome:
    """Leaves a task for somebody."""
    given = as_object(line.filled(instruction.parameters))
    flow = as_text(given.get("ContactFlowId"))
    if not flow and not given.get("TaskTemplateId"):
        return Failed("names neither ContactFlowId nor TaskTemplateId")
    if "DelaySeconds" in given and "ScheduledTime" in given:
        return Failed("DelaySeconds and ScheduledTime exclude each other")
    if flow and line.world.find_flow(flow) is None:
        return Failed(f"there is no flow {flow!r}")
    came = ask_service(line, instruction)
    if isinstance(came, Failed):
        return came
    line.create(CreatedKind.TASK, given)
    return DONE


def start_outbound_chat_contact(line: Line, instruction: Instruction) -> Outcome:
    """Starts a chat by SMS."""
    given = as_object(line.filled(instruction.parameters))
    if as_text(given.get("ContactSubtype")) not in {None, SUBTYPE}:
        return Failed(f"ContactSubtype is {given.get('ContactSubtype')!r}, not {SUBTYPE!r}")
    if not given.get("DestinationEndpoint") or not given.get("SourceEndpoint"):
        return Failed("names no SourceEndpoint or DestinationEndpoint")
    came = ask_service(line, instruction)
    if isinstance(came, Failed):
        return came
    line.create(CreatedKind.CHAT, given)
    return DONE


def use_customer_profile(line: Line, instruction: Instruction) -> Outcome:
    """Finds or writes a profile; what the action asks back adds to `$.Customer`."""
    came = _needed(line, instruction)
    if isinstance(came, Failed):
        return came
    wanted = _names(instruction.parameters.get("ProfileResponseData"))
    kept = {
        key: value
        for key, value in came.values.items()
        if not wanted or key in wanted or key in {"ProfileId", "ProfileARN"}
    }
    line.contact.customer_profile = {**line.contact.customer_profile, **kept}
    return DONE


def use_case(line: Line, instruction: Instruction) -> Outcome:
    """Finds or writes a case; what the action asks back adds to `$.Case`."""
    came = _needed(line, instruction)
    if isinstance(came, Failed):
        return came
    wanted = _names(instruction.parameters.get("CaseResponseFields"))
    kept = {
        key: value
        for key, value in came.values.items()
        if not wanted or key in wanted or key == "case_id"
    }
    line.contact.case = {**line.contact.case, **kept}
    return DONE


def _names(value: Json) -> frozenset[str]:
    """Names to ask back: exports hold a list, the documents an object."""
    given = value.keys() if isinstance(value, dict) else as_list(value)
    return frozenset(name for name in given if isinstance(name, str))


def create_wisdom_session(line: Line, instruction: Instruction) -> Outcome:
    """Starts an assistant for the agent (`$.Wisdom.SessionArn`)."""
    came = _needed(line, instruction)
    if isinstance(came, Failed):
        return came
    arn = as_text(came.values.get("SessionArn"))
    line.contact.assistant_session = arn or f"{line.contact.instance_arn}/session/1"
    return DONE


def start_voice_id_stream(line: Line, instruction: Instruction) -> Outcome:
    """Voice ID ended on 2026-05-20: without a service it fails."""
    came = _needed(line, instruction)
    if isinstance(came, Failed):
        return came
    line.contact.voice_id_stream = True
    return DONE


def check_voice_id(line: Line, instruction: Instruction) -> Outcome:
    """Whether the voice was known. Exports write NotAuthenticated, the documents with a space."""
    came = _needed(line, instruction)
    if isinstance(came, Failed):
        return came
    plain = (came.result or "").replace(" ", "").casefold()
    for condition in instruction.conditions:
        if condition.operand.replace(" ", "").casefold() == plain:
            return Result(condition.operand)
    return Result(came.result)


def check_outbound_call_status(line: Line, instruction: Instruction) -> Outcome:
    """Who took an outbound campaign's call."""
    came = _needed(line, instruction)
    return came if isinstance(came, Failed) else Result(came.result)


def resume_contact(line: Line, instruction: Instruction) -> Outcome:
    """Takes up a task that was paused."""
    came = ask_service(line, instruction)
    return came if isinstance(came, Failed) else DONE


def authenticate_participant(line: Line, instruction: Instruction) -> Outcome:
    """A chat's customer signs in, or comes to OptedOut."""
    if line.contact.channel == "VOICE":
        return Failed("only a chat's customer can sign in")
    came = _needed(line, instruction)
    return came if isinstance(came, Failed) else Result(came.result)


def check_with_service(line: Line, instruction: Instruction) -> Outcome:
    """Comes to what the service says: segments, campaigns, agents of Amazon's own."""
    came = _needed(line, instruction)
    if isinstance(came, Failed):
        return came
    if came.values:
        line.contact.lex = {**line.contact.lex, **came.values}
    return Result(came.result)


def use_data_table(line: Line, instruction: Instruction) -> Outcome:
    """Reads or writes a table; what the service gives adds to `$.DataTables`."""
    came = _needed(line, instruction)
    if isinstance(came, Failed):
        return came
    line.contact.data_tables = {**line.contact.data_tables, **came.values}
    return DONE


def use_service(line: Line, instruction: Instruction) -> Outcome:
    """Done when the service says so."""
    came = _needed(line, instruction)
    return came if isinstance(came, Failed) else DONE


def create_contact(line: Line, instruction: Instruction) -> Outcome:
    """Leaves another contact, of the kind that the action makes."""
    given = as_object(line.filled(instruction.parameters))
    came = ask_service(line, instruction)
    if isinstance(came, Failed):
        return came
    line.create(CREATES.get(instruction.type, CreatedKind.CONTACT), given)
    return DONE
