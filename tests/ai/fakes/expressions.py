"""As much of DynamoDB's condition and update expressions as the program uses."""

import operator
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

Item = dict[str, Any]

_CLAUSE: Final = re.compile(r"\b(SET|ADD|REMOVE)\b")
_COMPARE: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "=": operator.eq,
    "<": operator.lt,
    ">": operator.gt,
}


class Expressions:
    """Evaluates expressions with a request's names and values. AND binds closer than OR."""

    def __init__(self, request: Mapping[str, Any]) -> None:
        self._names: Mapping[str, str] = request.get("ExpressionAttributeNames", {})
        self._values: Mapping[str, Any] = request.get("ExpressionAttributeValues", {})
        self._condition: str = request.get("ConditionExpression", "")
        self._update: str = request.get("UpdateExpression", "")
        self._check_used()

    def holds(self, item: Item | None) -> bool:
        """Whether the condition, if there is one, is true of an item that may not be there."""
        alternatives = self._condition.split(" OR ") if self._condition else []
        found = item or {}
        return not alternatives or any(
            all(self._true(part.strip(), found) for part in alternative.split(" AND "))
            for alternative in alternatives
        )

    def apply(self, item: Item) -> Item:
        """The item after the update."""
        changed = dict(item)
        words = [part.strip() for part in _CLAUSE.split(self._update) if part.strip()]
        for clause, actions in zip(words[::2], words[1::2], strict=True):
            for action in actions.split(","):
                self._do(clause, action.split(), changed)
        return changed

    def _do(self, clause: str, words: list[str], item: Item) -> None:
        name = self._name(words[0])
        if clause == "REMOVE":
            item.pop(name, None)
        elif clause == "SET":
            assert words[1] == "="
            item[name] = self._values[words[2]]
        else:
            before = int(item.get(name, {"N": "0"})["N"])
            item[name] = {"N": str(before + int(self._values[words[1]]["N"]))}

    def _true(self, part: str, item: Item) -> bool:
        absent = re.fullmatch(r"attribute_not_exists\((\S+)\)", part)
        if absent:
            return self._name(absent[1]) not in item
        left, sign, right = part.split()
        name = self._name(left)
        if name not in item:
            return False
        return _COMPARE[sign](_plain(item[name]), _plain(self._values[right]))

    def _name(self, word: str) -> str:
        return self._names[word] if word.startswith("#") else word

    def _check_used(self) -> None:
        """DynamoDB refuses names and values that no expression uses."""
        used = set(re.findall(r"[#:]\w+", f"{self._condition} {self._update}"))
        given = {*self._names, *self._values}
        assert used == given, f"used {sorted(used)}, but given {sorted(given)}"


def _plain(value: Mapping[str, Any]) -> Any:
    ((kind, plain),) = value.items()
    return int(plain) if kind == "N" else plain
