"""The people who take calls, with passwords that nobody knows.

Connect wants a password for every new user. It gets one from Secrets Manager's generator, which
keeps nothing; it is a secret in the program and in the state, and never set again. People choose
their own by "forgot password" (docs/operations tells how the first login goes).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pulumi
import pulumi_aws as aws

from infra.connect.instance import Instance
from infra.connect.security import ROUTING
from infra.deployment import Deployment
from infra.people import Person

PASSWORD_LENGTH: Final = 48
"""Connect takes 8 to 64 characters with a small letter, a capital and a digit."""

ROLE_TAG: Final = "Role"
"""Rules mail people by this tag."""


@dataclass(frozen=True, kw_only=True)
class UsersArgs:
    """`routing_profile_ids` and `security_profile_ids` are by name."""

    deployment: Deployment
    component: str
    instance: Instance
    people: tuple[Person, ...]
    routing_profile_ids: Mapping[str, pulumi.Output[str]]
    security_profile_ids: Mapping[str, pulumi.Output[str]]


class Users(pulumi.ComponentResource):
    """A user for each person."""

    def __init__(
        self, name: str, args: UsersArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:connect:Users", name, None, opts)
        self._args = args
        for person in args.people:
            self._create_user(person)
        self.register_outputs({})

    def _create_user(self, person: Person) -> aws.connect.User:
        args = self._args
        tags = {**args.deployment.tags(args.component), ROLE_TAG: person.role}
        return aws.connect.User(
            f"user-{person.username}",
            name=person.username,
            instance_id=args.instance.id,
            password=self._unknown_password(),
            identity_info=aws.connect.UserIdentityInfoArgs(
                first_name=person.first_name, last_name=person.last_name, email=person.email
            ),
            phone_config=aws.connect.UserPhoneConfigArgs(phone_type="SOFT_PHONE"),
            routing_profile_id=args.routing_profile_ids[ROUTING[person.role]],
            security_profile_ids=[args.security_profile_ids[person.role]],
            tags=tags,
            opts=pulumi.ResourceOptions(
                parent=self,
                # Each run generates another one, which must never replace the person's own.
                ignore_changes=["password"],
            ),
        )

    def _unknown_password(self) -> pulumi.Output[str]:
        generated = aws.secretsmanager.get_random_password_output(
            password_length=PASSWORD_LENGTH,
            require_each_included_type=True,
            opts=pulumi.InvokeOutputOptions(parent=self),
        )
        return pulumi.Output.secret(generated.random_password)
