"""What the page sends, checked."""

import json
from typing import Annotated, Any, Final, Self, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from flows.simulator.caller import CallerAction, HangUp, Press, Say, Silence
from local.errors import BadInputError
from local.phone import DEFAULT_NUMBER

LONGEST_SPEECH: Final = 1_024
"""Characters that Lex takes in one turn."""

M = TypeVar("M", bound="_Sent")


class _Sent(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Dialled(_Sent):
    """A new call: who calls, when (ISO 8601, now when empty), how many people are free.

    With `survey` whoever takes the call hangs up first, so that the caller is asked for a mark.
    """

    number: str = Field(default=DEFAULT_NUMBER, alias="from")
    at: str = ""
    agents: int = Field(default=0, ge=0, le=100)
    survey: bool = False


class Done(_Sent):
    """What the caller does: exactly one of these."""

    press: Annotated[str, StringConstraints(pattern=r"^[0-9*#]{1,32}$")] | None = None
    say: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_SPEECH)] | None = None
    silence: bool = False
    hang_up: bool = False

    @model_validator(mode="after")
    def _one(self) -> Self:
        given = (self.press is not None, self.say is not None, self.silence, self.hang_up)
        if sum(given) != 1:
            raise ValueError("exactly one of press, say, silence and hang_up")
        return self

    def action(self) -> CallerAction:
        """As the simulator takes it."""
        if self.press is not None:
            return Press(self.press)
        if self.say is not None:
            return Say(self.say)
        return Silence() if self.silence else HangUp()


def read(model: type[M], body: bytes) -> M:
    """The request in a body.

    Raises:
        BadInputError: it is no JSON, or not of this shape; the first thing that is wrong is named.
    """
    try:
        sent: Any = json.loads(body)
        return model.model_validate(sent)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadInputError(f"{where}: {first['msg']}" if where else first["msg"]) from None
    except ValueError as error:
        raise BadInputError(f"the body is no JSON: {error}") from None
