"""cost: what a month costs, and what a budget buys."""

import traceback
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from rich.markup import escape
from rich.table import Table

from local.commands.options import AsJson, InLanguage, LanguageChoice
from local.console import Output
from local.cost.bill import Bill, Line, bill, calls_within
from local.cost.prices import PriceTable, price_table
from local.cost.volume import PLANS, Volume
from local.errors import BadInputError, CommandError, OutsideError, place_of
from local.state import state_folder

if TYPE_CHECKING:
    from local.cloud.engine import Deployed

BUDGETS_KRW: Final = (100_000, 500_000)

MOST_MINUTES: Final = 1_440.0

_COLUMNS: Final = {
    "ko": ("항목", "수량", "단위", "USD", "KRW", "구분", "출처"),
    "en": ("item", "quantity", "unit", "USD", "KRW", "kind", "source"),
}


def cost(  # noqa: PLR0913 - each is an option
    *,
    calls: Annotated[int, typer.Option(help="Calls a month.")] = 1_200,
    minutes: Annotated[float, typer.Option(help="Minutes of a call with the assistant.")] = 3.0,
    escalation: Annotated[
        float, typer.Option(help="Share of calls, 0 to 1, that go on to a person.")
    ] = 0.3,
    chats: Annotated[
        int, typer.Option(help="Questions a month over the chat API, besides the calls.")
    ] = 0,
    stack: Annotated[str, typer.Option(help="dev, staging or prod.")] = "prod",
    krw_per_usd: Annotated[
        float | None, typer.Option(help="Won for a dollar; the table's rate by default.")
    ] = None,
    plan: Annotated[
        str, typer.Option(help="How the Connect instance is billed: customer or basic.")
    ] = "customer",
    given: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="KEY=VALUE",
            help="A key of the stack's configuration, as if its file said so. May be repeated.",
        ),
    ] = None,
    as_json: AsJson = False,
    language: InLanguage = LanguageChoice.KO,
) -> None:
    """Add up a month's bill of a stack from its own resources."""
    output = Output(as_json=as_json, language=language.value)
    rate = price_table().krw_per_usd if krw_per_usd is None else krw_per_usd
    asked = Volume(
        calls=calls,
        minutes=minutes,
        escalation=escalation,
        plan=plan,
        assumed=price_table().assumptions,
        chats=chats,
    )
    _check(asked, rate)
    settings = _settings(given or ())
    _tell(output, stack, settings, asked, rate)


def _settings(given: Sequence[str]) -> dict[str, str]:
    pairs = [each.partition("=") for each in given]
    for text, (key, equals, _) in zip(given, pairs, strict=True):
        if not (key and equals):
            raise BadInputError(f"--set is {text!r}; wanted is a key, = and its value")
    return {key: value for key, _, value in pairs}


def _tell(
    output: Output, stack: str, settings: Mapping[str, str], asked: Volume, rate: float
) -> None:
    table = price_table()
    with output.progress("비용" if output.language == "ko" else "cost") as progress:
        progress.count(f"evaluating the program of stack {stack}")
        resources = _declared(stack, settings)

    def billed(calls: int) -> Bill:
        return bill(resources, replace(asked, calls=calls), table)

    made = billed(asked.calls)
    idle = bill(resources, replace(asked, calls=0, chats=0), table)
    buys = {krw: calls_within(krw / rate, lambda n: billed(n).usd) for krw in BUDGETS_KRW}
    output.result(_json(made, idle, buys, rate, table, stack))
    if not output.as_json:
        _show(output, made, rate, table, stack)
        _show_idle(output, idle, rate)
        _show_buys(output, made, buys, rate)


def _declared(stack: str, settings: Mapping[str, str]) -> Sequence["Deployed"]:
    """The program's resources. A program that is broken is told in one sentence, with its place."""
    try:
        from local.cost.program import resources_of  # noqa: PLC0415 - imports Pulumi and the program

        return resources_of(stack, settings)
    except CommandError:
        raise
    except Exception as error:
        log = state_folder() / "cost.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(traceback.format_exc(), encoding="utf-8")
        raise OutsideError(
            f"the program of stack {stack} fails{place_of(error)}: {type(error).__name__}: "
            f"{' '.join(str(error).split())} (see {log})"
        ) from error


def _check(asked: Volume, rate: float) -> None:
    """Comparisons that are false for "not a number" as well."""
    for option, number in (("--calls", asked.calls), ("--chats", asked.chats)):
        if not 0 <= number <= 10_000_000:
            raise BadInputError(f"{option} is {number}; allowed is 0 to 10,000,000")
    if not 0 <= asked.minutes <= MOST_MINUTES:
        raise BadInputError(f"--minutes is {asked.minutes:g}; allowed is 0 to {MOST_MINUTES:g}")
    if not 0 <= asked.escalation <= 1:
        raise BadInputError(f"--escalation is {asked.escalation:g}; allowed is a share from 0 to 1")
    if not 1 <= rate <= 100_000:
        raise BadInputError(f"--krw-per-usd is {rate:g}; allowed is 1 to 100,000")
    if asked.plan not in PLANS:
        raise BadInputError(f"--plan is {asked.plan!r}; allowed is {' or '.join(PLANS)}")


