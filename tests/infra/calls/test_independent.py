"""Whether others who read our policies come to the same as our own evaluator."""

import functools
import json

import pytest

from tests.infra.calls.drivers import DRIVERS
from tests.infra.calls.independent import Question, verdicts
from tests.infra.calls.policy import Policy
from tests.infra.calls.test_calls import VARIANTS, driven, granted


def asked(variant: str, function: str) -> list[Question]:
    """What a function needs, each thing once."""
    return list(dict.fromkeys(Question.of(need) for need in driven(variant, function)[1]))


@functools.cache
def told(variant: str) -> dict[str, dict[Question, bool]]:
    """Of every function's policy, whether it allows what any of them needs."""
    everything = [each for function in DRIVERS for each in asked(variant, function)]
    questions = list(dict.fromkeys(everything))
    policies = {function: granted(variant, function) for function in DRIVERS}
    found = verdicts(policies, questions)
    return {name: dict(zip(questions, each, strict=True)) for name, each in found.items()}


@pytest.mark.parametrize("function", DRIVERS)
@pytest.mark.parametrize("variant", VARIANTS)
def test_the_emulators_evaluator_lets_a_function_do_all_that_it_does(
    variant: str, function: str
) -> None:
    refused = [each for each in asked(variant, function) if not told(variant)[function][each]]
    assert refused == []


@pytest.mark.parametrize("variant", VARIANTS)
def test_both_evaluators_refuse_a_function_the_same_of_what_others_do(variant: str) -> None:
    refused = 0
    for function in DRIVERS:
        policy = Policy.of(granted(variant, function))
        for question, allowed in told(variant)[function].items():
            assert policy.allows(question.need) == allowed, (function, question)
            refused += not allowed
    assert refused > len(DRIVERS)


def test_a_condition_that_does_not_hold_is_refused_by_the_other_evaluator_too() -> None:
    statement = {
        "Effect": "Allow",
        "Action": ["kms:Decrypt"],
        "Resource": ["arn:aws:kms:ap-northeast-2:123456789012:key/1"],
        "Condition": {"StringEquals": {"kms:ViaService": "s3.ap-northeast-2.amazonaws.com"}},
    }
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    arn = "arn:aws:kms:ap-northeast-2:123456789012:key/1"
    contexts = (
        (("kms:ViaService", "s3.ap-northeast-2.amazonaws.com"),),
        (("kms:ViaService", "sqs.ap-northeast-2.amazonaws.com"),),
        (),
    )
    questions = [Question(action="kms:Decrypt", arn=arn, context=each) for each in contexts]
    assert verdicts({"one": policy}, questions)["one"] == [True, False, False]
