"""The stack under test, as each live test gets it: what was declared, and what AWS holds."""

import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from local.aws_stack import AwsStack, aws_stacks, read_aws_stack
from tests.infra.engine import PROJECT, Recording, run_main
from tests.infra.outputs import ACCOUNT

VARIABLE: Final = "CALLCENTER_LIVE"
REFUSED: Final = "prod"
"""Live tests upload, ask, book and set alarms off: never where callers are."""


class NotAllowedError(Exception):
    """Live tests were asked for where they must not run."""


class Reached(Protocol):
    """A deployed stack: its exports and clients of its account and Region."""

    @property
    def name(self) -> str: ...

    @property
    def region(self) -> str: ...

    @property
    def account(self) -> str: ...

    @property
    def outputs(self) -> Mapping[str, Any]: ...

    def client(self, service: str) -> Any: ...


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What a web server said."""

    status: int
    body: bytes


def fetch(method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Reply:
    """One request; an error status is a reply as well."""
    request = urllib.request.Request(url, data=body, headers=dict(headers), method=method)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=40) as response:  # noqa: S310
            return Reply(status=response.status, body=response.read())
    except urllib.error.HTTPError as error:
        return Reply(status=error.code, body=error.read())


@dataclass(frozen=True, kw_only=True)
class Account:
    """`declared` is the program's graph for this stack, with `ACCOUNT` as its account."""

    stack: Reached
    declared: Recording
    fetch: Callable[[str, str, Mapping[str, str], bytes | None], Reply] = fetch
    wait: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.monotonic
    run: str = field(default_factory=lambda: uuid.uuid4().hex[:12])
    """Part of every name that a test makes, so that leftovers can be found."""

    def client(self, service: str) -> Any:
        """A boto3 client of the stack's Region."""
        return self.stack.client(service)

    def output(self, name: str) -> Any:
        """What the stack exports under a name."""
        assert name in self.stack.outputs, f"the stack does not export {name}"
        return self.stack.outputs[name]

    @property
    def instance(self) -> str:
        """The Connect instance's id."""
        return str(self.output("connect_instance_id"))

    def real(self, arn: str) -> str:
        """A declared ARN or name, with the account that there really is."""
        return arn.replace(ACCOUNT, self.stack.account)

    def name(self, kind: str, label: str) -> str:
        """The physical name of a declared resource."""
        return self.real(str(self.declared.inputs(kind, label)["name"]))

    def names(self, kind: str) -> list[str]:
        """The physical names of all declared resources of a kind."""
        return sorted(self.real(str(each.inputs["name"])) for each in self.declared.of(kind))

    def key_arn(self) -> str:
        """The stack's key."""
        [alias] = self.names("kms/Alias")
        return str(self.client("kms").describe_key(KeyId=alias)["KeyMetadata"]["Arn"])

    def until(self, holds: Callable[[], Any], *, seconds: float, every: float, what: str) -> Any:
        """What `holds` returns once it is true; fails with `what` when it never is."""
        started = self.now()
        while True:
            found = holds()
            if found:
                return found
            assert self.now() - started < seconds, f"{what} within {seconds:.0f} s"
            self.wait(every)


def open_account(environment: Mapping[str, str]) -> Account:
    """The account that somebody asked for in `CALLCENTER_LIVE`.

    Raises:
        NotAllowedError: nobody asked, for something else, for production, or with credentials
            of another account than the stack's.
    """
    name = environment.get(VARIABLE, "")
    allowed = [stack for stack in aws_stacks() if stack != REFUSED]
    if name not in allowed:
        raise NotAllowedError(f"{VARIABLE} is {name!r}; allowed is {' or '.join(allowed)}")
    stack = read_aws_stack(name)
    check_account(stack)
    return Account(stack=stack, declared=declared_by(name))


def check_account(stack: AwsStack) -> None:
    """Raises NotAllowedError when the credentials are of another account."""
    found = str(stack.client("sts").get_caller_identity()["Account"])
    if found != stack.account:
        raise NotAllowedError(
            f"the credentials are of account {found}, stack {stack.name} is in {stack.account}"
        )


def declared_by(name: str, **values: str) -> Recording:
    """What the program declares for a stack, with config keys laid over its file."""
    return run_main(name, {f"{PROJECT}:{key}": value for key, value in values.items()})
