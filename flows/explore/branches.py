"""Which branches an action has, and so what there is to cover."""

from typing import Final

from flows.explore.junction import DEFAULT, NO_ERROR
from flows.json_values import as_text
from flows.language import ACTION_TYPES
from flows.simulator.program import Instruction


def branches_of(instruction: Instruction) -> frozenset[str]:
    """The branches an action has: `condition:0`, `error:NoMatchingError`, `next`."""
    branches = {f"condition:{index}" for index in range(len(instruction.conditions))}
    branches |= {f"error:{error}" for error in instruction.errors}
    if instruction.next and _goes_on(instruction):
        branches.add("next")
    return frozenset(branches)


_WITH_DEFAULT: Final = frozenset(
    {
        "CheckMetricData",
        "Compare",
        "ConnectParticipantWithLexBot",
        "DistributeByPercentage",
        "GetParticipantInput",
    }
)


def _goes_on(instruction: Instruction) -> bool:
    """Whether NextAction can be taken: exports fill it in where nothing goes that way."""
    if instruction.type == "TransferParticipantToThirdParty":
        return as_text(instruction.parameters.get("ContinueFlowExecution")) in {"True", "true"}
    known = ACTION_TYPES.get(instruction.type)
    if known is not None and known.ending != "never":
        return False
    if instruction.type == "MessageParticipantIteratively":
        return NO_ERROR not in instruction.errors  # where it goes when a prompt can not be played
    has_default = DEFAULT in instruction.errors
    if instruction.type == "GetParticipantInput":
        return not has_default
    if instruction.conditions:
        return (known is None or instruction.type in _WITH_DEFAULT) and not has_default
    return not (has_default and instruction.type in _WITH_DEFAULT)
