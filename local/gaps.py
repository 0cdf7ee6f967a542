"""The report of unanswered questions, made by the deployed function and read from the bucket."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from local.errors import OutsideError
from local.stack import LIVE, Stack


def gaps_of(stack: Stack, day: date) -> Mapping[str, Any]:
    """The report of a day, made now.

    Raises:
        OutsideError: when the function can not be invoked, fails, or leaves no report.
    """
    try:
        answer = stack.client("lambda").invoke(
            FunctionName=str(stack.outputs["gap_report_function"]),
            Qualifier=LIVE,
            Payload=json.dumps({"day": day.isoformat()}).encode(),
        )
        told = answer["Payload"].read().decode()
        if answer.get("FunctionError"):
            raise OutsideError(f"the gap report failed: {told}")
        found = stack.client("s3").get_object(
            Bucket=str(stack.outputs["index_bucket"]), Key=f"gaps/{day.isoformat()}.json"
        )
        whole: dict[str, Any] = json.loads(found["Body"].read())
    except (BotoCoreError, ClientError) as error:
        raise OutsideError(f"the gap report can not be made: {error}") from error
    return whole
