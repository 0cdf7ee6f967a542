"""A deployed function's environment and calls, from a recording."""

import json
from collections.abc import Mapping
from typing import Any

from tests.infra.engine import Recording


def environment(recording: Recording, function: str) -> dict[str, str]:
    """What the function is told, with what the runtime adds."""
    variables = recording.inputs("lambda/Function", function)["environment"]["variables"]
    return {"AWS_REGION": "ap-northeast-2", **variables}


def allowed(recording: Recording, function: str) -> dict[str, list[str]]:
    """The actions of each statement, without what every function may do."""
    policy = json.loads(recording.inputs("iam/RolePolicy", f"{function}-policy")["policy"])
    common = {"WriteOwnLog", "WriteTraces"}
    return {
        statement["Sid"]: statement["Action"]
        for statement in policy["Statement"]
        if statement["Sid"] not in common
    }


def statement_of(recording: Recording, function: str, sid: str) -> Mapping[str, Any]:
    """One statement of the function's role."""
    policy = json.loads(recording.inputs("iam/RolePolicy", f"{function}-policy")["policy"])
    (found,) = [each for each in policy["Statement"] if each["Sid"] == sid]
    return found


def resources_of(recording: Recording, function: str, sid: str) -> list[str]:
    """The resources of one statement."""
    return list(statement_of(recording, function, sid)["Resource"])
