"""The report of unanswered questions, made by the deployed function and read from the bucket."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from local.cloud.clients import Clients
from local.errors import OutsideError
from local.state import CloudState


def gaps_of(state: CloudState, day: date) -> Mapping[str, Any]:
    """The report of a day, made now.

    Raises:
        OutsideError: when the function can not be invoked, fails, or leaves no report.
    """
    clients = Clients(state.endpoint)
    try:
        answer = clients("lambda").invoke(
            FunctionName=str(state.outputs["gap_report_function"]),
            Payload=json.dumps({"day": day.isoformat()}).encode(),
        )
        told = answer["Payload"].read().decode()
        if answer.get("FunctionError"):
            raise OutsideError(f"the gap report failed: {told}")
        found = clients("s3").get_object(
            Bucket=str(state.outputs["index_bucket"]), Key=f"gaps/{day.isoformat()}.json"
        )
        whole: dict[str, Any] = json.loads(found["Body"].read())
    except (BotoCoreError, ClientError) as error:
        raise OutsideError(f"the gap report can not be made: {error}") from error
    return whole
