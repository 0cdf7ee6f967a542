from collections.abc import Hashable

from flows.simulator.caller import CallerAction, HangUp, Press, Silence, Waiting
from flows.simulator.world import FunctionResult, World
from tests.flows.actions import action, content, say
from tests.flows.functions import Functions, elicit
from tests.flows.simulator.lex.talks import talk
from tests.flows.worlds import one_flow, play

FAULT = {"NoMatchingError": "fault"}


def seen(world: World, *actions: CallerAction) -> list[Hashable]:
    """Fingerprints at each wait."""
    left = list(actions)
    prints: list[Hashable] = []

    def caller(waiting: Waiting) -> CallerAction:
        assert waiting.contact is not None
        prints.append(waiting.contact.fingerprint())
        return left.pop(0) if left else HangUp()

    play(world, caller=caller)
    return prints


def menu(*, on_silence: str = "ask") -> World:
    store = action(
        "store",
        "UpdateContactAttributes",
        next="ask",
        errors=FAULT,
        Attributes={"key": "pressed"},
    )
    ask = action(
        "ask",
        "GetParticipantInput",
        next="end",
        Text="1번",
        when={"1": "store"},
        errors={"InputTimeLimitExceeded": on_silence, **FAULT},
    )
    return one_flow(ask, store, say("fault"))


def test_asking_again_in_the_same_state_is_the_same_place() -> None:
    first, second = seen(menu(), Silence())

    assert first == second
    assert hash(first) == hash(second)


def test_another_attribute_is_another_state() -> None:
    first, second, third = seen(menu(), Press("1"), Press("1"))

    assert first != second
    assert second == third


def test_a_loop_that_counts_is_another_state_each_time() -> None:
    looping = action(
        "loop",
        "Loop",
        next="end",
        when={"ContinueLooping": "ask", "DoneLooping": "end"},
        LoopCount="3",
    )
    ask = action("ask", "GetParticipantInput", next="loop", Text="?", errors=FAULT)
    prints = seen(one_flow(looping, ask, say("fault", next="loop")), Silence(), Silence())

    assert len(set(prints)) == 3


def test_the_flow_that_called_a_module_counts() -> None:
    module = content(
        action(
            "ask", "GetParticipantInput", next="back", Text="?", errors={"NoMatchingError": "back"}
        ),
        action("back", "EndFlowModuleExecution"),
    )
    calls = [
        action(name, "InvokeFlowModule", next=then, errors=FAULT, FlowModuleId="module")
        for name, then in (("one", "two"), ("two", "end"))
    ]
    prints = seen(one_flow(*calls, say("fault"), more={"module": module}), Silence())

    assert len(set(prints)) == 2


def test_where_a_conversation_stands_counts() -> None:
    prints: list[Hashable] = []
    asked = [elicit("하나.", note="a"), elicit("둘.", note="a"), elicit("셋.", note="b")]

    def caller(waiting: Waiting) -> CallerAction:
        assert waiting.contact is not None
        prints.append(waiting.contact.fingerprint())
        return Silence() if len(prints) < 4 else HangUp()

    talk(caller=caller, invoke=Functions(lambda _: FunctionResult(payload=asked.pop(0))))

    assert prints[1] == prints[2]
    assert len(set(prints)) == 3
