"""docs/cost.md, made from the stacks' own programs.

`.venv/bin/python -m local.cost.page` writes it, and the sums in the READMEs; tests keep them true.
"""

from collections.abc import Sequence
from typing import Final

from local.cost.bill import calls_within
from local.cost.figures import CALLS, Sums, monthly, sums
from local.cost.prices import price_table
from local.cost.readme import READMES, with_sums
from local.cost.use import Declared
from local.cost.volume import BASIC
from local.state import ROOT

PAGE: Final = ROOT / "docs" / "cost.md"
BUDGETS: Final = (100_000, 500_000)
CHATS: Final = 1_000

_LEAST_SHOWN: Final = 0.5


def page(told: Sums) -> str:
    """The whole page."""
    return "\n".join(
        [
            _HEAD,
            *_by_stack(told),
            _between(told),
            *_by_line(told),
            _SETTINGS_HEAD,
            *_by_setting(told),
            _LEFT_OUT_HEAD,
            *_left_out(),
            _FOOT,
        ]
    )


_HEAD: Final = """# What it costs

    callcenter cost                                     # 1,200 calls of 3 minutes, 30% go on to a person
    callcenter cost --calls 200 --minutes 2 --escalation 0.5 --stack staging --krw-per-usd 1390
    callcenter cost --chats 1000                        # and so many questions over the chat API
    callcenter cost --set phoneNumber=existing:<id> --set recordingDays=30
    callcenter cost --plan basic --json

The command evaluates `__main__.py` for a stack, without creating anything, and multiplies what it declares by
`local/cost/prices.toml`: each price with unit, Region, date, source, and whether it was read in a published list
for Seoul. Most were not, and are marked `(미확인)`. A resource type or a model without a price stops the command
by name. What no resource says is read where it is said: guardrail, kind of index and outbound calls in the
functions' environment, recording and analysis in the published flows, how long recordings stay in the bucket's
lifecycle. What a call and a month are like (turns, tokens, megabytes, builds) is assumed at the top of that file.

Made by `.venv/bin/python -m local.cost.page`; a test keeps it true.

## By stack

A month in dollars and won, before what an account gets for nothing. Recordings, turns and logs count as on the day
when as much is deleted as comes in: after a year, in prod.
"""  # noqa: E501

_SETTINGS_HEAD: Final = f"""
## What a setting changes

prod with {CALLS[-1]:,} calls, one key changed at a time; `callcenter cost --set` does the same.
With a number, booked callers are called, and so are those who want to be called as soon as somebody
is free. Without one each booking is a task, and nobody is called; the calls are then those that the
stack would have with a number.
"""

_LEFT_OUT_HEAD: Final = """
## What is left out

| | at most | why |
|---|---|---|"""

_FOOT: Final = """
The stack also has a monthly budget of the whole account (`monthlyBudgetKrw`), mailed at 50, 80 and
100% spent and at 80 and 100% forecast.
"""


def _by_stack(told: Sums) -> list[str]:
    rate = price_table().krw_per_usd
    titles = [f"{calls:,} calls" for calls in CALLS] + [f"{krw:,} won buy" for krw in BUDGETS]
    rows = [f"| stack | {' | '.join(titles)} |", "|---" * (len(titles) + 1) + "|"]
    for stack, resources in told.stacks.items():
        cells = [_both(monthly(resources, calls).usd, rate) for calls in CALLS]
        cells += [f"{_bought(resources, krw / rate):,} calls" for krw in BUDGETS]
        rows.append(f"| {stack} | {' | '.join(cells)} |")
    return rows


def _both(usd: float, rate: float) -> str:
    return f"{usd:,.2f} ({usd * rate:,.0f})"


def _bought(resources: Sequence[Declared], usd: float, plan: str = "customer") -> int:
    return calls_within(usd, lambda calls: monthly(resources, calls, plan=plan).usd)


def _between(told: Sums) -> str:
    table, prod = price_table(), told.stacks["prod"]
    rate = table.krw_per_usd
    busy = monthly(prod, CALLS[-1])
    idle = monthly(told.stacks["dev"], 0)
    basic = monthly(prod, CALLS[-1], plan=BASIC)
    talking = sum(line.usd for line in busy.lines if line.price.key in {"connect-voice", "inbound"})
    lens = sum(line.usd for line in basic.lines if line.price.key == "contact-lens")
    share = talking / (busy.usd - busy.fixed_usd)
    asked = monthly(prod, 0, chats=CHATS).usd - monthly(prod, 0).usd
    unverified = sum(line.usd for line in busy.lines if not line.price.verified)
    buys = " and ".join(f"{_bought(prod, krw / rate, BASIC):,}" for krw in BUDGETS)
    return f"""
- {rate:,.0f} won a dollar ({table.rate_date}, {table.rate_source}).
- A call to prod is about {busy.per_call_usd * rate:,.0f} won, {share:.0%} of it minutes of Connect
  and of the carrier, neither confirmed for Seoul. {unverified / busy.usd:.0%} of the bill rest on
  prices that are not verified.
- `--plan basic` (the instance switched to Basic in the console) makes {basic.usd:,.2f} dollars of
  {busy.usd:,.2f}, and {buys} calls for the two sums of won. It bills Contact Lens apart, where
  the published flows switch analysis on (`callAnalysis`): {lens:,.2f} dollars of it.
- Of the {idle.usd:.2f} dollars that an idle dev stack costs, {idle.free_usd:.2f} are free in an
  account of its own.
- {CHATS:,} questions over the chat API are {asked:.2f} dollars, nearly all of it the models.

## Where a month of prod goes

{CALLS[-1]:,} calls; what is less than {_LEAST_SHOWN:.2f} is put together.

| | USD | | price |
|---|---|---|---|"""


def _by_line(told: Sums) -> list[str]:
    lines = monthly(told.stacks["prod"], CALLS[-1]).lines
    shown = [line for line in lines if line.usd >= _LEAST_SHOWN]
    rows = [
        f"| {line.price.key.replace('-', ' ')} | {line.usd:,.2f} | "
        f"{'by call' if line.by_call else 'fixed'} | "
        f"{'read in a list' if line.price.verified else 'unverified'} |"
        for line in shown
    ]
    rest = sum(line.usd for line in lines) - sum(line.usd for line in shown)
    return [*rows, f"| {len(lines) - len(shown)} smaller lines | {rest:,.2f} | | |"]


def _by_setting(told: Sums) -> list[str]:
    prod = told.stacks["prod"]
    before, idle = (monthly(prod, calls).usd for calls in (CALLS[-1], 0))
    rows = ["| prod with | a month changes by | of it without calls |", "|---|---|---|"]
    for said, resources in told.settings.items():
        more = monthly(resources, CALLS[-1]).usd - before
        rows.append(f"| {said} | {more:+,.2f} | {monthly(resources, 0).usd - idle:+,.2f} |")
    return rows


def _left_out() -> list[str]:
    return [f"| {each.name} | {each.most} | {each.why} |" for each in price_table().left_out]


def main() -> None:
    """Writes the page, and the READMEs' sums."""
    told = sums()
    PAGE.write_text(page(told), encoding="utf-8")
    for readme, words in READMES.items():
        text = readme.read_text(encoding="utf-8")
        readme.write_text(with_sums(text, words, told), encoding="utf-8")


if __name__ == "__main__":
    main()
