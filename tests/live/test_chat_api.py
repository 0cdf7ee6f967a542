"""The chat API over HTTPS: who is refused, and who is answered."""

import json
from collections.abc import Mapping

import boto3
import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest

from ai.contract import Status
from tests.live.account import Account, Reply
from tests.live.test_bot import QUESTION

JSON = {"Content-Type": "application/json"}


def post(account: Account, headers: Mapping[str, str], body: bytes) -> Reply:
    return account.fetch("POST", address(account), headers, body)


def address(account: Account) -> str:
    """Where questions are posted."""
    if not account.declared.of("apigatewayv2/Api"):
        pytest.skip("the stack has no chat API: pulumi config set chatApi iam")
    return str(account.output("chat_api_url"))


def signed(account: Account, body: bytes) -> dict[str, str]:
    """Headers of a request that the tester's own credentials sign."""
    credentials = boto3.Session().get_credentials()
    assert credentials is not None
    request = AWSRequest(method="POST", url=address(account), data=body, headers=dict(JSON))
    SigV4Auth(credentials, "execute-api", account.stack.region).add_auth(request)
    return {str(key): str(value) for key, value in request.headers.items()}


def needs_signatures(account: Account) -> None:
    """Skips a test that a stack without an API for signed requests can not have."""
    routes = account.declared.of("apigatewayv2/Route")
    if not any(each.inputs.get("authorizationType") == "AWS_IAM" for each in routes):
        pytest.skip("the stack's chat API takes tokens, or there is none")


def test_a_request_without_a_signature_is_refused(account: Account) -> None:
    """Costs: nothing to speak of. Leaves: nothing."""
    reply = post(account, JSON, json.dumps({"question": QUESTION}).encode())
    assert reply.status in {401, 403}, reply.body


def test_a_signed_question_is_answered_and_gone_on_with(account: Account) -> None:
    """Costs: two answers, under 1 cent. Leaves: two turns under an id that nobody is told, until
    `contactRetentionDays` are over. Needs `chatApi: iam` and leave to invoke it
    (`pulumi stack output chat_api_invoke_arn`).
    """
    needs_signatures(account)
    body = json.dumps({"question": QUESTION}, ensure_ascii=False).encode()
    first = post(account, signed(account, body), body)
    assert first.status == 200, first.body
    told = json.loads(first.body)
    assert told["status"] in {Status.ANSWERED, Status.ABSTAINED}, told
    body = json.dumps({"question": "그럼 수수료는요", "session": told["session"]}).encode()
    second = post(account, signed(account, body), body)
    assert second.status == 200, second.body
    assert json.loads(second.body)["session"] == told["session"]


def test_what_is_no_question_is_refused_in_words(account: Account) -> None:
    """Costs: nothing to speak of. Leaves: nothing. Needs `chatApi: iam`."""
    needs_signatures(account)
    body = b'{"question": ""}'
    reply = post(account, signed(account, body), body)
    assert reply.status == 400
    assert json.loads(reply.body)["error"]["code"] == "empty_question"
