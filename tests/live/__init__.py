"""Tests of a deployed stack in a real AWS account. Opt-in; see docs/live-tests.md."""
