"""What an AWS service says against a request."""

from typing import Final

from botocore.exceptions import ClientError

CONDITION_FAILED: Final = "ConditionalCheckFailedException"
"""DynamoDB: the item is not as the request wants it to be."""


def code_of(error: BaseException) -> str:
    """The service's own word for what went wrong; "" when no service said it."""
    if not isinstance(error, ClientError):
        return ""
    return str(error.response.get("Error", {}).get("Code", ""))
