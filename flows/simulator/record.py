"""What is noted of a call while it lasts."""

from collections.abc import Callable

from flows.json_values import JsonObject
from flows.simulator.contact import Contact
from flows.simulator.result import Branch, Created, CreatedKind, Fault, Party, Turn, Who


class Record:
    """Turns, faults, and the way through the flows.

    `aside`: a flow is played for one of two people who are both there; `beside`: that one is the
    agent, so that the caller hears nothing of it.
    """

    def __init__(self, contact: Contact, on_turn: Callable[[Turn], None] | None) -> None:
        self.contact = contact
        self.turns: list[Turn] = []
        self.agent_turns: list[Turn] = []
        self.faults: list[Fault] = []
        self.path: list[str] = []
        self.branches: list[Branch] = []
        self.created: list[Created] = []
        self.listener = Party.CUSTOMER
        self.aside = False
        self.beside = False
        self._on_turn = on_turn
        self._flow = ""
        self._action = ""

    def back_in(self, flow: str, action: str) -> None:
        """A module or a flow beside has ended; the one before goes on."""
        self._flow, self._action = flow, action

    @property
    def place(self) -> tuple[str, str]:
        """The flow and action being played."""
        return self._flow, self._action

    def took(self, label: str) -> None:
        """A way out of the action is taken."""
        self.branches.append(Branch(self._flow, self._action, label))

    def note(self, error: str, why: str) -> None:
        """An error branch is about to be taken."""
        self.faults.append(Fault(flow=self._flow, action=self._action, error=error, why=why))

    def create(self, kind: CreatedKind, values: JsonObject) -> None:
        """Another contact is made."""
        self.created.append(Created(kind=kind, values=values))

    def hear(self, who: Who, text: str, ssml: str | None) -> None:
        """Something is said, pressed or shown."""
        turn = Turn(
            who=who,
            text=text,
            flow=self._flow,
            action=self._action,
            ssml=ssml,
            at=self.contact.elapsed,
            to=self.listener,
        )
        if self.beside:
            self.agent_turns.append(turn)
            return
        self.turns.append(turn)
        if self._on_turn is not None:
            self._on_turn(turn)
