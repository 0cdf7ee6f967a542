"""Where a call goes: another flow, a module, an outside telephone, its end."""

from flows.json_values import Json, JsonObject, as_object, as_text, is_true
from flows.simulator.actions.services import ask_service
from flows.simulator.line import Line
from flows.simulator.outcomes import (
    DONE,
    Enter,
    Failed,
    Finished,
    IntoModule,
    Outcome,
    Over,
    Returned,
)
from flows.simulator.program import Instruction
from flows.simulator.result import CreatedKind, Ended


def transfer_to_flow(line: Line, instruction: Instruction) -> Outcome:
    """On to another flow, which ends this one."""
    reference = line.text(instruction.parameters.get("ContactFlowId"))
    flow = line.world.find_flow(reference) if reference else None
    return Failed(f"there is no flow {reference!r}") if flow is None else Enter(flow)


def invoke_flow_module(line: Line, instruction: Instruction) -> Outcome:
    """Into a module, which sees nothing of this flow but its input."""
    reference = line.text(instruction.parameters.get("FlowModuleId"))
    module = line.world.find_module(reference) if reference else None
    if module is None:
        return Failed(f"there is no module {reference!r}")
    given = as_object(instruction.parameters.get("Input"))
    return IntoModule(module, as_object(line.filled(given)))


def end_flow_module_execution(line: Line, instruction: Instruction) -> Outcome:
    """Back to the flow that called the module, with the result it is told."""
    data = as_object(line.filled(instruction.parameters.get("ResultData")))
    return Returned(line.text(instruction.parameters.get("Result")), data)


def disconnect_participant(_line: Line, _instruction: Instruction) -> Outcome:
    """Hangs up."""
    return Over(Ended.DISCONNECTED)


def end_flow_execution(_line: Line, _instruction: Instruction) -> Outcome:
    """Ends the flow; a contact that is in no queue and with no agent ends with it."""
    return Finished()


def transfer_participant_to_third_party(line: Line, instruction: Instruction) -> Outcome:
    """To an outside number, for good or, with ContinueFlowExecution, until they hang up.

    Somebody answers there, unless the world's service says otherwise.
    """
    parameters = instruction.parameters
    number = line.text(parameters.get("ThirdPartyPhoneNumber"))
    if line.contact.channel != "VOICE":
        return Failed("only telephone calls can be transferred to a number")
    if not number:
        return Failed("ThirdPartyPhoneNumber came to nothing")
    came = ask_service(line, instruction)
    if isinstance(came, Failed):
        return came
    stays = is_true(parameters.get("ContinueFlowExecution"))
    made: dict[str, Json] = {"number": number, "comes_back": stays}
    made["keys"] = as_text(parameters.get("ThirdPartyDTMFDigits"))
    line.create(CreatedKind.THIRD_PARTY_CALL, made)
    return DONE if stays else Over(Ended.TRANSFERRED)


def complete_outbound_call(line: Line, instruction: Instruction) -> Outcome:
    """Places the call of an outbound contact."""
    came = ask_service(line, instruction)
    if isinstance(came, Failed):
        return came
    line.contact.outbound_answered = True
    made: JsonObject = {"number": line.contact.customer}
    line.create(CreatedKind.OUTBOUND_CALL, made)
    return DONE
