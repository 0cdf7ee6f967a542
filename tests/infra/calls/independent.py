"""The emulator's IAM evaluator, which others wrote, asked about our policies.

It lives in a virtual environment of its own, and is asked as a program: its API for simulations
knows no condition keys of services. What is used of it is one module of a release that the
requirements pin.
"""

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from local.emulator import emulator_python
from local.state import ROOT
from tests.infra.calls.needs import Need
from tests.infra.outputs import ACCOUNT, REGION

_PROGRAM = """
import json, sys
from ministack.core.iam_evaluator import EvalContext, evaluate, parse_policy_document

asked = json.load(sys.stdin)
told = []
for document in asked["policies"]:
    statements = parse_policy_document(document)
    told.append([
        evaluate(
            EvalContext(
                principal_arn=asked["principal"],
                principal_type="AssumedRole",
                principal_account=asked["account"],
                action=need["action"],
                resource_arn=need["arn"],
                region=asked["region"],
                source_ip="10.64.0.1",
                secure_transport=True,
                service_context=need["context"],
            ),
            [statements],
        ).decision == "Allow"
        for need in asked["needs"]
    ])
json.dump(told, sys.stdout)
"""


@dataclass(frozen=True, kw_only=True)
class Question:
    """One thing that somebody might do; condition keys in lower case, as IAM compares them."""

    action: str
    arn: str
    context: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, need: Need) -> "Question":
        """The same, to be told apart from others."""
        return cls(action=need.action, arn=need.arn, context=tuple(sorted(need.context.items())))

    @property
    def need(self) -> Need:
        """As our own evaluator takes it."""
        return Need(action=self.action, arn=self.arn, context=dict(self.context))


def verdicts(
    policies: Mapping[str, str], questions: Sequence[Question]
) -> Mapping[str, Sequence[bool]]:
    """For each policy by name, whether it allows each of the questions."""
    asked = {
        "policies": list(policies.values()),
        "principal": f"arn:aws:sts::{ACCOUNT}:assumed-role/function/session",
        "account": ACCOUNT,
        "region": REGION,
        "needs": [
            {
                "action": each.action,
                "arn": each.arn,
                "context": {key.lower(): value for key, value in each.context},
            }
            for each in questions
        ],
    }
    done = subprocess.run(
        [str(emulator_python(ROOT)), "-c", _PROGRAM],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told: list[list[bool]] = json.loads(done.stdout)
    return dict(zip(policies, told, strict=True))
