"""A flow as an outline: each step once, in the order of a call, branches under their choice.

Where branches come together again the outline goes on at the level of the choice (the step stands
under its immediate dominator). What only faults lead to comes last.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from flows.document import Action, Document
from flows.wording.routes import Route, Way, routes_of


@dataclass(frozen=True, kw_only=True)
class Item:
    """A line of the outline: a step, a branch's heading, a mention of a step, or a part's start.

    `action` is the step, or the one whose `causes` head a branch. `leads_to` names the step that a
    branch or a tail goes on at, when it stands elsewhere.
    """

    depth: int
    action: Action | None = None
    causes: tuple[Route, ...] = ()
    leads_to: str | None = None
    part: str = ""

    @property
    def is_step(self) -> bool:
        """Whether the step itself is told here."""
        return self.action is not None and not self.causes and self.leads_to is None


@dataclass(kw_only=True)
class _Walk:
    actions: Mapping[str, Action]
    told: set[str] = field(default_factory=set[str])
    items: list[Item] = field(default_factory=list[Item])


def outline(document: Document) -> list[Item]:
    """Every step of any flow; parts are "" (the call), "faults" and "unreached"."""
    walk = _Walk(actions=document.by_identifier())
    if document.start is not None and document.start in walk.actions:
        _part(walk, document.start)
    reached = set(walk.told)
    while (fault := _untold_fault(walk)) is not None:
        if walk.told == reached:
            walk.items.append(Item(depth=0, part="faults"))
        _part(walk, fault)
    rest = [one for one in walk.actions if one not in walk.told]
    if rest:
        walk.items.append(Item(depth=0, part="unreached"))
    for identifier in rest:
        if identifier not in walk.told:
            _part(walk, identifier)
    return walk.items


def _untold_fault(walk: _Walk) -> str | None:
    """The next step that only faults of told steps lead to."""
    for item in walk.items:
        if item.is_step and item.action is not None:
            for route in routes_of(item.action):
                if route.target in walk.actions and route.target not in walk.told:
                    return route.target
    return None


def _meant(action: Action) -> tuple[str, ...]:
    """Where it leads when nothing breaks."""
    return tuple(
        dict.fromkeys(route.target for route in routes_of(action) if route.way is not Way.FAULT)
    )


def _part(walk: _Walk, root: str) -> None:
    """Everything that follows from a step and has not been told."""
    order = _postorder(walk, root)
    above = _dominators(walk, root, order)
    below: dict[str, list[str]] = {}
    for identifier in reversed(order):
        if identifier != root:
            below.setdefault(above[identifier], []).append(identifier)
    waiting: list[Item | tuple[str, int]] = [(root, 0)]
    while waiting:
        entry = waiting.pop()
        if isinstance(entry, Item):
            walk.items.append(entry)
            continue
        identifier, depth = entry
        walk.told.add(identifier)
        walk.items.append(Item(depth=depth, action=walk.actions[identifier]))
        waiting.extend(reversed(list(_after(walk, identifier, depth, below))))


def _after(
    walk: _Walk, identifier: str, depth: int, below: Mapping[str, Sequence[str]]
) -> Iterator[Item | tuple[str, int]]:
    """What stands under and after a step."""
    action = walk.actions[identifier]
    own = below.get(identifier, ())
    routes = routes_of(action)
    straight = next((route.target for route in routes if route.way is Way.NEXT), None)
    nested: set[str] = set()
    for target, causes in _by_target(routes).items():
        meant = any(route.way is not Way.FAULT for route in causes)
        if target == straight or target not in walk.actions:
            continue
        if target in own and meant and _only_from(walk, identifier, target, own):
            nested.add(target)
            yield Item(depth=depth + 1, action=action, causes=causes)
            yield target, depth + 2
        else:
            yield Item(depth=depth + 1, action=action, causes=causes, leads_to=target)
    if straight is not None and straight in walk.actions and straight not in own:
        yield Item(depth=depth, leads_to=straight)
    for target in own:
        if target not in nested:
            yield target, depth


def _only_from(walk: _Walk, source: str, target: str, siblings: Sequence[str]) -> bool:
    """Whether no other branch of the same choice comes together there."""
    own = _reach(walk, target)
    for sibling in siblings:
        if sibling != target and target in _reach(walk, sibling) and sibling not in own:
            return False
    return source != target


def _reach(walk: _Walk, root: str) -> set[str]:
    """Untold steps that follow from one."""
    found, waiting = {root}, [root]
    while waiting:
        for target in _meant(walk.actions[waiting.pop()]):
            if target in walk.actions and target not in found and target not in walk.told:
                found.add(target)
                waiting.append(target)
    return found


def _by_target(routes: Sequence[Route]) -> Mapping[str, tuple[Route, ...]]:
    """Routes to the same place together, in the order of the first."""
    found: dict[str, tuple[Route, ...]] = {}
    for route in routes:
        found[route.target] = (*found.get(route.target, ()), route)
    return found


def _postorder(walk: _Walk, root: str) -> list[str]:
    """Untold steps from `root`, each after those it leads to."""
    order: list[str] = []
    seen = {root, *walk.told}
    stack = [(root, iter(reversed(_meant(walk.actions[root]))))]
    while stack:
        identifier, rest = stack[-1]
        target = next((one for one in rest if one in walk.actions and one not in seen), None)
        if target is None:
            order.append(identifier)
            stack.pop()
        else:
            seen.add(target)
            stack.append((target, iter(reversed(_meant(walk.actions[target])))))
    return order


def _dominators(walk: _Walk, root: str, order: Sequence[str]) -> Mapping[str, str]:
    """The last step that every way to a step passes (Cooper, Harvey and Kennedy)."""
    place = {identifier: index for index, identifier in enumerate(order)}
    sources: dict[str, list[str]] = {}
    for identifier in order:
        for target in _meant(walk.actions[identifier]):
            if target in place:
                sources.setdefault(target, []).append(identifier)
    above = {root: root}
    changed = True
    while changed:
        changed = False
        for identifier in reversed(order):
            if identifier == root:
                continue
            known = [source for source in sources[identifier] if source in above]
            found = known[0]
            for source in known[1:]:
                found = _meeting(found, source, above, place)
            if above.get(identifier) != found:
                above[identifier] = found
                changed = True
    return above


def _meeting(one: str, other: str, above: Mapping[str, str], place: Mapping[str, int]) -> str:
    while one != other:
        if place[one] < place[other]:
            one = above[one]
        else:
            other = above[other]
    return one
