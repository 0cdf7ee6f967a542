"""Functions: InvokeLambdaFunction."""

from typing import Final
from uuid import NAMESPACE_OID, uuid5

from flows.json_values import as_object, as_text
from flows.language import FUNCTION_SECONDS
from flows.simulator.functions import FunctionFailedError, connect_event, invoke_from_flow
from flows.simulator.line import Line
from flows.simulator.outcomes import DONE, Failed, Outcome
from flows.simulator.program import Instruction

ASYNCHRONOUS_SECONDS: Final = 60.0
"""How long a function may run when the flow does not wait (adminguide, invoke-lambda-…)."""


def invoke_lambda_function(line: Line, instruction: Instruction) -> Outcome:
    """Calls a function; its answer replaces `$.External` whole, and a failure leaves it empty.

    That a failure empties it is an assumption: the pages only say that each call replaces it.
    A flow that does not wait keeps the answer it had. Absent `InvocationType` and `ResponseType`
    mean SYNCHRONOUS and STRING_MAP, as in old exports.
    """
    parameters, contact = instruction.parameters, line.contact
    arn = line.text(parameters.get("LambdaFunctionARN"))
    if not arn:
        return Failed("LambdaFunctionARN came to nothing")
    arguments = {
        key: line.filled(value)
        for key, value in as_object(parameters.get("LambdaInvocationAttributes")).items()
    }
    contact.invocation_id = str(uuid5(NAMESPACE_OID, f"{contact.contact_id}/{len(line.path)}"))
    if as_text(parameters.get("InvocationType")) == "ASYNCHRONOUS":
        line.world.invoke(arn, connect_event(contact, arguments), ASYNCHRONOUS_SECONDS)
        return DONE
    contact.external = {}
    validation = as_object(parameters.get("ResponseValidation"))
    try:
        contact.external = invoke_from_flow(
            line,
            arn,
            arguments,
            seconds=_seconds(as_text(parameters.get("InvocationTimeLimitSeconds"))),
            as_map=as_text(validation.get("ResponseType")) != "JSON",
        )
    except FunctionFailedError as error:
        return Failed(str(error))
    return DONE


def _seconds(text: str | None) -> float:
    """The limit of the action, never above what Connect allows."""
    most = FUNCTION_SECONDS[1]
    return float(min(int(text), most)) if text and text.isdecimal() else float(most)
