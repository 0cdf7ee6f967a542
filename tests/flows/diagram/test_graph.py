from flows.diagram.graph import Strength, graph_of
from flows.diagram.layers import rows_of
from flows.diagram.order import crossings, set_in_order
from flows.json_values import JsonObject
from flows.wording.words import Kind, words
from tests.flows.actions import action, content, say

KO = words("ko")


def ask(identifier: str, *, silent: str, wrong: str) -> JsonObject:
    return action(
        identifier,
        "GetParticipantInput",
        when={"1": "one"},
        errors={"InputTimeLimitExceeded": silent, "NoMatchingCondition": wrong},
        Text=identifier,
    )


def test_a_fault_that_leads_where_all_goes_is_no_line_of_its_own() -> None:
    graph = graph_of(content(say("a", next="b"), say("b")), KO)

    assert [line.strength for line in graph.lines] == [Strength.GOOD, Strength.GOOD]
    assert [line.labels for line in graph.lines] == [(), ()]


def test_settings_in_a_row_share_a_box() -> None:
    flow = content(
        action("log", "UpdateFlowLoggingBehavior", next="voice", FlowLoggingBehavior="Enabled"),
        action(
            "voice",
            "UpdateContactTextToSpeechVoice",
            next="hello",
            errors={"NoMatchingError": "hello"},
            TextToSpeechVoice="Seoyeon",
        ),
        say("hello"),
    )
    first = graph_of(flow, KO).boxes[0]

    assert first.kind is Kind.SETTING
    assert first.lines == ["흐름 로그: 켬", "목소리: Seoyeon"]


def test_a_menu_and_its_repetitions_share_a_box() -> None:
    flow = content(
        ask("menu", silent="quiet", wrong="wrong"),
        ask("quiet", silent="give-up", wrong="wrong-2"),
        ask("wrong", silent="give-up", wrong="wrong-2"),
        ask("wrong-2", silent="give-up", wrong="give-up"),
        say("one"),
        say("give-up"),
    )
    graph = graph_of(flow, KO)

    assert graph.boxes[0].title == "메뉴 · 다시 묻기 2번"
    assert [box.title for box in graph.boxes].count("메뉴") == 0


def test_an_end_that_many_lead_to_is_drawn_for_each() -> None:
    flow = content(
        action("a", "Compare", when={"x": "b"}, errors={"NoMatchingCondition": "c"}),
        say("b"),
        say("c"),
    )

    assert [box.kind for box in graph_of(flow, KO).boxes].count(Kind.END) == 2


def test_every_line_leads_downwards() -> None:
    flow = content(say("a", next="b"), say("b", next="c"), say("c", next="a"))
    graph = graph_of(flow, KO)
    rows = rows_of(graph)

    assert all(piece.upper.row + 1 == piece.lower.row for piece in rows.pieces)
    assert [line.target.number for line in graph.jumps] == [1]


def test_faults_to_the_same_box_run_together() -> None:
    def fragile(identifier: str, following: str) -> JsonObject:
        return action(
            identifier, "InvokeLambdaFunction", next=following, errors={"NoMatchingError": "sorry"}
        )

    graph = graph_of(
        content(fragile("a", "b"), fragile("b", "c"), fragile("c", "d"), say("d"), say("sorry")), KO
    )
    rows = rows_of(graph)
    faults = [piece for piece in rows.pieces if piece.strength is Strength.FAULT]

    assert len({piece.lower for piece in faults}) < len(faults)


def test_sorting_takes_crossings_away() -> None:
    flow = content(
        action("a", "Compare", when={"x": "b", "y": "c"}, errors={"NoMatchingCondition": "d"}),
        say("b", next="g"),
        say("c", next="f"),
        say("d", next="e"),
        say("e"),
        say("f"),
        say("g"),
    )
    rows = rows_of(graph_of(flow, KO))
    set_in_order(rows)

    assert crossings(rows) == 0
