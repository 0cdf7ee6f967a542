"""What a deployment does while it waits for other things: functions are started once."""

import contextlib
import threading
from collections.abc import Generator

from local.cloud.clients import Clients
from local.functions import Functions, connect_event
from local.state import CloudState


@contextlib.contextmanager
def warming_up(state: CloudState) -> Generator[None]:
    """Has the functions that callers wait for imported meanwhile, as SnapStart does on AWS."""
    functions = Functions(state=state, clients=Clients(state.endpoint))
    arns = [str(state.outputs[f"{name}_function_alias_arn"]) for name in ("answer", "customer")]
    warm_ups = [
        threading.Thread(target=functions.invoke, args=(arn, connect_event("", {}), 30.0))
        for arn in arns
    ]
    for warm_up in warm_ups:
        warm_up.start()
    try:
        yield
    finally:
        for warm_up in warm_ups:
            warm_up.join()
