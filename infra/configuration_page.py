"""docs/configuration.md, made from Pulumi.yaml and the stacks' files.

`.venv/bin/python -m infra.configuration_page` writes it; a test keeps it true.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import yaml

from infra.config import NAMESPACE

ROOT: Final = Path(__file__).resolve().parents[1]
PAGE: Final = ROOT / "docs" / "configuration.md"

STACKS: Final = ("dev", "staging", "prod")
"""Those that the Pulumi CLI deploys."""

GROUPS: Final[Mapping[str, Sequence[str]]] = {
    "Call center": (
        "instanceAlias", "hours", "timeZone", "holidays", "holidaysFrom", "closedDays", "language",
        "voice", "englishVoice", "phoneNumber", "users", "callerVerification", "callAnalysis",
        "contactRules",
    ),
    "Callbacks at a booked time": (
        "callbackHours", "callbackDays", "callbackCapacity", "callbackAttempts",
        "callbackRetryMinutes", "callbackReminder", "callbackReminderMinutes",
        "callbackWaitMinutes",
    ),
    "Answers": (
        "answerModel", "turnSeconds", "answerMemoryMb", "answerConcurrency", "snapStart",
        "denseWeight", "minScore", "redactModelInput", "cacheInstructions", "guardrail",
    ),
    "Chat API": (
        "chatApi", "chatIssuer", "chatAudience", "chatOrigins", "chatRequestsPerSecond",
        "chatBurst", "chatConcurrency",
    ),
    "Documents and index": (
        "index", "embeddingModel", "embeddingDimensions", "embeddingsPerSecond", "ingestMemoryMb",
        "ingestSeconds", "gateFloor", "gateRegression", "snapshotsKept", "reportEmails",
    ),
    "What is kept, and how long": (
        "recordingDays", "contactRetentionDays", "documentVersionDays", "logRetentionDays",
        "logLevel", "botLogs",
    ),
    "Protection and network": ("protect", "documentsKey", "vpc", "vpcZones"),
    "Alarms, dashboard and budget": (
        "alertEmails", "watch", "runbooks", "dashboardName", "longestWaitSeconds",
        "waitingCallers", "missedCalls", "abandonedCalls", "concurrentCalls",
        "answerFailurePercent", "staleIndexHours", "monthlyBudgetKrw", "krwPerUsd",
    ),
    "How it is deployed": ("deployedBy", "functionTarget"),
}  # fmt: skip
"""Which keys stand together on the page; a test finds a key that is in none."""

_HEAD: Final = f"""# Configuration

Every key of a stack, as `Pulumi.yaml` describes it. A key goes into `Pulumi.<stack>.yaml` as
`{NAMESPACE}:<key>`; `pulumi config set <key> <value>` writes it there, and lists entry by entry:

    pulumi config set --path 'alertEmails[0]' shift@example.com
    pulumi config set --path 'users[0].username' minji.kim

A wrong value, a missing key and an unknown one are refused before anything is deployed, all of them
at once, each in a sentence with the key, the value and what is allowed. The Region is
`aws:region`. What changing a key does to a running stack: [operations](operations/README.md).

Made by `.venv/bin/python -m infra.configuration_page`; a test keeps it true.
"""

Schema = Mapping[str, Mapping[str, Any]]


def schema() -> Schema:
    """What Pulumi.yaml says of each key of the program."""
    text = (ROOT / "Pulumi.yaml").read_text(encoding="utf-8")
    keys: Mapping[str, Mapping[str, Any]] = yaml.safe_load(text)["config"]
    return {key: told for key, told in keys.items() if ":" not in key}


def given(stack: str) -> Mapping[str, object]:
    """What a stack's file says, by key."""
    text = (ROOT / f"Pulumi.{stack}.yaml").read_text(encoding="utf-8")
    keys: Mapping[str, object] = yaml.safe_load(text)["config"]
    prefix = f"{NAMESPACE}:"
    return {key.removeprefix(prefix): keys[key] for key in keys if key.startswith(prefix)}


def page(keys: Schema, stacks: Mapping[str, Mapping[str, object]]) -> str:
    """The whole page, in Markdown."""
    parts = [_HEAD, *_differences(keys, stacks)]
    for title, names in GROUPS.items():
        parts += [f"## {title}\n", "| key | type | default | |", "|---|---|---|---|"]
        parts += [_row(name, keys[name]) for name in names]
        parts.append("")
    return "\n".join(parts).rstrip() + "\n"


def _differences(keys: Schema, stacks: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
    yield "## How the stacks differ\n"
    yield f"| key | {' | '.join(stacks)} |"
    yield "|---|" + "---|" * len(stacks)
    for name in (name for names in GROUPS.values() for name in names):
        values = [_shown(values.get(name, keys[name].get("default"))) for values in stacks.values()]
        if len(set(values)) > 1:
            yield f"| `{name}` | {' | '.join(values)} |"
    yield (
        "\nIn everything else they are alike, or empty until somebody fills it in (`users`,"
        "\n`alertEmails`, `reportEmails`, `phoneNumber`)."
        " `Pulumi.local.yaml` is for `callcenter up`.\n"
    )


def _row(name: str, told: Mapping[str, Any]) -> str:
    kind = f"list of {told['items']['type']}s" if told["type"] == "array" else told["type"]
    default = _shown(told["default"]) if "default" in told else "required"
    about = re.sub(r"\s+", " ", told["description"]).strip().replace("|", "\\|")
    return f"| `{name}` | {kind} | {default} | {about} |"


def _shown(value: object) -> str:
    """As it stands in a stack's file."""
    if value in ("", None):
        return "none"
    return f"`{value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}`"


if __name__ == "__main__":
    PAGE.write_text(page(schema(), {each: given(each) for each in STACKS}), encoding="utf-8")
