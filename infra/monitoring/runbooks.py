"""The page of runbooks, made from the alarms themselves and from what people should do.

`.venv/bin/python -m infra.monitoring.runbooks` writes it; a test keeps it true.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from flows import catalog
from infra.config import NAMESPACE, StackConfig
from infra.config_chat import NO_API
from infra.connect.contact_center import ANSWERED_LATER
from infra.connect.flows import HEARD
from infra.connect.queues import QUEUES
from infra.monitoring.budget import STEPS
from infra.monitoring.duties import DUTIES, LETTERS, WAITS
from infra.monitoring.facts import Watched
from infra.monitoring.monitoring import thresholds
from infra.monitoring.plan import alarm_plan
from infra.monitoring.spec import AlarmPlan, AlarmSpec, Audience, CompositeSpec, Missing

ROOT: Final = Path(__file__).resolve().parents[2]
PAGE: Final = ROOT / "docs" / "operations" / "alarms.ko.md"
BUDGET: Final = "monthly-budget"

_HEAD: Final = """# 경보와 절차

![대시보드](../dashboard.svg)

이 페이지는 `infra/monitoring/runbooks.ko.toml`과 경보의 정의에서 만들어집니다
(`.venv/bin/python -m infra.monitoring.runbooks`). 숫자는 `prod` 설정입니다.{optional}

메일은 원인마다 한 번 옵니다. 원인이 이어지는 동안 그 결과는 따로 알리지 않고, 원인이 다르면
동시에 일어나도 따로 알립니다. 메일을 보내는 것은 {paging}이고,
나머지는 그 까닭을 알려 주는 하위 경보입니다. {product}는 문서를 고칠 수 있는 제품팀
(설정 `reportEmails`)에, 다른 것은 운영팀(`alertEmails`)에 갑니다. 메일 제목과 틀은 AWS가 영어로
보내며, 설명은 우리말입니다. 꺼질 때도 메일이 옵니다. `dev`와 `staging`은 교대 근무가 없어 꼭
필요한 경보만 두고(설정 `watch: essential`), 그 경보가 직접 메일을 보냅니다.
"""


@dataclass(frozen=True, kw_only=True)
class Runbook:
    """What to do about the alarms whose names begin with `beginning`, and when they are over."""

    beginning: str
    steps: Sequence[str]
    over: str


def runbooks() -> Sequence[Runbook]:
    """In the order of the page."""
    text = Path(__file__).with_name("runbooks.ko.toml").read_text(encoding="utf-8")
    table: Mapping[str, Any] = tomllib.loads(text)
    return [
        Runbook(beginning=beginning, steps=entry["steps"], over=entry["over"])
        for beginning, entry in table.items()
    ]


def prod_plan(*, verifies: bool = False) -> AlarmPlan:
    """The alarms of stack prod, with names where the program has outputs.

    `verifies`: as if it verified callers, which is a choice that its file may make any day.
    """
    text = (ROOT / "Pulumi.prod.yaml").read_text(encoding="utf-8")
    given: Mapping[str, Any] = yaml.safe_load(text)["config"]
    values = {
        key.removeprefix(f"{NAMESPACE}:"): _as_string(value)
        for key, value in given.items()
        if key.startswith(f"{NAMESPACE}:")
    }
    config = StackConfig.parse(
        values, project=NAMESPACE, stack="prod", region=str(given["aws:region"])
    )
    flows = catalog.build(voice=config.voice, language=config.language, hours=config.hours)
    watched = Watched(
        stack="prod",
        instance_id="instance",
        queues=list(QUEUES),
        flows=[flow.name for flow in flows.values() if flow.type in HEARD],
        answer_function="answer",
        ingest_function="ingest",
        ingest_queue="ingest",
        dead_letter_queue="ingest-dead-letter",
        limits=thresholds(config),
        answered_later=ANSWERED_LATER,
        functions={name: name for name in DUTIES},
        queues_of_work={name: name for name in WAITS},
        dead_letters={name: name for name in LETTERS},
        chat_api=None if config.chat.api == NO_API else "chat",
        verifies=verifies or config.verifies,
        record_stream="contact-record-stream",
    )
    return alarm_plan(watched, config.watching.watch)


def _as_string(value: object) -> str:
    """As the CLI hands values of a stack's file to the program."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def page(plan: AlarmPlan, books: Sequence[Runbook], *, of_pins: frozenset[str]) -> str:
    """The whole page, in Korean Markdown. The alarms `of_pins` are not there without PINs."""
    everything: list[AlarmSpec | CompositeSpec] = [*plan.composites, *plan.alarms]
    paging = ", ".join(f"`{name}`" for name in plan.paging)
    product = ", ".join(f"`{each.name}`" for each in everything if _for_product(each))
    parts = [_HEAD.format(paging=paging, product=product, optional=_optional(of_pins))]
    parts += ["\n".join(_section(plan, everything, book, of_pins)) for book in books]
    return "\n".join(parts)


