"""Questions over HTTP, from the signature to the kept turn."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from local.cloud.clients import ROOT_KEY
from local.emulator import REGION
from local.state import ROOT
from tests.cloud.callcenter import CallCenter
from tests.cloud.http import JSON, Heard, send

QUESTION = "핏클라우드 장애가 나면 얼마 만에 응답해 주나요"
FOLLOW_UP = "그럼 야간에는요"
PAGE = (ROOT / "docs" / "chat-api.md").read_text(encoding="utf-8")


@dataclass(frozen=True, kw_only=True)
class Client:
    """Somebody with a key."""

    url: str
    key: str
    secret: str

    def post(self, body: object, headers: Mapping[str, str] = JSON) -> Heard:
        """A signed request; a body that is no text is sent as JSON."""
        data = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
        return send(self.signed(AWSRequest("POST", self.url, data=data, headers=dict(headers))))

    def signed(self, request: AWSRequest) -> AWSRequest:
        """The request with who sends it."""
        credentials = Credentials(self.key, self.secret)
        SigV4Auth(credentials, "execute-api", REGION).add_auth(request)
        return request


def somebody(center: CallCenter, name: str, allowed: str | None) -> Client:
    """A new IAM user, who may invoke `allowed` or nothing."""
    iam = center.clients("iam")
    iam.create_user(UserName=name)
    if allowed:
        statement = {"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": allowed}
        document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        iam.put_user_policy(UserName=name, PolicyName="ask", PolicyDocument=document)
    key = iam.create_access_key(UserName=name)["AccessKey"]
    url = str(center.state.outputs["chat_api_url"])
    return Client(url=url, key=key["AccessKeyId"], secret=key["SecretAccessKey"])


@pytest.fixture(scope="module")
def website(center: CallCenter) -> Client:
    """Who may ask."""
    return somebody(center, "website", str(center.state.outputs["chat_api_invoke_arn"]))


@pytest.fixture(scope="module")
def office(center: CallCenter) -> Client:
    """Who may ask as well."""
    return somebody(center, "office", str(center.state.outputs["chat_api_invoke_arn"]))


def kept(center: CallCenter) -> Iterator[str]:
    """Contacts of turns that came over HTTP."""
    table = center.state.outputs["contacts_table"]
    for item in center.clients("dynamodb").scan(TableName=table)["Items"]:
        if item["contact_id"]["S"].startswith("api#"):
            yield item["contact_id"]["S"]


def test_a_question_is_answered_with_its_source(center: CallCenter, website: Client) -> None:
    before = len(list(kept(center)))
    answer = website.post({"question": QUESTION})

    assert answer.status == 200
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.headers["cache-control"] == "no-store"
    assert "1시간" in answer.body["text"]
    assert "누르" not in answer.body["text"]
    assert (answer.body["status"], answer.body["reason"]) == ("answered", None)
    documents = {citation["document"] for citation in answer.body["citations"]}
    assert documents <= {"faq.html", "fitcloud-support-policy.md"}
    assert documents
    assert len(list(kept(center))) == before + 1


def test_it_is_the_same_answer_as_on_the_phone(center: CallCenter, website: Client) -> None:
    assert website.post({"question": QUESTION}).body["text"] == center.ask(QUESTION)["text"]


def test_a_session_goes_on(center: CallCenter, website: Client) -> None:
    first = website.post({"question": QUESTION}).body
    contacts = set(kept(center))
    second = website.post({"question": FOLLOW_UP, "session": first["session"]})

    assert second.status == 200
    assert second.body["session"] == first["session"]
    assert set(kept(center)) == contacts


def test_nobody_goes_on_with_anothers_session(website: Client, office: Client) -> None:
    session = website.post({"question": QUESTION}).body["session"]
    answer = office.post({"question": "제가 뭐라고 물었죠", "session": session})

    assert answer.status == 404
    assert answer.body["error"]["code"] == "unknown_session"
    assert website.post({"question": FOLLOW_UP, "session": session}).status == 200


def test_what_is_not_in_the_documents_is_said_for_reading(website: Client) -> None:
    answer = website.post({"question": "화성 여행 상품의 환불 수수료는 얼마인가요"}).body

    assert answer["status"] == "abstained"
    assert answer["citations"] == []
    assert "번을 누르" not in answer["text"]
    assert "고객센터로 전화" in answer["text"]


@pytest.mark.parametrize(
    ("body", "headers", "status", "code"),
    [
        ({"question": "a"}, {"Content-Type": "text/plain"}, 415, "unsupported_media_type"),
        (b"{", JSON, 400, "invalid_json"),
        ({"query": "a"}, JSON, 400, "unknown_field"),
        ({"question": " "}, JSON, 400, "empty_question"),
        ({"question": "가" * 1_001}, JSON, 400, "question_too_long"),
        ({"question": "가" * 4_000}, JSON, 413, "body_too_large"),
        (b"\xff\xfe", {"Content-Type": "application/json; charset=utf-16"}, 415, None),
    ],
)
def test_what_is_no_question_is_refused_by_name(
    website: Client, body: object, headers: dict[str, str], status: int, code: str | None
) -> None:
    answer = website.post(body, headers)
    assert answer.status == status
    assert answer.body["error"]["code"] == (code or "unsupported_media_type")


def test_who_does_not_sign_or_may_not_ask_is_kept_out(center: CallCenter) -> None:
    url = str(center.state.outputs["chat_api_url"])
    stranger = somebody(center, "stranger", None)
    question = json.dumps({"question": QUESTION}).encode()

    assert send(AWSRequest("POST", url, data=question, headers=JSON)).status == 403
    assert stranger.post({"question": QUESTION}).status == 403


def test_there_is_nothing_else_at_that_address(website: Client) -> None:
    assert send(website.signed(AWSRequest("GET", website.url))).status in {403, 404}


def test_pages_of_other_sites_are_told_nothing(website: Client) -> None:
    asked = {"Origin": "https://www.example.com", "Access-Control-Request-Method": "POST"}
    answer = send(AWSRequest("OPTIONS", website.url, headers=asked))

    assert answer.status == 403
    assert not any(name.startswith("access-control-") for name in answer.headers)


def program(language: str) -> str:
    """The only program in that language on the page."""
    [found] = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return found


@pytest.mark.parametrize("key", ["website", "root"])
def test_the_pages_curl_command_gets_an_answer(website: Client, key: str) -> None:
    if shutil.which("curl") is None:
        pytest.skip("there is no curl on this machine")
    pair = (website.key, website.secret) if key == "website" else (ROOT_KEY, ROOT_KEY)
    told = {"CHAT_API_URL": website.url, "KEY_ID": pair[0], "SECRET": pair[1]}
    done = subprocess.run(
        ["bash", "-c", program("bash")],
        capture_output=True,
        env={**os.environ, **told},
        timeout=60,
        check=True,
    )
    assert json.loads(done.stdout)["status"] == "answered"


def test_the_pages_python_program_goes_on_with_its_session(website: Client) -> None:
    told = {
        "CHAT_API_URL": website.url,
        "AWS_ACCESS_KEY_ID": website.key,
        "AWS_SECRET_ACCESS_KEY": website.secret,
    }
    done = subprocess.run(
        [sys.executable, "-c", program("python")],
        capture_output=True,
        env={**os.environ, **told},
        timeout=60,
        check=True,
        text=True,
    )
    assert "1시간" in done.stdout.splitlines()[0]
    assert len(done.stdout.splitlines()) >= 2
