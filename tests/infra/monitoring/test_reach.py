"""Whoever deploys is told when alarms would reach nobody."""

from datetime import date

import pytest

from infra.config_warnings import oddities
from infra.monitoring.reach import next_steps
from tests.infra.connect import center
from tests.infra.engine import Recording

WIKI = "https://wiki.example.com/alarms"
SHIFT = '["shift@example.com"]'


@pytest.mark.parametrize(
    ("said", "warned"),
    [
        ({}, ["`alertEmails`", "`runbooks`"]),
        ({"alertEmails": SHIFT}, ["`runbooks`"]),
        ({"runbooks": WIKI}, ["`alertEmails`"]),
        ({"runbooks": WIKI, "alertEmails": SHIFT}, []),
        ({"watch": "essential"}, []),
    ],
)
def test_a_stack_with_a_shift_is_warned_of_what_is_missing(
    said: dict[str, str], warned: list[str]
) -> None:
    config = center.configuration(said)
    told = list(oddities(config, date(config.holidays_from, 6, 1)))
    assert len(told) == len(warned)
    assert all(key in sentence for key, sentence in zip(warned, told, strict=True))


@pytest.mark.parametrize(
    ("said", "first", "steps"),
    [
        ({}, "받을 사람이 없습니다", 2),
        ({"alertEmails": SHIFT}, "확인 메일", 2),
        ({"runbooks": WIKI, "alertEmails": SHIFT}, "확인 메일", 1),
        ({"watch": "essential"}, "받을 사람이 없습니다", 1),
    ],
)
def test_the_next_steps_begin_with_who_is_mailed(
    said: dict[str, str], first: str, steps: int
) -> None:
    told = next_steps(center.configuration(said).watching)
    assert first in told[0]
    assert len(told) == steps


def test_the_stack_exports_every_step_in_order(recording: Recording) -> None:
    number, mails, *others = recording.exports["next_steps"]
    assert "전화번호" in number
    assert "확인 메일" in mails
    assert ["documents_bucket" in others[-2], "agent_workspace_url" in others[-1]] == [True, True]
