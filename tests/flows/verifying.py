"""The flows of a stack that verifies callers, beside those of one that does not."""

from flows.catalog import FLOWS, build

VERIFYING = build(verifies=True)

CHANGED = tuple(sorted(name for name in FLOWS if VERIFYING[name].content != FLOWS[name].content))
