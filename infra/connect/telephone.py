"""The number that callers dial: none, one that is there already, or one claimed by the program.

A stack works without one; `next_steps` says what is left to do. A number is never released by the
program: Korean ones take weeks to get, and an account that claims and releases is locked out.
"""

from dataclasses import dataclass
from typing import Final

import pulumi
import pulumi_aws as aws

from infra.connect.ids import id_of
from infra.connect.instance import Instance
from infra.deployment import Deployment
from infra.phone_number import NumberChoice

_KOREAN_NUMBER: Final = (
    "전화번호가 아직 없습니다. 한국 번호(080 수신자 부담, 070)는 콘솔에서 바로 신청할 수 없습니다. "
    "AWS Support에 'Amazon Connect 전화번호 요청'으로 사례를 열고 사업자등록증과 신청서를 "
    "제출하세요. 보통 몇 주 걸립니다. 번호가 인스턴스에 생기면 "
    "`pulumi config set phoneNumber existing:<번호 id>` 후 `pulumi up` 하세요. "
    "그동안은 관리자 사이트의 채팅 테스트로 같은 상담을 해 볼 수 있습니다."
)
_ATTACHED: Final = (
    "번호가 대표 흐름에 연결되어 있습니다. 직접 걸어 첫 인사가 들리는지 확인하세요. "
    "번호는 인스턴스에 딸려 있어, 인스턴스를 지우면 번호도 잃습니다. 스택을 지우기 전에 "
    "번호를 다른 인스턴스로 옮기세요(docs/operations/README.md). "
    "그래서 번호가 있는 동안에는 모든 스택에서 인스턴스 삭제가 막혀 있습니다."
)


@dataclass(frozen=True, kw_only=True)
class TelephoneArgs:
    """`choice` is what the configuration says."""

    deployment: Deployment
    component: str
    instance: Instance
    choice: NumberChoice


class Telephone(pulumi.ComponentResource):
    """`number_id` is None without a number."""

    number_id: pulumi.Output[str] | None
    next_steps: str

    def __init__(
        self, name: str, args: TelephoneArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:connect:Telephone", name, None, opts)
        self.number_id = self._number(args)
        self.next_steps = _KOREAN_NUMBER if self.number_id is None else _ATTACHED
        self.register_outputs({"next_steps": self.next_steps})

    def _number(self, args: TelephoneArgs) -> pulumi.Output[str] | None:
        if args.choice.existing is not None:
            return pulumi.Output.from_input(args.choice.existing)
        if args.choice.country is None or args.choice.type is None:
            return None
        return aws.connect.PhoneNumber(
            "main-number",
            target_arn=args.instance.arn,
            country_code=args.choice.country,
            type=args.choice.type,
            description=f"{args.deployment.project} {args.deployment.stack}",
            tags=args.deployment.tags(args.component),
            # In every stack: whatever else is taken down, the number stays the company's.
            opts=pulumi.ResourceOptions(parent=self, protect=True, retain_on_delete=True),
        ).id


def attach_number(
    number_id: pulumi.Output[str],
    *,
    instance: Instance,
    flow_arn: pulumi.Output[str],
    parent: pulumi.Resource,
) -> None:
    """Calls to the number start the flow, from when it is published."""
    aws.connect.PhoneNumberContactFlowAssociation(
        "main-number-flow",
        phone_number_id=number_id,
        instance_id=instance.id,
        contact_flow_id=id_of(flow_arn),
        opts=pulumi.ResourceOptions(parent=parent),
    )
