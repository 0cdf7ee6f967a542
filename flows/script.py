"""The whole call script: every sentence in the order of a call, for people who read no JSON."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flows.document import Action, read
from flows.json_values import JsonObject, as_text
from flows.language import FlowType
from flows.references import find
from flows.wording.outline import Item, outline
from flows.wording.routes import Route, Way, is_menu, keys_of
from flows.wording.telling import body, readable, route_name, sentences, title
from flows.wording.words import Kind, Words, kind_of, words

_SILENT: Final = frozenset(
    {
        "UpdateContactAttributes",
        "UpdateFlowAttributes",
        "UpdateFlowLoggingBehavior",
        "UpdateContactData",
        "UpdateContactTextToSpeechVoice",
        "UpdateContactRoutingBehavior",
        "UpdateContactEventHooks",
        "TagContact",
    }
)
"""Steps that a reader of the script need not know of."""
_INDENT: Final = "  "


@dataclass(frozen=True, kw_only=True)
class ScriptedFlow:
    """A flow to be told. Its type may be unknown."""

    name: str
    content: JsonObject
    description: str = ""
    type: FlowType | None = FlowType.CONTACT_FLOW


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """One thing that can be heard, and where."""

    flow: str
    action: str
    text: str


def all_sentences(flows: Sequence[ScriptedFlow]) -> list[Sentence]:
    """Everything that can be heard in these flows, in the order of their actions."""
    return [
        Sentence(flow=flow.name, action=action.identifier, text=text)
        for flow in flows
        for action in read(flow.content).actions
        for text in sentences(action)
    ]


def script(
    flows: Sequence[ScriptedFlow],
    *,
    answers: Mapping[str, str] | None = None,
    pictures: Mapping[str, str] | None = None,
    language: str = "ko",
) -> str:
    """The script as Markdown.

    `answers` are sentences of the answer function by name, `pictures` files to show by flow.
    """
    names = words(language)
    lines = [f"# {names.script('heading')}", "", names.script("intro"), ""]
    linked = frozenset(flow.name for flow in flows)
    for flow in flows:
        label = names.of("type", flow.type.value) if flow.type else None
        lines += [f"## {flow.name}", ""]
        about = " · ".join(filter(None, (flow.description, label)))
        shown = [f"![{flow.name}]({pictures[flow.name]})", ""] if pictures else []
        telling = _Telling(flow, names, linked)
        lines += [*([f"*{about}*", ""] if about else []), *shown, *telling.lines(), ""]
    if answers:
        lines += [f"## {names.script('answers')}", "", names.script("answers_intro"), ""]
        lines += [f"- “{text}” `{key}`" for key, text in answers.items()]
    return "\n".join(lines).rstrip() + "\n"


def in_call_order(flows: Sequence[ScriptedFlow]) -> list[ScriptedFlow]:
    """First the flows that no other leads to, each followed by those it leads to."""
    by_name = {flow.name: flow for flow in flows}
    leads_to = {flow.name: _flows_named_in(flow, by_name) for flow in flows}
    reached = {name for names in leads_to.values() for name in names}
    order: dict[str, ScriptedFlow] = {}
    waiting = [name for name in by_name if name not in reached] + list(by_name)
    while waiting:
        name = waiting.pop(0)
        if name not in order:
            order[name] = by_name[name]
            waiting[:0] = leads_to[name]
    return list(order.values())


def _flows_named_in(flow: ScriptedFlow, known: Mapping[str, ScriptedFlow]) -> list[str]:
    """Flows that it refers to, in the order of its actions."""
    found = (
        reference.name
        for action in read(flow.content).actions
        for reference in sorted(find(action.parameters))
        if reference.kind in {"flow", "module"}
    )
    return [name for name in dict.fromkeys(found) if name in known and name != flow.name]


class _Telling:
    """One flow. Silent steps have no number; a mention of one goes to the next that is told."""

    def __init__(self, flow: ScriptedFlow, names: Words, linked: frozenset[str]) -> None:
        self._names = names
        self._linked = linked
        document = read(flow.content)
        self._actions = document.by_identifier()
        self._items = outline(document)
        told = (i.action.identifier for i in self._items if i.is_step and i.action and _is_told(i))
        self._numbers = {identifier: number for number, identifier in enumerate(told, 1)}
        self._like: dict[str, str] = {}
        first: dict[frozenset[tuple[str, str]], str] = {}
        for identifier in self._numbers:
            action = self._actions[identifier]
            if is_menu(action) and first.setdefault(keys_of(action), identifier) != identifier:
                self._like[identifier] = first[keys_of(action)]

    def lines(self) -> Iterator[str]:
        """Nested lists of Markdown."""
        if not self._items:
            yield self._names.script("empty")
        for item in self._items:
            indent = _INDENT * item.depth
            if item.part:
                yield f"\n_{self._names.script(item.part)}_\n"
            elif item.causes and item.action is not None:
                if not _is_told(item) or self._is_repeated(item):
                    continue
                yield f"{indent}- {self._causes(item.action, item.causes)}{self._going(item)}"
            elif item.leads_to is not None:
                yield f"{indent}- {self._going(item).strip()}"
            elif item.action is not None and _is_told(item):
                number = self._numbers[item.action.identifier]
                yield f"{indent}- **[{number}]** {self._told(item.action)}"
                like = self._like.get(item.action.identifier)
                if like is not None:
                    same = self._names.script("same_keys", self._numbers[like])
                    yield f"{indent}{_INDENT}- _{same}_"

    def _is_repeated(self, item: Item) -> bool:
        """Whether a menu with the same keys has told of this branch already."""
        return (
            item.action is not None
            and item.action.identifier in self._like
            and item.leads_to is not None
            and all(route.way is not Way.MISSED for route in item.causes)
        )

    def _going(self, item: Item) -> str:
        """An arrow to what stands elsewhere; where callers leave the flow is named at once."""
        if item.leads_to is None:
            return ""
        identifier, seen = item.leads_to, set[str]()
        while identifier not in self._numbers and identifier not in seen:
            seen.add(identifier)
            action = self._actions.get(identifier)
            identifier = action.next or identifier if action else identifier
        number, action = self._numbers.get(identifier, "?"), self._actions.get(identifier)
        if action is not None and kind_of(action.type) in {Kind.LEAVE, Kind.END}:
            name = f"{title(action, self._names)} {body(action, self._names)}".strip()
            return f" → [{number}] {name}"
        return f" → {self._names.script('goes_on', number)}"

    def _told(self, action: Action) -> str:
        names = self._names
        kind = kind_of(action.type)
        if action.type == "UpdateContactRecordingBehavior":
            return f"_{names.script('recorded')} ({body(action, names)})_"
        heard = [f"“{readable(text, names)}”" for text in sentences(action)]
        if kind is Kind.SPEECH and heard:
            return " / ".join(heard)
        about = " / ".join(heard) or body(action, names)
        if kind is Kind.LEAVE:
            link = f"[{about}](#{about})" if about in self._linked else about
            return f"**{title(action, names)}**: {link}".removesuffix(": ")
        if kind in {Kind.QUESTION, Kind.BOT, Kind.END}:
            return f"**{title(action, names)}** {about}".strip()
        return f"_{f'{title(action, names)}: {about}'.removesuffix(': ')}_"

    def _causes(self, action: Action, causes: Sequence[Route]) -> str:
        told = ", ".join(dict.fromkeys(self._cause(action, route) for route in causes))
        meant = any(route.way is not Way.FAULT for route in causes)
        return f"**{told}**" if meant else f"_{told}_"

    def _cause(self, action: Action, route: Route) -> str:
        names = self._names
        name = route_name(action, route, names)
        if route.way is Way.CHOICE and action.type == "GetParticipantInput":
            special = {"*": "star", "#": "hash"}.get(route.operand)
            return names.script(special) if special else names.script("key", name)
        if route.way is Way.CHOICE:
            plain = route.cause == "Equals" and action.type != "CheckMetricData"
            return names.script("if_result" if plain else "if_compared", name)
        if route.cause == "InputTimeLimitExceeded" and action.type == "GetParticipantInput":
            seconds = as_text(action.parameters.get("InputTimeLimitSeconds"))
            return names.script("silence", seconds) if seconds else names.script("silence_plain")
        phrase = {"NoMatchingError": "fault", "QueueAtCapacity": "full"}.get(route.cause)
        if phrase is None and route.cause == "NoMatchingCondition":
            phrase = "wrong_key" if route.way is Way.MISSED else "otherwise"
        return names.script(phrase) if phrase else names.script("if_result", name)


def _is_told(item: Item) -> bool:
    """Whether a reader of the script needs to know of the step."""
    return item.action is None or item.action.type not in _SILENT
