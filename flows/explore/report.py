"""What exploring a flow found, for programs and people."""

from dataclasses import dataclass

from flows.json_values import Json


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A weakness, where it is, and a shortest way there: actions, and decisions in brackets."""

    flow: str
    action: str | None
    why: str
    path: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Json]:
        """As in the JSON of `flows explore`."""
        return {
            "flow": self.flow,
            "action": self.action,
            "why": self.why,
            "path": list(self.path),
        }


@dataclass(frozen=True, kw_only=True)
class FlowReport:
    """One flow.

    `paths` counts ways from its start to an end or to where they were before, up to 10^15, which
    then means "at least".

    `precision` is "exact"; "coarse" when the flow has so many states that values and loop counters
    were left out, so that some paths may not happen in a call.
    """

    flow: str
    type: str
    states: int = 0
    paths: int = 0
    branches: int = 0
    covered_branches: int = 0
    uncovered: tuple[str, ...] = ()
    dead_ends: tuple[Finding, ...] = ()
    endless: tuple[Finding, ...] = ()
    silent_ends: tuple[Finding, ...] = ()
    ai_without_notice: tuple[Finding, ...] = ()
    recording_without_notice: tuple[Finding, ...] = ()
    no_person: tuple[Finding, ...] = ()
    precision: str = "exact"
    truncated: bool = False

    @property
    def ends_on_purpose(self) -> bool:
        """Whether every path comes to an end that somebody meant."""
        return not (self.dead_ends or self.endless)

    @property
    def clean(self) -> bool:
        """Whether there is nothing to say against it, and every branch can be taken."""
        shortcomings = (
            self.silent_ends
            + self.ai_without_notice
            + self.recording_without_notice
            + self.no_person
        )
        covered = self.covered_branches == self.branches
        return self.ends_on_purpose and not shortcomings and covered and not self.truncated

    def to_json(self) -> dict[str, Json]:
        """As in the JSON of `flows explore`."""
        return {
            "flow": self.flow,
            "type": self.type,
            "paths": self.paths,
            "states": self.states,
            "covered_branches": self.covered_branches,
            "branches": self.branches,
            "uncovered": list(self.uncovered),
            "dead_ends": [finding.to_json() for finding in self.dead_ends],
            "endless": [finding.to_json() for finding in self.endless],
            "silent_ends": [finding.to_json() for finding in self.silent_ends],
            "ai_without_notice": [finding.to_json() for finding in self.ai_without_notice],
            "recording_without_notice": [
                finding.to_json() for finding in self.recording_without_notice
            ],
            "no_person": [finding.to_json() for finding in self.no_person],
            "precision": self.precision,
            "truncated": self.truncated,
        }
