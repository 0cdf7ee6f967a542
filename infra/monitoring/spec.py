"""Alarms as data. What they say is for staff, in Korean: what callers feel, what to look at first.

Missing data counts as good unless an alarm says otherwise: Connect, Lambda and the assistant send
no numbers when nothing happens.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

import pulumi

API: Final = "AWS/ApiGateway"
CONNECT: Final = "AWS/Connect"
FIREHOSE: Final = "AWS/Firehose"
LAMBDA: Final = "AWS/Lambda"
SQS: Final = "AWS/SQS"

DESCRIPTION_CHARACTERS: Final = 1024
"""Longest description of an alarm (CloudWatch PutMetricAlarm)."""


class Audience(StrEnum):
    """Who is mailed."""

    SHIFT = "shift"
    """People who take calls, and those who keep the machine running."""
    PRODUCT = "product"
    """Who writes the documents."""


class Missing(StrEnum):
    """What a period without data counts as."""

    GOOD = "notBreaching"
    BAD = "breaching"


@dataclass(frozen=True, kw_only=True)
class MetricSource:
    """One metric. `statistic` is a plain statistic or a percentile such as `p95`."""

    namespace: str
    metric: str
    dimensions: Mapping[str, pulumi.Input[str]]
    statistic: str


@dataclass(frozen=True, kw_only=True)
class AlarmSpec:
    """Goes off when `datapoints` of the last `periods` are on the bad side of `threshold`.

    The threshold itself is bad. With `expression`, metric math over the ids of `metrics`; without,
    there is one metric. `seconds` is the length of a period. Two of the last six minutes by
    default: one bad minute wakes nobody, and a few good ones between bad ones do not end it.
    Events are counted in bad minutes of a longer time, so that they are noticed where calls are
    few. (Windows slide: the sum of a long period would go up and down with every event that
    leaves it.) `essential` alarms are there in every stack. `audience` is mailed, unless a
    composite is.
    `felt` is what callers or staff notice, `first` what to look at first.
    """

    name: str
    felt: str
    first: str
    metrics: Mapping[str, MetricSource]
    threshold: float
    expression: str | None = None
    seconds: int = 60
    periods: int = 6
    datapoints: int = 2
    missing: Missing = Missing.GOOD
    essential: bool = False
    audience: Audience = Audience.SHIFT


@dataclass(frozen=True, kw_only=True)
class CompositeSpec:
    """Pages once for all that `any_of` names, alarms or other composites.

    Nobody is paged while the alarm `suppressed_by` is on, nor, to give it time, for the first
    `wait_seconds`; `extension_seconds` after it is over, what is still on pages. Without `pages`
    it is there for others to refer to. A member counts only while the alarm that `unless` has for
    it, its cause, is off.
    """

    name: str
    felt: str
    first: str
    any_of: Sequence[str]
    suppressed_by: str | None = None
    wait_seconds: int = 120
    extension_seconds: int = 1200
    pages: bool = True
    unless: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def refers_to(self) -> list[str]:
        """All alarms that have to be there first."""
        suppressor = [self.suppressed_by] if self.suppressed_by else []
        return [*self.any_of, *self.unless.values(), *suppressor]

    def rule(self, names: Mapping[str, str]) -> str:
        """CloudWatch's AlarmRule; `names` are the physical names of all that it refers to."""
        return " OR ".join(self._counts(member, names) for member in self.any_of)

    def _counts(self, member: str, names: Mapping[str, str]) -> str:
        on = f'ALARM("{names[member]}")'
        if member not in self.unless:
            return on
        return f'({on} AND NOT ALARM("{names[self.unless[member]]}"))'


@dataclass(frozen=True, kw_only=True)
class AlarmPlan:
    """Every alarm of a stack. An alarm that no composite covers pages by itself."""

    alarms: Sequence[AlarmSpec]
    composites: Sequence[CompositeSpec]

    @property
    def covered(self) -> frozenset[str]:
        """Alarms for which a composite pages."""
        return frozenset(member for made in self.composites if made.pages for member in made.any_of)

    @property
    def paging(self) -> list[str]:
        """Those that mail somebody: the composite ones, which say most, first."""
        names = [each.name for each in (*self.composites, *self.alarms)]
        return [name for name in names if self.pages(name)]

    def pages(self, name: str) -> bool:
        """Whether this alarm itself mails people."""
        silent = {made.name for made in self.composites if not made.pages}
        return name not in self.covered | silent


def description(spec: AlarmSpec | CompositeSpec, runbooks: str) -> str:
    """What the mail says: felt, first, and where the runbook is."""
    return f"{spec.felt} {spec.first} 절차: {runbooks}#{spec.name}"
