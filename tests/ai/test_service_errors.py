import pytest

from ai.service_errors import CONDITION_FAILED, code_of
from tests.ai.fakes.models_checked import refusal


def test_a_refusal_is_told_by_the_services_own_word() -> None:
    assert code_of(refusal(CONDITION_FAILED, "UpdateItem")) == "ConditionalCheckFailedException"


@pytest.mark.parametrize("error", [TimeoutError("read"), ValueError()])
def test_what_no_service_said_has_no_word(error: Exception) -> None:
    assert code_of(error) == ""
