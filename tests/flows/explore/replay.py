"""Plays an explored path in the simulator: its choices become keys, words, answers and faults."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from flows.explore.atlas import Atlas
from flows.explore.junction import Choice, Junction, Outcome
from flows.explore.outcomes import outcomes
from flows.explore.state import Draft, End, Ending, Place
from flows.explore.values import NO_FACTS, PHONE, Path, witness
from flows.json_values import Json, as_object, as_text
from flows.simulator.caller import CallerAction, HangUp, Press, Say, Silence
from flows.simulator.line import Line
from flows.simulator.outcomes import Failed, Result
from flows.simulator.outcomes import Outcome as Played
from flows.simulator.program import Instruction
from flows.simulator.services import Understood
from flows.simulator.world import DeployedQueue
from tests.flows.worlds import CUSTOMER

LONGEST = 80
ANYTHING = "something else"
_PLAYED = {"Loop", "TransferParticipantToThirdParty", "EndFlowModuleExecution"}
Before = Callable[[Line], None]


class UnplayableError(Exception):
    """The path needs a value that no caller, function or resource of a test can give."""


@dataclass
class Walk:
    """A path: actions with what came of each, and what must hold of the unknown values."""

    steps: list[tuple[Instruction, Outcome]] = field(
        default_factory=list[tuple[Instruction, Outcome]]
    )
    births: dict[int, tuple[int, Path]] = field(default_factory=dict[int, tuple[int, Path]])
    last: Draft | None = None

    @property
    def path(self) -> list[str]:
        return [instruction.identifier for instruction, _ in self.steps]

    def value(self, number: int) -> str:
        assert self.last is not None
        found = witness(self.last.facts.get(number, NO_FACTS))
        assert found is not None
        return found


def walk(atlas: Atlas, flow: str, random: Random) -> Walk:
    """A way through the flow, chosen at random."""
    draft = Draft(place=Place(flow, atlas.programs[flow].start.identifier))
    draft.forget("FlowAttributes", missing=True)
    taken = Walk(last=draft)
    while len(taken.steps) < LONGEST:
        instruction = atlas.at(draft.place.flow, draft.place.action)
        assert instruction is not None
        possible = list(outcomes(Junction(atlas, instruction, draft)))
        outcome = random.choice(possible)
        if isinstance(outcome.ahead, End) and len(possible) > 1 and random.random() < 0.7:
            outcome = random.choice(possible)
        taken.steps.append((instruction, outcome))
        if isinstance(outcome.ahead, End):
            break
        for number in outcome.ahead.births.keys() - taken.births.keys():
            taken.births[number] = (len(taken.steps) - 1, outcome.ahead.births[number])
        draft = taken.last = outcome.ahead
    return taken


@dataclass
class Script:
    """What has to happen for the simulator to go the same way."""

    actions: deque[CallerAction] = field(default_factory=deque[CallerAction])
    payloads: dict[int, dict[str, Json]] = field(default_factory=dict[int, dict[str, Json]])
    understood: deque[Understood] = field(default_factory=deque[Understood])
    forced: dict[int, Played] = field(default_factory=dict[int, Played])
    before: dict[int, list[Before]] = field(default_factory=dict[int, list[Before]])
    attributes: dict[str, str] = field(default_factory=dict[str, str])
    customer: str = CUSTOMER
    channel: str = "VOICE"


def script_of(taken: Walk) -> Script:
    """The inputs of a walk.

    Raises:
        UnplayableError: it needs what no test can give.
    """
    script = Script()
    keyed = dict[int, str]()
    sessions = dict[int, dict[str, str]]()
    for number, (step, path) in taken.births.items():
        _supply(taken, script, number, step, path, keyed, sessions)
    for index, (instruction, outcome) in enumerate(taken.steps):
        _act(script, index, instruction, outcome, keyed, sessions)
    return script


def _supply(
    taken: Walk,
    script: Script,
    number: int,
    step: int,
    path: Path,
    keyed: dict[int, str],
    sessions: dict[int, dict[str, str]],
) -> None:
    """Where an unknown value comes from."""
    value = taken.value(number)
    match path:
        case ("Attributes", name):
            script.attributes[name] = value
        case ("External", name):
            giver = _last(taken, step, "InvokeLambdaFunction")
            script.payloads.setdefault(giver, {})[name] = value
        case ("StoredCustomerInput",):
            assert taken.last is not None
            if any(fact.operator == PHONE for fact in taken.last.facts[number]):
                raise UnplayableError(path)
            keyed[step] = value
        case ("Lex", "SessionAttributes", name):
            giver = _last(taken, step, "ConnectParticipantWithLexBot")
            sessions.setdefault(giver, {})[name] = value
        case ("Channel",) | ("CustomerEndpoint", "Address"):
            setattr(script, "channel" if path[0] == "Channel" else "customer", value)
        case ("Metrics", *names):
            script.before.setdefault(step, []).append(_metrics(names, value))
        case ("Queue", "Name"):
            queue = DeployedQueue(name=value, arn=value)
            script.before.setdefault(step, []).append(
                lambda line: setattr(line.contact, "queue", queue)
            )
        case ("(metric)",):
            script.forced[step] = Result(value)
        case _:
            raise UnplayableError(path)


def _metrics(names: list[str], value: str) -> Before:
    def fill(line: Line) -> None:
        def put(known: Json, keys: list[str]) -> Json:
            if not keys:
                return value
            return {**as_object(known), keys[0]: put(as_object(known).get(keys[0]), keys[1:])}

        line.contact.metrics = as_object(put(line.contact.metrics, names))

    return fill


def _last(taken: Walk, step: int, kind: str) -> int:
    """The last action of a type before a step that worked; values of earlier flows have none."""
    for index in range(step - 1, -1, -1):
        instruction, outcome = taken.steps[index]
        if instruction.type == kind and outcome.choice is not Choice.ERROR:
            return index
    raise UnplayableError(kind)


def _act(
    script: Script,
    index: int,
    instruction: Instruction,
    outcome: Outcome,
    keyed: dict[int, str],
    sessions: dict[int, dict[str, str]],
) -> None:
    match outcome.choice:
        case Choice.KEY | Choice.WRONG_KEY:
            script.actions.append(Press(outcome.value))
        case Choice.SILENCE:
            script.actions.append(Silence())
        case Choice.DIGITS:
            script.actions.append(_digits(instruction, outcome, keyed.get(index)))
        case Choice.HANG_UP:
            if instruction.type != "ShowView":
                script.actions.append(HangUp())
        case Choice.INTENT:
            name = ANYTHING if outcome.value == "another intent" else outcome.value
            script.actions.append(Say(name))
            script.understood.append(Understood(intent=name, session=sessions.get(index, {})))
        case _:
            _force(script, index, instruction, outcome)


def _force(script: Script, index: int, instruction: Instruction, outcome: Outcome) -> None:
    match outcome.choice:
        case Choice.ERROR:
            script.forced[index] = Failed("as explored", outcome.value)
        case Choice.RESULT | Choice.VIEW:
            if instruction.type not in _PLAYED:
                script.forced.setdefault(index, Result(outcome.value or ANYTHING))
        case _:
            if instruction.type in {"GetCustomerProfile", "Wait"} or (
                isinstance(outcome.ahead, End) and outcome.ahead.ending is Ending.DEAD
            ):
                raise UnplayableError(instruction.type)


def _digits(instruction: Instruction, outcome: Outcome, value: str | None) -> CallerAction:
    if outcome.value:
        return Press("12#")
    validation = as_object(instruction.parameters.get("InputValidation"))
    phone = as_object(validation.get("PhoneNumberValidation"))
    if phone:
        local = as_text(phone.get("NumberFormat")) == "Local"
        return Press("01012345678#" if local else "821012345678#")
    return Press((value or "1") + "#")
