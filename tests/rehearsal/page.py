"""docs/live-tests.md, made from the live tests: `python -m tests.rehearsal.page`."""

from collections.abc import Iterator

from tests.infra.engine import ROOT
from tests.live.account import VARIABLE
from tests.rehearsal.listing import LiveTest, live_tests, notes

PAGE = ROOT / "docs" / "live-tests.md"

HEAD = f"""# Tests of a deployed stack

Made by `python -m tests.rehearsal.page` from `tests/live`; do not edit.

    make live STACK=dev

asks a stack that `pulumi up` has deployed what only AWS can answer. **Nobody has run it against AWS
yet**, for lack of an account. What has been done: each test below is run against stand-ins
(`tests/rehearsal`, part of `make test`), in which every request and every answer is held against
botocore's models; each passes on a stack without faults, fails on one with a fault, and cleans up
either way. Those whose services the emulator has are run in the local cloud, too
(`tests/cloud/test_live_tests.py`).

It needs the Pulumi CLI, credentials of the stack's account, and the environment variable
`{VARIABLE}`, which `make live` sets: without it nothing runs, `prod` is refused, and so are
credentials of another account. It takes some minutes and, at the prices of
`local/cost/prices.toml`, less than 50 cents. What a test makes has `live-` in its name; should one
be killed, look for that in the documents bucket and in `aws connect list-hours-of-operations`. A
test whose stack lacks what it looks at is skipped, and says which setting would change that. Some
tests alone:

    {VARIABLE}=dev .venv/bin/pytest -m live -rs --force-enable-socket tests/live -k "bot or flows"

| test | costs | leaves behind | remarks |
|---|---|---|---|
"""


def page() -> str:
    """The whole page."""
    return HEAD + "".join(f"{row}\n" for row in _rows())


def _rows() -> Iterator[str]:
    seen: set[str] = set()
    for test in live_tests():
        kind = test.name.partition("[")[0]
        if kind not in seen:
            seen.add(kind)
            yield _row(kind, test)


def _row(kind: str, test: LiveTest) -> str:
    told = notes(test)
    file, _, name = kind.partition("::")
    sentence = name.removeprefix("test_").replace("_", " ")
    remarks = " ".join(part for part in (told.before, told.needs) if part)
    place = f"`{file.removeprefix('test_')}`"
    return f"| {place}: {sentence} | {told.costs} | {told.leaves} | {remarks} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
