"""What must have happened before: references, queues, and functions in a row."""

from collections.abc import Iterable, Mapping
from typing import Final

from flows.checks.flow_types import Setting
from flows.checks.graph import Graph
from flows.checks.jsonpath import ROOTS, references, texts
from flows.checks.problem import Problem, Problems, warning
from flows.document import Action
from flows.json_values import as_object, as_text, is_true
from flows.language import FUNCTION_CHAIN_SECONDS, FUNCTION_SECONDS, FlowType

_PROFILES: Final = frozenset(
    {
        *("GetCustomerProfile", "GetCustomerProfileObject", "CreateCustomerProfile"),
        *("GetCalculatedAttributesForCustomerProfile", "UpdateCustomerProfile"),
        *("AssociateContactToCustomerProfile", "AuthenticateParticipant"),
    }
)

SETTERS: Final[Mapping[str, frozenset[str]]] = {
    "External": frozenset({"InvokeLambdaFunction"}),
    "LambdaInvocation": frozenset({"InvokeLambdaFunction"}),
    "StoredCustomerInput": frozenset({"GetParticipantInput"}),
    "Lex": frozenset({"ConnectParticipantWithLexBot", "ConnectParticipantWithAgenticCX"}),
    "FlowAttributes": frozenset({"UpdateFlowAttributes"}),
    "Metrics": frozenset({"GetMetricData"}),
    "Views": frozenset({"ShowView"}),
    "Case": frozenset({"CreateCase", "GetCase", "UpdateCase"}),
    "Customer": _PROFILES,
    "Wisdom": frozenset({"CreateWisdomSession"}),
    "Loop": frozenset({"Loop"}),
    "DataTables": frozenset({"EvaluateDataTableValues", "ListDataTableValues"}),
    "Email": frozenset({"LoadContactContent"}),
}
"""Namespaces that are empty until one of these actions has run (connect-attrib-list)."""

_WITHOUT_AGENT: Final = frozenset(
    {FlowType.CONTACT_FLOW, FlowType.CUSTOMER_QUEUE, FlowType.QUEUE_TRANSFER}
)
_PROMPTS: Final = frozenset(
    {
        *("MessageParticipant", "MessageParticipantIteratively", "GetParticipantInput"),
        *("ConnectParticipantWithLexBot", "ConnectParticipantWithAgenticCX", "ShowView", "Wait"),
    }
)


def check_order(graph: Graph, start: str | None, setting: Setting) -> Problems:
    """Every action that can be reached, against what came before it."""
    reachable = graph.reached(() if start is None else (start,))
    set_by: dict[tuple[str, str], frozenset[str]] = {}
    for identifier in graph.actions:
        if identifier in reachable:
            action = graph.actions[identifier]
            yield from _check_references(action, graph, set_by, setting)
    yield from _check_queue(graph, reachable, setting)
    yield from _check_chain(graph, reachable)


def _check_references(
    action: Action,
    graph: Graph,
    set_by: dict[tuple[str, str], frozenset[str]],
    setting: Setting,
) -> Problems:
    found = {
        reference for text in _read_texts(action) if "$" in text for reference in references(text)
    }
    for root, key in sorted(found):
        if root not in ROOTS:
            yield warning(
                "unknown-reference",
                f"there is no namespace $.{root}; use $.Attributes, $.External, $.Lex or another",
                action.identifier,
            )
        elif root == "Agent":
            if setting.flow_type in _WITHOUT_AGENT:
                yield _unset(action, "$.Agent", f"a {setting.flow_type} flow has no agent")
        elif root == "Modules":
            yield from _check_module_data(action, graph, key, setting)
        elif root in SETTERS:
            place = (root, key if root == "FlowAttributes" else "")
            if place not in set_by:
                set_by[place] = graph.after(_setters(graph, *place))
            if action.identifier not in set_by[place]:
                yield _unset(action, f"$.{root}", _advice(*place))


def _read_texts(action: Action) -> Iterable[str]:
    yield from texts(action.parameters)
    for branch in action.conditions:
        yield from branch.operands


def _unset(action: Action, reference: str, reason: str) -> Problem:
    return warning(
        "unset-reference", f"{reference} holds nothing here: {reason}", action.identifier
    )


