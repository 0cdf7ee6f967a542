"""Each role allows the calls that its function makes, and nothing else."""

import functools

import pytest

from tests.infra import engine
from tests.infra.calls.drivers import DRIVERS, settings_of
from tests.infra.calls.needs import Need, Needs
from tests.infra.calls.policy import Policy
from tests.infra.calls.wire import World
from tests.infra.engine import Recording
from tests.infra.policies import statements

NOT_BY_CODE = {
    "WriteOwnLog": "the runtime writes the log",
    "WriteTraces": "the runtime sends the traces",
    "ReceiveEvents": "Lambda's event source mapping receives in the function's name",
    "OpenMessages": "the same: messages are opened with the queue's key",
    "KeepFailedEvents": "Lambda sends failed events to the dead-letter queue in its name",
    "EncryptFailedEvents": "the same, with the queue's key",
    "JoinNetwork": "Lambda makes the network interfaces in its name",
}
"""Statements that no code of ours uses, and who does."""

VARIANTS = {
    "snapshot": {},
    "s3-vectors": {"index": "s3-vectors"},
    "everything": {
        "index": "s3-vectors",
        "vpc": "true",
        "documentsKey": "true",
        "guardrail": "abcdef123456:1",
        "answerModel": "apac.amazon.nova-pro-v1:0",
        "phoneNumber": "existing:00000000-0000-4000-8000-000000000000",
        "callbackReminder": "sms",
        "callerVerification": "pin",
    },
}
QUICK = {"embeddingsPerSecond": "1000", "snapshotsKept": "2"}


@functools.cache
def recorded(variant: str) -> Recording:
    values = {**QUICK, **VARIANTS[variant]}
    return engine.run_main("prod", {f"{engine.PROJECT}:{key}": values[key] for key in values})


@functools.cache
def driven(variant: str, function: str) -> tuple[frozenset[tuple[str, str]], tuple[Need, ...]]:
    """Operations that a function called on all its paths, and what IAM checks for them."""
    recording = recorded(variant)
    variables = settings_of(recording.inputs("lambda/Function", function))
    world = World()
    if "VECTOR_BUCKET" in variables:
        world.add_vector_bucket(variables["VECTOR_BUCKET"])
    DRIVERS[function](world, variables)
    needs = Needs(recording)
    made = frozenset((call.service, call.operation) for call in world.calls)
    return made, tuple(need for call in world.calls for need in needs.of(call))


def granted(variant: str, function: str) -> str:
    """The policy of a function's role."""
    return str(recorded(variant).inputs("iam/RolePolicy", f"{function}-policy")["policy"])


@functools.cache
def calls(variant: str, function: str) -> tuple[frozenset[tuple[str, str]], Policy, list[Need]]:
    """Operations called, the policy with what was used of it, and what it does not allow."""
    made, wanted = driven(variant, function)
    policy = Policy.of(granted(variant, function))
    return made, policy, [need for need in wanted if not policy.allows(need)]


def operations(variant: str) -> set[tuple[str, str]]:
    """All that the functions of one variant call."""
    return {each for function in DRIVERS for each in calls(variant, function)[0]}


def test_statements_that_no_code_uses_exist() -> None:
    sids = {
        statement["Sid"]
        for policy in recorded("everything").of("iam/RolePolicy")
        for statement in statements(policy)
    }
    assert set(NOT_BY_CODE) <= sids


def test_every_function_is_driven(recordings: dict[str, Recording]) -> None:
    functions = {each.name for each in recordings["prod"].of("lambda/Function")}
    assert functions == set(DRIVERS), "write a driver for it in tests/infra/calls/drivers.py"


@pytest.mark.parametrize("function", DRIVERS)
@pytest.mark.parametrize("variant", VARIANTS)
def test_a_role_allows_every_call_that_its_function_makes(variant: str, function: str) -> None:
    made, _, refused = calls(variant, function)
    assert made
    assert refused == []


@pytest.mark.parametrize("function", DRIVERS)
@pytest.mark.parametrize("variant", VARIANTS)
def test_a_role_allows_nothing_that_its_function_does_not_use(variant: str, function: str) -> None:
    _, policy, _ = calls(variant, function)
    assert policy.unused(NOT_BY_CODE) == []


def test_verifying_callers_lets_one_role_do_one_thing_more(
    recordings: dict[str, Recording],
) -> None:
    verifying = engine.run_main("prod", {f"{engine.PROJECT}:callerVerification": "pin"})
    plain = {each.name: statements(each) for each in recordings["prod"].of("iam/RolePolicy")}
    more = {
        each.name: [told for told in statements(each) if told not in plain[each.name]]
        for each in verifying.of("iam/RolePolicy")
    }
    assert set(more) == set(plain)
    [(name, [told])] = [(name, found) for name, found in more.items() if found]
    assert (name, told["Sid"]) == ("customer-policy", "CountTries")
    assert told["Action"] == ["dynamodb:UpdateItem"]
    [table] = told["Resource"]
    assert table.endswith("-pin-tries")
