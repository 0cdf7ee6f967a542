"""What exploring says is possible happens in the simulator, action by action."""

from random import Random

import pytest

from flows.catalog import FLOWS
from flows.explore.atlas import Atlas
from flows.json_values import JsonObject
from flows.language import FlowType
from flows.simulator.program import compile_flow
from flows.simulator.world import DeployedFlow
from tests.flows.actions import action, content, say
from tests.flows.explore.replay import UnplayableError, script_of, walk
from tests.flows.explore.stage import Stage

WALKS = 25

DECIDING = content(
    action(
        "loop", "Loop", when={"ContinueLooping": "store", "DoneLooping": "split"}, LoopCount="2"
    ),
    action(
        "store",
        "GetParticipantInput",
        next="keyed",
        errors={"NoMatchingError": "loop"},
        Text="번호를 눌러 주세요.",
        StoreInput="True",
        InputTimeLimitSeconds="5",
        InputValidation={"CustomValidation": {"MaximumLength": "4"}},
    ),
    action(
        "keyed",
        "Compare",
        when={
            "Timeout": "loop",
            "1": "ask",
            "NumberGreaterThan 500": "loop",
            "TextEndsWith 7": "end",
        },
        errors={"NoMatchingCondition": "ask"},
        ComparisonValue="$.StoredCustomerInput",
    ),
    action(
        "ask",
        "InvokeLambdaFunction",
        next="keep",
        errors={"NoMatchingError": "level"},
        LambdaFunctionARN="arn:aws:lambda:ap-northeast-2:111122223333:function:level",
    ),
    action(
        "keep",
        "UpdateContactAttributes",
        next="level",
        errors={"NoMatchingError": "level"},
        Attributes={"level": "$.External.level", "fixed": "yes"},
    ),
    action(
        "level",
        "Compare",
        when={"gold": "same", "silver": "loop", "TextStartsWith g": "bot"},
        errors={"NoMatchingCondition": "same"},
        ComparisonValue="$.Attributes.level",
    ),
    action(
        "same",
        "Compare",
        when={"gold": "bot", "other": "loop"},
        errors={"NoMatchingCondition": "loop"},
        ComparisonValue="$.External.level",
    ),
    action(
        "bot",
        "ConnectParticipantWithLexBot",
        errors={"NoMatchingCondition": "mood", "NoMatchingError": "loop"},
        when={"Engineer": "mood", "End": "end"},
        Text="무엇을 도와드릴까요?",
        LexV2Bot={"AliasArn": "arn:aws:lex:ap-northeast-2:111122223333:bot-alias/A/B"},
    ),
    action(
        "mood",
        "Compare",
        when={"Engineer": "loop"},
        errors={"NoMatchingCondition": "loop"},
        ComparisonValue="$.Lex.IntentName",
    ),
    action(
        "split",
        "DistributeByPercentage",
        when={"NumberLessThan 30": "bye", "NumberLessThan 70": "end"},
        errors={"NoMatchingCondition": "loop"},
    ),
    say("bye"),
)


def _atlas(flows: dict[str, JsonObject], types: dict[str, FlowType]) -> Atlas:
    return Atlas(
        programs={name: compile_flow(name, body) for name, body in flows.items()}, types=types
    )


def _agrees(
    atlas: Atlas, bodies: dict[str, JsonObject], flow: str, seed: int
) -> tuple[list[str], list[str]] | None:
    """The explored and the played path; None when no call can be made of it."""
    taken = walk(atlas, flow, Random(seed))  # noqa: S311 - a walk
    try:
        script = script_of(taken)
    except UnplayableError:
        return None
    deployed = {
        name: DeployedFlow(name=name, content=body, type=atlas.types[name])
        for name, body in bodies.items()
    }
    with pytest.MonkeyPatch.context() as patch:
        stage = Stage(script, patch)
        stage.play(deployed, flow)
    return taken.path, stage.path[: len(taken.path)]


def _played(flow: str, bodies: dict[str, JsonObject], types: dict[str, FlowType], n: int) -> int:
    atlas = _atlas(bodies, types)
    played = 0
    for seed in range(n):
        both = _agrees(atlas, bodies, flow, seed)
        if both is not None:
            explored, simulated = both
            assert simulated == explored, f"seed {seed}"
            played += 1
    return played


@pytest.mark.parametrize("name", sorted(FLOWS))
def test_explored_paths_of_our_flows_happen_in_calls(name: str) -> None:
    bodies = {flow: source.content for flow, source in FLOWS.items()}
    types = {flow: source.type for flow, source in FLOWS.items()}
    assert _played(name, bodies, types, WALKS) > 0


ASKING = content(
    action(
        "module",
        "InvokeFlowModule",
        next="module",
        errors={"NoMatchingError": "end", "NoMatchingCondition": "again"},
        when={"yes": "again", "no": "end"},
        FlowModuleId="{{flow:answering}}",
    ),
    action(
        "again",
        "Loop",
        when={"ContinueLooping": "module", "DoneLooping": "tier"},
        LoopCount="2",
    ),
    action(
        "tier",
        "Compare",
        when={"gold": "bye", "yes": "end"},
        errors={"NoMatchingCondition": "module"},
        ComparisonValue="$.Attributes.tier",
    ),
    say("bye"),
)
ANSWERING = content(
    action(
        "lookup",
        "InvokeLambdaFunction",
        next="keep",
        errors={"NoMatchingError": "give-up"},
        LambdaFunctionARN="arn:aws:lambda:ap-northeast-2:111122223333:function:tier",
    ),
    action(
        "keep",
        "UpdateContactAttributes",
        next="return",
        errors={"NoMatchingError": "give-up"},
        Attributes={"tier": "$.External.tier"},
    ),
    action("return", "EndFlowModuleExecution", Result="$.External.tier"),
    action("give-up", "EndFlowModuleExecution", Result="no"),
)


def test_modules_return_as_in_calls() -> None:
    played = _played(
        "asking",
        {"asking": ASKING, "answering": ANSWERING},
        {"asking": FlowType.CONTACT_FLOW, "answering": FlowType.MODULE},
        200,
    )
    assert played > 100


def test_loops_values_bots_and_chance_decide_as_in_calls() -> None:
    played = _played("deciding", {"deciding": DECIDING}, {"deciding": FlowType.CONTACT_FLOW}, 300)
    assert played > 200