def _advice(root: str, key: str) -> str:
    if key:
        return f"nothing before it sets {key!r} (UpdateFlowAttributes)"
    if root == "StoredCustomerInput":
        return "no GetParticipantInput with StoreInput True comes before it"
    return f"no {' or '.join(sorted(SETTERS[root])[:2])} comes before it"


def _setters(graph: Graph, root: str, key: str) -> Iterable[str]:
    for identifier, action in graph.actions.items():
        if action.type in SETTERS[root] and _sets(action, root, key):
            yield identifier


def _sets(action: Action, root: str, key: str) -> bool:
    if root == "StoredCustomerInput":
        store = as_text(action.parameters.get("StoreInput"))
        return is_true(store) or (store or "").casefold() not in {"", "false"}
    if root == "FlowAttributes" and key:
        given = as_object(action.parameters.get("FlowAttributes"))
        return not given or key in given or any("$" in name or "{" in name for name in given)
    return True


def _check_module_data(action: Action, graph: Graph, key: str, setting: Setting) -> Problems:
    if key == "Input":
        if setting.told and setting.flow_type is not FlowType.MODULE:
            yield _unset(action, "$.Modules.Input", "it is there only inside a module")
        return
    invoked = [name for name, other in graph.actions.items() if other.type == "InvokeFlowModule"]
    if action.identifier not in graph.after(invoked):
        yield _unset(action, f"$.Modules.{key}", "no InvokeFlowModule comes before it")


def _check_queue(graph: Graph, reachable: frozenset[str], setting: Setting) -> Problems:
    if setting.flow_type is not FlowType.CONTACT_FLOW:
        return
    setters = ("UpdateContactTargetQueue", "InvokeFlowModule")
    set_at = graph.after(name for name, a in graph.actions.items() if a.type in setters)
    for identifier, action in graph.actions.items():
        if action.type != "TransferContactToQueue" or identifier not in reachable - set_at:
            continue
        yield warning(
            "queue-not-set",
            "no UpdateContactTargetQueue comes before it; without a queue it takes the error "
            "branch",
            identifier,
        )


def _check_chain(graph: Graph, reachable: frozenset[str]) -> Problems:
    longest = _Chains(graph)
    for identifier, action in graph.actions.items():
        if identifier not in reachable or action.type != "InvokeLambdaFunction":
            continue
        seconds, before = longest.ending_at(identifier), longest.before(identifier)
        if seconds > FUNCTION_CHAIN_SECONDS >= before:
            yield warning(
                "function-chain",
                f"functions up to this one may take {seconds} s in a row; Connect gives up after "
                f"{FUNCTION_CHAIN_SECONDS:.0f} s without a prompt: play one between them",
                identifier,
            )


class _Chains:
    """The longest time that functions can take in a row, up to each action; loops count once."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._from: dict[str, list[str]] = {}
        for source, targets in graph.leads.items():
            if graph.actions[source].type not in _PROMPTS:
                for target in targets:
                    self._from.setdefault(target, []).append(source)
        self._known: dict[str, int] = {}

    def ending_at(self, identifier: str) -> int:
        return self.before(identifier) + _seconds(self._graph.actions[identifier])

    def before(self, identifier: str) -> int:
        """Seconds before the action begins. Walks with a stack: flows can be deep."""
        stack: list[str] = [identifier]
        open_: set[str] = set()
        while stack:
            current = stack[-1]
            waiting = [
                source
                for source in self._from.get(current, ())
                if source not in self._known and source not in open_
            ]
            open_.add(current)
            if waiting and current not in self._known:
                stack.extend(dict.fromkeys(waiting))
                continue
            stack.pop()
            self._known.setdefault(current, self._sum(current))
        return self._known[identifier]

    def _sum(self, identifier: str) -> int:
        return max(
            (
                self._known[source] + _seconds(self._graph.actions[source])
                for source in self._from.get(identifier, ())
                if source in self._known
            ),
            default=0,
        )


def _seconds(action: Action) -> int:
    if action.type != "InvokeLambdaFunction":
        return 0
    if as_text(action.parameters.get("InvocationType")) == "ASYNCHRONOUS":
        return 0
    text = as_text(action.parameters.get("InvocationTimeLimitSeconds")) or ""
    known = text.isascii() and text.isdigit() and len(text) < 4
    return int(text) if known else FUNCTION_SECONDS[1]
