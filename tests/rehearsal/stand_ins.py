"""A deployed stack without faults, as its services would show it: state that the tests change."""

import base64
import gzip
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.infra.engine import Recording
from tests.infra.outputs import ACCOUNT
from tests.live.account import Reply
from tests.live.test_bot import HANGUL, PEOPLE, QUESTIONS
from tests.live.test_functions import PERSON
from tests.live.test_verification import PIN
from tests.rehearsal.stage import Answer, Operation

OTHER_ACCOUNT = "210987654321"
KEY = f"arn:aws:kms:ap-northeast-2:{OTHER_ACCOUNT}:key/9f8e"
Params = Mapping[str, Any]


@dataclass
class Deployed:
    """What is declared, deployed; and what the tests put into it."""

    declared: Recording
    items: dict[tuple[str, ...], Params] = field(default_factory=dict[tuple[str, ...], Params])
    objects: dict[str, bytes] = field(default_factory=dict[str, bytes])
    booked: set[str] = field(default_factory=set[str])
    flow: str = ""
    messages: int = 1
    clock: float = 0.0
    outcomes: list[str] = field(default_factory=list[str])
    """Of checks of a PIN, as the function logs them."""

    def answers(self) -> dict[Operation, Answer]:
        """Of everything that the live tests ask."""
        return {
            ("lambda", "GetFunctionConfiguration"): self._configuration,
            ("lambda", "Invoke"): self._invoke,
            ("dynamodb", "PutItem"): self._put_item,
            ("dynamodb", "GetItem"): self._get_item,
            ("dynamodb", "DeleteItem"): self._delete_item,
            ("dynamodb", "Query"): self._query,
            ("s3", "PutObject"): self._put_object,
            ("s3", "DeleteObject"): self._delete_object,
            ("s3", "ListObjectVersions"): self._versions,
            ("scheduler", "ListSchedules"): self._schedules,
            ("scheduler", "CreateSchedule"): self._schedule,
            ("scheduler", "DeleteSchedule"): self._unschedule,
            ("logs", "FilterLogEvents"): self._log,
            ("connect", "DescribeContactFlow"): self._describe_flow,
            ("cloudcontrol", "UpdateResource"): self._update_flow,
            ("connectparticipant", "GetTranscript"): self._transcript,
            ("connectparticipant", "SendMessage"): self._send,
            ("lexv2-runtime", "RecognizeText"): _recognise,
            ("lexv2-runtime", "RecognizeUtterance"): lambda params: {
                "inputTranscript": packed(QUESTIONS[params["localeId"]])
            },
        }

    def fetch(self, method: str, url: str, headers: Params, body: bytes | None) -> Reply:
        """A bucket that wants TLS, and a chat API that wants signatures."""
        if method == "GET":
            return Reply(status=200 if url.startswith("https:") else 403, body=b"")
        if "Authorization" not in headers:
            return Reply(status=403, body=b'{"message":"Forbidden"}')
        asked = json.loads(body or b"{}")
        if not asked["question"]:
            return Reply(status=400, body=b'{"error": {"code": "empty_question"}}')
        told = {"status": "answered", "session": asked.get("session", "a.b")}
        return Reply(status=200, body=json.dumps(told).encode())

    def wait(self, seconds: float) -> None:
        """Time passes only here."""
        self.clock += seconds

    def now(self) -> float:
        """Seconds."""
        return self.clock

    def _configuration(self, params: Params) -> Any:
        name = params["FunctionName"]
        [function] = [
            each for each in self.declared.of("lambda/Function") if each.inputs["name"] == name
        ]
        return {
            "State": "Active",
            "LastUpdateStatus": "Successful",
            "Environment": {"Variables": function.inputs["environment"]["variables"]},
            "Role": str(function.inputs["role"]).replace(ACCOUNT, OTHER_ACCOUNT),
            "SnapStart": {"ApplyOn": "PublishedVersions", "OptimizationStatus": "On"},
        }

    def _invoke(self, params: Params) -> Any:
        event = json.loads(params["Payload"])
        asked = event["Details"]["Parameters"]
        name = str(params["FunctionName"])
        if "-callback:" in name:
            told = self._callback(asked)
        elif "-customer:" in name:
            told = self._verify(asked) if asked.get("action") == "verify" else self._look_up()
        else:
            text = "417일마다 합니다." if any("live-" in key for key in self.objects) else "7일"
            text = "It is every 419 days." if asked.get("language") == "en" else text
            told = {"status": "answered", "text": text, "speech": f"<speak>{text}</speak>"}
            self.items[event["Details"]["ContactData"]["ContactId"], "2026"] = {}
        return {"StatusCode": 200, "Payload": io.BytesIO(json.dumps(told).encode())}

    def _look_up(self) -> Params:
        customer = self.items.get((PERSON,))
        if customer is None:
            return {"customer_known": "false"}
        pin = {"customer_pin": "true"} if "pin" in customer else {}
        return {"customer_known": "true", "customer_name": "시험고객", **pin}

    def _verify(self, asked: Params) -> Params:
        kept = self.items[PERSON,]["pin"]["S"]
        assert PIN not in kept, "the PIN itself must not be in the table"
        tries = self.items.get(("tries", PERSON), {"tries": 0})["tries"]
        outcome = "skipped" if not asked["digits"] else "locked" if tries >= 5 else "wrong"
        if outcome == "wrong" and asked["digits"] == PIN:
            outcome = "verified"
        if outcome == "wrong":
            self.items["tries", PERSON] = {"tries": tries + 1}
        self.outcomes.append(outcome)
        return {"verification": outcome}

    def _callback(self, asked: Params) -> Params:
        assert asked["number"] == PERSON
        action = asked["action"]
        if action == "book":
            self.booked.add("booking-1-call-1")
        if action == "cancel":
            self.booked.clear()
        status = {"book": "booked", "cancel": "cancelled"}.get(action, "offered")
        return {"callback_status": status, "choices": "1", "choice_1": "2026-11-23"}

    def _put_item(self, params: Params) -> Any:
        self.items[_key(params, "Item")] = params["Item"]
        return {}

    def _get_item(self, params: Params) -> Any:
        return {"Item": dict(params["Key"])} if self.objects else {}

    def _delete_item(self, params: Params) -> Any:
        self.items.pop(_key(params, "Key"), None)
        return {}

    def _query(self, params: Params) -> Any:
        wanted = params["ExpressionAttributeValues"][":contact"]["S"]
        found = [key for key in self.items if len(key) == 2 and key[0] == wanted]
        return {"Items": [{"contact_id": {"S": key[0]}, "at": {"S": key[1]}} for key in found]}

    def _put_object(self, params: Params) -> Any:
        self.objects[params["Key"]] = params["Body"]
        return {}

    def _delete_object(self, params: Params) -> Any:
        assert params["VersionId"], "a delete marker would stay"
        self.objects.pop(params["Key"], None)
        return {}

    def _versions(self, params: Params) -> Any:
        found = [key for key in self.objects if key.startswith(params["Prefix"])]
        return {"Versions": [{"Key": key, "VersionId": "v1"} for key in found]}

    def _schedules(self, _: Params) -> Any:
        return {"Schedules": [{"Name": name} for name in sorted(self.booked)]}

    def _schedule(self, params: Params) -> Any:
        self.booked.add(params["Name"])
        return {"ScheduleArn": f"arn:aws:scheduler:::schedule/g/{params['Name']}"}

    def _unschedule(self, params: Params) -> Any:
        self.booked.discard(params["Name"])
        return {}

    def _log(self, params: Params) -> Any:
        """A schedule's message, once its time has come; and the outcome of each PIN."""
        if params["filterPattern"] == '"caller_verification"':
            return {"events": [{"message": f"caller_verification {e}"} for e in self.outcomes]}
        if params["logGroupName"].startswith("/aws/connect/"):
            seen = params["filterPattern"] == '"customer_verified"'
            return {"events": [{"message": "customer_verified"}] * 2 if seen else []}
        due = [name for name in self.booked if params["filterPattern"].strip('"') in name]
        done = [{"message": f"{name} ignored"} for name in due if self.clock > 75]
        return {"events": done}

    def _describe_flow(self, _: Params) -> Any:
        flow = {"State": "ACTIVE", "Status": "PUBLISHED", "Content": self.flow or _inquiry()}
        return {"ContactFlow": flow}

    def _update_flow(self, params: Params) -> Any:
        [change] = json.loads(params["PatchDocument"])
        assert (change["op"], change["path"]) == ("replace", "/Content")
        self.flow = change["value"]
        return {"ProgressEvent": {"RequestToken": "t", "OperationStatus": "IN_PROGRESS"}}

    def _transcript(self, _: Params) -> Any:
        message = {"Type": "MESSAGE", "ParticipantRole": "SYSTEM", "Content": "안녕하세요"}
        return {"Transcript": [message] * self.messages}

    def _send(self, _: Params) -> Any:
        self.messages += 1
        return {"Id": "m"}


def packed(text: str) -> str:
    """As Lex hands texts over in headers."""
    return base64.b64encode(gzip.compress(json.dumps(text, ensure_ascii=False).encode())).decode()


def _key(params: Params, part: str) -> tuple[str, ...]:
    values = params[part]
    names = ("contact_id", "at") if "contact_id" in values else ("phone",)
    table = ("tries",) if params["TableName"].endswith("-pin-tries") else ()
    return (*table, *(values[name]["S"] for name in names))


def _recognise(params: Params) -> Any:
    locale, text = params["localeId"], params["text"]
    if text != QUESTIONS[locale]:
        assert text in PEOPLE[locale], text
        return {"sessionState": {"intent": {"name": "EngineerIntent"}}}
    session = {"sessionAttributes": {"status": "answered"}}
    said = "7일" if HANGUL.search(text) else "7 days"
    message = {"contentType": "SSML", "content": f"<speak>{said}</speak>"}
    return {"messages": [message], "sessionState": session}


def _inquiry() -> str:
    content = {
        "Metadata": {"entryPointPosition": {"x": 40, "y": 40}},
        "Actions": [{"Type": "ConnectParticipantWithLexBot"}],
    }
    return json.dumps(content)