def _json(
    made: Bill, idle: Bill, buys: dict[int, int], rate: float, table: PriceTable, stack: str
) -> dict[str, Any]:
    return {
        "stack": stack,
        "calls": made.calls,
        "usd": round(made.usd, 4),
        "krw": round(made.usd * rate),
        "fixed_usd": round(made.fixed_usd, 4),
        "per_call_usd": round(made.per_call_usd, 6),
        "per_call_krw": round(made.per_call_usd * rate, 2),
        "idle_usd": round(idle.usd, 4),
        "idle_krw": round(idle.usd * rate),
        "free_usd": round(made.free_usd, 4),
        "idle_free_usd": round(idle.free_usd, 4),
        "krw_per_usd": rate,
        "rate_date": table.rate_date,
        "buys": [{"krw": krw, "calls": number} for krw, number in buys.items()],
        "unverified_usd": round(_unverified(made), 4),
        "assumptions": asdict(table.assumptions),
        "lines": [line.to_json() for line in made.lines],
        "left_out": [asdict(each) for each in table.left_out],
    }


def _unverified(made: Bill) -> float:
    return sum(line.usd for line in made.lines if not line.price.verified)


def _show(output: Output, made: Bill, rate: float, table: PriceTable, stack: str) -> None:
    korean = output.language == "ko"
    title = (
        f"{stack} · {made.calls:,}통/월" if korean else f"{stack} · {made.calls:,} calls a month"
    )
    shown = Table(title=title)
    for column in _COLUMNS[output.language]:
        shown.add_column(column, overflow="fold")
    kinds = ("고정", "통화") if korean else ("fixed", "calls")
    for line in made.lines:
        mark = "" if line.price.verified else "[yellow](미확인)[/yellow] "
        shown.add_row(
            _item(line, korean=korean),
            f"{line.quantity:,.4g}",
            line.price.unit,
            f"{line.usd:,.2f}",
            f"{line.usd * rate:,.0f}",
            kinds[line.by_call],
            f"{mark}{escape(line.price.source)} · {line.price.date}",
        )
    output.console.print(shown)
    output.say(
        f"합계 [bold]${made.usd:,.2f} = {made.usd * rate:,.0f}원[/bold] · 고정 "
        f"${made.fixed_usd:,.2f} · 통화당 {made.per_call_usd * rate:,.0f}원 · 그중 미확인 단가 "
        f"${_unverified(made):,.2f} · 환율 {rate:,.0f}원({table.rate_date}, {table.rate_source})",
        f"total [bold]${made.usd:,.2f} = {made.usd * rate:,.0f} KRW[/bold] · fixed "
        f"${made.fixed_usd:,.2f} · a call {made.per_call_usd * rate:,.0f} KRW · of unverified "
        f"prices ${_unverified(made):,.2f} · {rate:,.0f} KRW a dollar ({table.rate_date}, "
        f"{table.rate_source})",
    )
    output.say(
        f"계정의 무료 사용량을 이 스택이 혼자 쓰면 ${made.free_usd:,.2f} 적게 나옵니다. "
        f"빠진 것: {', '.join(f'{each.item}({each.most_ko})' for each in table.left_out)}",
        f"An account with this stack alone gets ${made.free_usd:,.2f} of it for nothing. "
        f"Left out: {', '.join(f'{each.name} ({each.most})' for each in table.left_out)}",
    )


def _item(line: Line, *, korean: bool) -> str:
    return line.price.item if korean else line.price.key.replace("-", " ")


def _show_idle(output: Output, idle: Bill, rate: float) -> None:
    costs = [line for line in idle.lines if line.usd >= 0.005]
    korean = output.language == "ko"
    named = ", ".join(f"{_item(line, korean=korean)} ${line.usd:,.2f}" for line in costs)
    output.say(
        f"전화가 없는 달: ${idle.usd:,.2f} = {idle.usd * rate:,.0f}원 ({named}; 무료 사용량 "
        f"${idle.free_usd:,.2f})",
        f"A month without calls: ${idle.usd:,.2f} = {idle.usd * rate:,.0f} KRW ({named}; of it for "
        f"nothing ${idle.free_usd:,.2f})",
    )


def _show_buys(output: Output, made: Bill, buys: dict[int, int], rate: float) -> None:
    for krw, number in buys.items():
        if number:
            output.say(
                f"{krw:,}원이면 한 달에 {number:,}통",
                f"{krw:,} KRW buy {number:,} calls a month",
            )
        else:
            output.say(
                f"{krw:,}원은 전화가 없어도 모자랍니다(고정 {made.fixed_usd * rate:,.0f}원).",
                f"{krw:,} KRW do not even pay what is fixed ({made.fixed_usd * rate:,.0f} KRW).",
            )
