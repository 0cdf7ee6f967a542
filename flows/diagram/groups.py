"""Which actions share a box: settings in a row, and a menu with its repetitions."""

from collections.abc import Mapping, Sequence

from flows.document import Action
from flows.wording.routes import Route, Way, is_menu, keys_of, routes_of
from flows.wording.words import Kind, kind_of

Sources = Mapping[str, Sequence[tuple[str, Route]]]


def groups_of(actions: Mapping[str, Action], start: str | None) -> list[list[Action]]:
    """Every action once; most stand alone."""
    sources: dict[str, list[tuple[str, Route]]] = {}
    for action in actions.values():
        for route in routes_of(action):
            sources.setdefault(route.target, []).append((action.identifier, route))
    groups: list[list[Action]] = []
    taken: set[str] = set()
    for action in actions.values():
        if action.identifier in taken:
            continue
        left = {one: each for one, each in actions.items() if one not in {start, *taken}}
        if is_menu(action):
            group = _asked_again(action, left, sources)
        else:
            group = _settings(action, left, sources)
        taken.update(member.identifier for member in group)
        groups.append(group)
    return groups


def rounds_in(group: Sequence[Action]) -> int:
    """How often a menu is asked again at most."""
    inside = {member.identifier for member in group}
    rounds = {group[0].identifier: 0}
    for _ in group:
        for member in group:
            for route in routes_of(member):
                if route.target in inside and member.identifier in rounds:
                    later = rounds[member.identifier] + 1
                    rounds[route.target] = min(
                        max(rounds.get(route.target, 0), later), len(group) - 1
                    )
    return max(rounds.values())


def _asked_again(menu: Action, left: Mapping[str, Action], sources: Sources) -> list[Action]:
    """Menus with the same keys that only a miss at one of these leads to."""
    group = {menu.identifier: menu}
    grown = True
    while grown:
        grown = False
        for identifier, other in left.items():
            if identifier in group or not is_menu(other) or keys_of(other) != keys_of(menu):
                continue
            if all(
                source in group and route.way is Way.MISSED
                for source, route in sources.get(identifier, ())
            ) and sources.get(identifier):
                group[identifier] = other
                grown = True
    return list(group.values())


def _settings(first: Action, left: Mapping[str, Action], sources: Sources) -> list[Action]:
    """Settings of which each leads to the next only."""
    group = [first]
    while (follower := _follower(group, left)) is not None:
        if {source for source, _ in sources[follower.identifier]} != {group[-1].identifier}:
            break
        group.append(follower)
    return group


def _follower(group: Sequence[Action], left: Mapping[str, Action]) -> Action | None:
    """The setting that always comes after; faults may only lead where its own do."""
    last = group[-1]
    following = left.get(last.next or "")
    if following is None or following in group:
        return None
    if {kind_of(last.type), kind_of(following.type)} != {Kind.SETTING}:
        return None
    elsewhere = {route.target for action in group for route in routes_of(action)}
    inside = {action.identifier for action in group} | {following.identifier}
    own = {route.target for route in routes_of(following) if route.way is Way.FAULT}
    return following if elsewhere - inside <= own else None
