"""What callers will hear differently: sentences and routes, between two versions of flows.

Identifiers may change in between (exports carry new ones); the same words count as the same step.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from flows.document import Action, read
from flows.json_values import JsonObject
from flows.wording.routes import routes_of
from flows.wording.telling import body, recordings, route_name, sentences, title
from flows.wording.words import Kind, Words, kind_of, words

ALIKE: Final = 0.6
"""From here on a sentence counts as reworded, not as another one."""

_HEARD_LATER: Final = frozenset(
    {
        "UpdateContactTextToSpeechVoice",
        "UpdateContactData",
        "UpdateContactTargetQueue",
        "UpdateContactRecordingBehavior",
        "CheckHoursOfOperation",
        "CheckMetricData",
        "Compare",
        "Loop",
        "TransferToFlow",
        "TransferParticipantToThirdParty",
        "CreateCallbackContact",
        "InvokeFlowModule",
        "DequeueContactAndTransferToQueue",
    }
)
"""Steps without words of their own that change what comes after."""

Entry = dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Difference:
    """Entries hold `flow`, `action`, `what` ("sentence", "route", "step") and words.

    Added and removed ones have `text`; changed ones `old` and `new`.
    """

    added: tuple[Entry, ...]
    removed: tuple[Entry, ...]
    changed: tuple[Entry, ...]

    @property
    def is_empty(self) -> bool:
        """Whether callers will notice nothing."""
        return not (self.added or self.removed or self.changed)

    def to_json(self) -> dict[str, list[Entry]]:
        """As in the JSON of `flows diff`."""
        return {
            "added": list(self.added),
            "removed": list(self.removed),
            "changed": list(self.changed),
        }


def diff(
    old: Mapping[str, JsonObject], new: Mapping[str, JsonObject], *, language: str = "ko"
) -> Difference:
    """Compares flows of the same name, then tells of flows that only one side has."""
    names = words(language)
    added: list[Entry] = []
    removed: list[Entry] = []
    changed: list[Entry] = []
    for flow in dict.fromkeys((*old, *new)):
        before = _Side(flow, old.get(flow), names)
        after = _Side(flow, new.get(flow), names)
        same = _matched(before, after)
        added += _only(after, set(same.values()))
        removed += _only(before, set(same))
        changed += _reworded(before, after, same)
        gained, lost, moved = _rerouted(before, after, same)
        added, removed, changed = added + gained, removed + lost, changed + moved
    return Difference(added=tuple(added), removed=tuple(removed), changed=tuple(changed))


class _Side:
    """One version of a flow."""

    def __init__(self, name: str, content: JsonObject | None, names: Words) -> None:
        self.name = name
        self.names = names
        self.actions = {} if content is None else dict(read(content).by_identifier())

    def entry(self, identifier: str, what: str, **said: str) -> Entry:
        return {"flow": self.name, "action": identifier, "what": what, **said}

    def spoken(self, identifier: str) -> str:
        """What is heard there, in full."""
        action = self.actions[identifier]
        played = (self.names.phrase("recording", name) for name in recordings(action))
        return " / ".join((*sentences(action), *played))

    def told(self, identifier: str) -> str:
        """The step in words; identifiers that lead nowhere stand for themselves."""
        action = self.actions.get(identifier)
        if action is None:
            return identifier
        about = body(action, self.names)
        if kind_of(action.type) in {Kind.SPEECH, Kind.QUESTION, Kind.BOT} and about:
            about = f"“{about}”"
        return f"{title(action, self.names)} {about}".strip()

    def heard_at(self, identifier: str) -> str:
        """The next step that a caller notices."""
        seen: set[str] = set()
        while identifier not in seen:
            seen.add(identifier)
            action = self.actions.get(identifier)
            if action is None or kind_of(action.type) not in {Kind.SETTING, Kind.WORK}:
                break
            if action.conditions or action.next is None:
                break
            identifier = action.next
        return identifier

    def ways(self, action: Action) -> Mapping[str, str]:
        """Where each named way leads, as far as a caller notices."""
        return {
            route_name(action, route, self.names): self.heard_at(route.target)
            for route in reversed(routes_of(action))
        }


def _matched(before: _Side, after: _Side) -> Mapping[str, str]:
    """Old identifiers to new ones, each once."""
    same: dict[str, str] = {}
    taken: set[str] = set()
    for candidates in (_unchanged, _renamed, _edited, _alike):
        olds = [one for one in before.actions if one not in same]
        news = [one for one in after.actions if one not in taken]
        for old, new in candidates(before, after, olds, news):
            if old not in same and new not in taken:
                same[old] = new
                taken.add(new)
    return same


Pairs = Iterator[tuple[str, str]]


def _unchanged(before: _Side, after: _Side, olds: Sequence[str], news: Sequence[str]) -> Pairs:
    """The same words under the same name."""
    both = set(news)
    return ((one, one) for one in olds if one in both and before.told(one) == after.told(one))


def _renamed(before: _Side, after: _Side, olds: Sequence[str], news: Sequence[str]) -> Pairs:
    """The same words under another name."""
    by_words: dict[str, list[str]] = {}
    for new in news:
        by_words.setdefault(after.told(new), []).append(new)
    for old in olds:
        twins = by_words.get(before.told(old))
        if twins:
            yield old, twins.pop(0)


def _edited(before: _Side, after: _Side, olds: Sequence[str], news: Sequence[str]) -> Pairs:
    """Another content under the same name."""
    both = set(news)
    for one in olds:
        if one in both and before.actions[one].type == after.actions[one].type:
            yield one, one


def _alike(before: _Side, after: _Side, olds: Sequence[str], news: Sequence[str]) -> Pairs:
    """Reworded sentences, the most alike first."""
    scored: list[tuple[float, int, int]] = []
    for i, old in enumerate(olds):
        for j, new in enumerate(news):
            texts = before.spoken(old), after.spoken(new)
            if all(texts):
                score = SequenceMatcher(None, *texts, autojunk=False).ratio()
                if score >= ALIKE:
                    scored.append((-score, i, j))
    return ((olds[i], news[j]) for _, i, j in sorted(scored))


def _only(side: _Side, known: set[str]) -> Iterator[Entry]:
    """Sentences, and other steps that callers notice, that the other side lacks."""
    for identifier, action in side.actions.items():
        if identifier in known:
            continue
        if side.spoken(identifier):
            yield side.entry(identifier, "sentence", text=side.spoken(identifier))
        elif kind_of(action.type) is Kind.LEAVE or action.type in _HEARD_LATER:
            yield side.entry(identifier, "step", text=side.told(identifier))


def _reworded(before: _Side, after: _Side, same: Mapping[str, str]) -> Iterator[Entry]:
    for old, new in same.items():
        said = before.spoken(old), after.spoken(new)
        if said[0] != said[1]:
            if not said[0]:
                yield after.entry(new, "sentence", old=before.told(old), new=said[1])
            else:
                yield after.entry(new, "sentence", old=said[0], new=said[1] or after.told(new))
        elif after.actions[new].type in _HEARD_LATER and before.told(old) != after.told(new):
            yield after.entry(new, "step", old=before.told(old), new=after.told(new))


def _rerouted(
    before: _Side, after: _Side, same: Mapping[str, str]
) -> tuple[list[Entry], list[Entry], list[Entry]]:
    """Ways that are new, gone, or lead elsewhere."""
    added: list[Entry] = []
    removed: list[Entry] = []
    changed: list[Entry] = []
    for old, new in same.items():
        ways = before.ways(before.actions[old]), after.ways(after.actions[new])
        for way in dict.fromkeys((*ways[0], *ways[1])):
            start = f"{after.told(new)} → {way}".removesuffix(" → ")
            was, is_now = ways[0].get(way), ways[1].get(way)
            if was is None and is_now is not None:
                text = f"{start} → {after.told(is_now)}"
                added.append(after.entry(new, "route", text=text))
            elif is_now is None and was is not None:
                text = f"{start} → {before.told(was)}"
                removed.append(before.entry(old, "route", text=text))
            elif was is not None and is_now is not None and same.get(was, was) != is_now:
                words_for = before.told(was), after.told(is_now)
                if words_for[0] != words_for[1]:
                    entry = after.entry(new, "route", old=words_for[0], new=words_for[1])
                    changed.append({**entry, "on": start})
    return added, removed, changed
