"""The number that callers dial."""

import pulumi
import pytest

from infra.config_reader import ConfigError
from infra.connect.instance import Instance, InstanceArgs
from infra.connect.telephone import Telephone, TelephoneArgs, attach_number
from infra.phone_number import NumberChoice, parse_number
from infra.place import Place
from infra.stack_key import create_stack_key
from tests.infra import engine
from tests.infra.connect import center
from tests.infra.engine import Recording
from tests.infra.outputs import INSTANCE

ID = "0c0c0c0c-1111-2222-3333-444455556666"
ARN = f"arn:aws:connect:ap-northeast-2:123456789012:phone-number/{ID}"


def attached(choice: str) -> Recording:
    """A number and its flow, without the rest of the center."""

    def program() -> None:
        config = center.configuration({})
        opts = pulumi.ResourceOptions()
        instance = Instance(
            "instance",
            InstanceArgs(
                place=Place(
                    deployment=center.deployment(),
                    component="connect",
                    key=create_stack_key(center.deployment(), config, opts),
                ),
                alias="saltware-test",
                log_retention_days=7,
                protect=False,
            ),
        )
        args = TelephoneArgs(
            deployment=center.deployment(),
            component="connect",
            instance=instance,
            choice=parse_number(choice),
        )
        telephone = Telephone("telephone", args)
        pulumi.export("next_steps", telephone.next_steps)
        if telephone.number_id is not None:
            flow = pulumi.Output.from_input(f"{INSTANCE}/contact-flow/main-flow")
            attach_number(telephone.number_id, instance=instance, flow_arn=flow, parent=telephone)

    return engine.run(program)


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("none", NumberChoice()),
        (f"existing:{ID}", NumberChoice(existing=ID)),
        (
            f"existing:{ARN}",
            NumberChoice(existing=ID, region="ap-northeast-2", account="123456789012"),
        ),
        ("claim:JP/TOLL_FREE", NumberChoice(country="JP", type="TOLL_FREE")),
        ("claim:US/DID", NumberChoice(country="US", type="DID")),
    ],
)
def test_a_number_is_none_existing_or_claimed(text: str, choice: NumberChoice) -> None:
    assert center.configuration({"phoneNumber": text}).phone_number == choice


@pytest.mark.parametrize(
    "text", ["", "+8215880000", "existing:", "existing:main", "claim:KR", "claim:kr/DID", "KR/DID"]
)
def test_anything_else_is_refused_with_what_is_allowed(text: str) -> None:
    with pytest.raises(ConfigError, match=r"phoneNumber is .*; allowed is 'none', 'existing:"):
        center.configuration({"phoneNumber": text})


def test_without_a_number_the_way_to_a_korean_one_is_told() -> None:
    recording = attached("none")
    assert not recording.of("connect/PhoneNumber")
    assert not recording.of("connect/PhoneNumberContactFlowAssociation")
    steps = recording.exports["next_steps"]
    for said in ("AWS Support", "사업자등록증", "몇 주", "phoneNumber existing:"):
        assert said in steps


def test_an_existing_number_starts_the_main_flow_and_is_not_managed() -> None:
    recording = attached(f"existing:{ARN}")
    assert not recording.of("connect/PhoneNumber")
    assert recording.inputs("connect/PhoneNumberContactFlowAssociation", "main-number-flow") == {
        "phoneNumberId": ID,
        "instanceId": "0a1b",
        "contactFlowId": "main-flow",
    }
    assert "연결되어 있습니다" in recording.exports["next_steps"]


def test_a_claimed_number_is_never_released_not_even_in_a_stack_to_try_things() -> None:
    number = attached("claim:JP/TOLL_FREE").one("connect/PhoneNumber", "main-number")
    assert number.inputs["countryCode"] == "JP"
    assert number.inputs["type"] == "TOLL_FREE"
    assert number.inputs["targetArn"] == INSTANCE
    assert number.protect
    assert number.retained


@pytest.mark.parametrize("choice", [f"existing:{ID}", "claim:US/DID"])
def test_the_instance_that_holds_a_number_is_protected_in_every_stack(choice: str) -> None:
    def protects(values: dict[str, str]) -> bool:
        return center.record(values).one("connect/Instance", "instance").protect

    assert protects({"phoneNumber": choice, "protect": "false"})
    assert not protects({"phoneNumber": "none", "protect": "false"})
    assert protects({"phoneNumber": "none", "protect": "true"})


@pytest.mark.parametrize("choice", [f"existing:{ID}", "claim:US/DID"])
def test_whoever_has_a_number_is_told_that_it_goes_with_the_instance(choice: str) -> None:
    steps = attached(choice).exports["next_steps"]
    assert "인스턴스를 지우면 번호도 잃습니다" in steps
    assert "다른 인스턴스로 옮기세요" in steps
    assert "해지되지 않습니다" not in steps


def test_people_whom_a_queue_calls_see_the_number() -> None:
    def shown(choice: str) -> set[str | None]:
        recording = center.record({"phoneNumber": choice})
        return {
            queue.inputs["outboundCallerConfig"].get("outboundCallerIdNumberId")
            for queue in recording.of("connect/Queue")
        }

    assert shown("none") == {None}
    assert shown(f"existing:{ID}") == {ID}
    assert shown("claim:US/DID") == {"0c0c"}
