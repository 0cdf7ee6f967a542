from collections.abc import Sequence

from flows.catalog import FLOWS
from flows.document import read
from flows.wording.outline import Item, outline
from tests.flows.actions import action, content, say


def steps(items: Sequence[Item]) -> list[tuple[str, int]]:
    return [(i.action.identifier, i.depth) for i in items if i.is_step and i.action is not None]


def test_what_follows_a_choice_stands_under_it_and_what_joins_stands_after() -> None:
    flow = content(
        action(
            "ask",
            "Compare",
            when={"a": "one", "b": "two"},
            errors={"NoMatchingCondition": "joined"},
        ),
        say("one", next="joined"),
        say("two", next="joined"),
        say("joined"),
    )

    assert steps(outline(read(flow))) == [
        ("ask", 0),
        ("one", 2),
        ("two", 2),
        ("joined", 0),
        ("end", 0),
    ]


def test_what_only_faults_lead_to_comes_last() -> None:
    flow = content(
        action("a", "InvokeLambdaFunction", next="b", errors={"NoMatchingError": "sorry"}),
        say("b"),
        say("sorry"),
    )
    items = outline(read(flow))

    assert [one for one, _ in steps(items)] == ["a", "b", "end", "sorry"]
    assert "faults" in [item.part for item in items]


def test_steps_that_nothing_leads_to_are_told_too() -> None:
    items = outline(read(content(say("a"), say("lost"))))

    assert items[-2].part == "unreached" or "unreached" in [item.part for item in items]
    assert "lost" in [one for one, _ in steps(items)]


def test_every_step_of_our_flows_is_told_once() -> None:
    for flow in FLOWS.values():
        document = read(flow.content)
        told = [one for one, _ in steps(outline(document))]

        assert sorted(told) == sorted(document.by_identifier())


def test_a_flow_deeper_than_python_recurses_is_told() -> None:
    chain = [
        action(f"c{n}", "Compare", when={"x": f"c{n + 1}"}, errors={"NoMatchingCondition": "end"})
        for n in range(1_200)
    ]

    assert len(steps(outline(read(content(*chain, say("c1200")))))) == 1_202