def written() -> str:
    """What the page is to be now: with every alarm that `prod` has or may have any day."""
    plan, without = prod_plan(verifies=True), prod_plan()
    names = [{each.name for each in (*one.alarms, *one.composites)} for one in (plan, without)]
    return page(plan, runbooks(), of_pins=frozenset(names[0] - names[1]))


def _optional(of_pins: frozenset[str]) -> str:
    if not of_pins:
        return ""
    names = ", ".join(f"`{name}`" for name in sorted(of_pins))
    return f" 지금 `prod`에 없고\n`callerVerification: pin`이면 생기는 경보: {names}."


def _section(
    plan: AlarmPlan,
    everything: Sequence[AlarmSpec | CompositeSpec],
    book: Runbook,
    of_pins: frozenset[str],
) -> Iterator[str]:
    specs = [each for each in everything if _belongs(each.name, book)]
    anchors = "".join(f'<a id="{each.name}"></a>' for each in specs)
    yield f"{anchors}\n\n## {book.beginning.rstrip('-')}\n"
    if specs:
        yield from _facts(plan, specs, book, of_pins)
    else:
        yield f"- **조건**: {_budget_steps()}"
    yield f"- **끝**: {book.over}\n"
    yield from (f"{number}. {step}" for number, step in enumerate(book.steps, 1))
    yield ""


def _belongs(name: str, book: Runbook) -> bool:
    return (
        name.startswith(book.beginning) if book.beginning.endswith("-") else name == book.beginning
    )


def _facts(
    plan: AlarmPlan,
    specs: Sequence[AlarmSpec | CompositeSpec],
    book: Runbook,
    of_pins: frozenset[str],
) -> Iterator[str]:
    if len(specs) > 1:
        yield f"- **경보**: {', '.join(f'`{each.name}`' for each in specs)}"
    yield from _told("느끼는 것", book, {spec.name: spec.felt for spec in specs})
    yield f"- **먼저**: {specs[0].first}"
    yield from _told("조건", book, {spec.name: _condition(spec, of_pins) for spec in specs})
    by = sorted({_mailed_by(plan, each) for each in specs})
    yield f"- **메일**: {', '.join(by)}"


def _told(title: str, book: Runbook, said: Mapping[str, str]) -> Iterator[str]:
    """Once where alarms differ by nothing but their names, else of each."""
    without_names = {words.replace(_which(name, book), "") for name, words in said.items()}
    if len(without_names) == 1:
        yield f"- **{title}**: {next(iter(said.values()))}"
        return
    yield f"- **{title}**:"
    yield from (f"    - `{_which(name, book)}`: {words}" for name, words in said.items())


def _which(name: str, book: Runbook) -> str:
    return name.removeprefix(book.beginning) or name


def _for_product(spec: AlarmSpec | CompositeSpec) -> bool:
    return isinstance(spec, AlarmSpec) and spec.audience is Audience.PRODUCT


def _condition(spec: AlarmSpec | CompositeSpec, of_pins: frozenset[str]) -> str:
    if isinstance(spec, CompositeSpec):
        return _members(spec, of_pins)
    metrics = [
        f"`{each.namespace} {each.metric}`({each.statistic})" for each in spec.metrics.values()
    ]
    math = f", 계산식 `{spec.expression}`" if spec.expression else ""
    silence = "이상으로" if spec.missing is Missing.BAD else "정상으로"
    return (
        f"{', '.join(metrics)}{math}: 최근 {spec.periods}구간(한 구간 {_length(spec.seconds)}) 중 "
        f"{spec.datapoints}구간 이상에서 {spec.threshold:g} 이상. 데이터가 없으면 {silence} "
        "봅니다."
    )


def _members(spec: CompositeSpec, of_pins: frozenset[str]) -> str:
    always = len([member for member in spec.any_of if member not in of_pins])
    more = len(spec.any_of) - always
    optional = f"(`callerVerification: pin`이면 {always + more}개)" if more else ""
    condition = f"하위 경보 {always}개{optional} 중 하나라도 켜짐"
    if spec.unless:
        causes = ", ".join(f"`{member}`는 `{cause}`" for member, cause in spec.unless.items())
        condition += f". 다만 그 원인이 꺼져 있을 때만 셉니다: {causes}"
    return condition


def _length(seconds: int) -> str:
    return f"{seconds // 60}분" if seconds < 3600 else f"{seconds // 3600}시간"


def _mailed_by(plan: AlarmPlan, spec: AlarmSpec | CompositeSpec) -> str:
    if plan.pages(spec.name):
        return f"이 경보가 {'제품팀에 ' if _for_product(spec) else ''}직접 보냅니다"
    covering = [each.name for each in plan.composites if each.pages and spec.name in each.any_of]
    return f"`{covering[0]}` 경보가 보냅니다" if covering else "보내지 않습니다"


def _budget_steps() -> str:
    kinds = {"ACTUAL": "쓴 금액", "FORECASTED": "예상 금액"}
    return "예산의 " + ", ".join(f"{kinds[kind]} {percent}%" for kind, percent in STEPS)


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(written(), encoding="utf-8")
