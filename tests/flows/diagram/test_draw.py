import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from flows.catalog import FLOWS
from flows.diagram.draw import draw
from flows.json_values import JsonObject
from flows.language import FlowType
from tests.flows.actions import action, content, say

SVG = "{http://www.w3.org/2000/svg}"


def drawn(flow: JsonObject, *, language: str = "ko") -> ET.Element:
    return ET.fromstring(draw(flow, name="test", language=language))  # noqa: S314 - our own


def texts(picture: ET.Element) -> str:
    return " ".join(element.text or "" for element in picture.iter(f"{SVG}text"))


MENU = content(
    action(
        "menu",
        "GetParticipantInput",
        next="end",
        when={"1": "one", "2": "two"},
        errors={
            "InputTimeLimitExceeded": "again",
            "NoMatchingCondition": "again",
            "NoMatchingError": "sorry",
        },
        Text="무엇을 도와드릴까요?",
    ),
    say("one", "하나입니다."),
    say("two", "둘입니다."),
    say("again", "다시 안내해 드리겠습니다.", next="menu"),
    say("sorry", "죄송합니다."),
)


@pytest.mark.parametrize("name", sorted(FLOWS))
def test_every_flow_of_ours_is_drawn_the_same_each_time(name: str) -> None:
    flow = FLOWS[name]
    picture = draw(flow.content, name=name, flow_type=flow.type, description=flow.description)

    assert picture == draw(
        flow.content, name=name, flow_type=flow.type, description=flow.description
    )
    assert ET.fromstring(picture).tag == f"{SVG}svg"  # noqa: S314 - our own


def test_what_is_said_and_what_is_pressed_can_be_read() -> None:
    shown = texts(drawn(MENU))

    assert "무엇을 도와드릴까요?" in shown
    assert "침묵 · 없는 번호" in shown
    assert {"1", "2"} <= set(shown.split())


def test_meant_missed_and_failed_ways_look_different() -> None:
    classes = {path.get("class") for path in drawn(MENU).iter(f"{SVG}path")}

    assert {"line good", "line missed", "line fault"} <= classes


def test_the_way_back_to_a_menu_is_told_by_its_number() -> None:
    assert "→ 1" in texts(drawn(MENU))


def test_start_and_end_are_marked_and_the_legend_explains() -> None:
    shown = texts(drawn(MENU))

    assert "시작" in shown
    assert "전화 끊기" in shown
    assert "정상 진행" in shown


def test_the_labels_come_in_english_too() -> None:
    shown = texts(drawn(MENU, language="en"))

    assert "start" in shown
    assert "Hangs up" in shown


def test_a_picture_names_its_flow_and_type() -> None:
    picture = draw(MENU, name="queue", flow_type=FlowType.CUSTOMER_QUEUE, description="대기 안내")

    assert "고객 대기 흐름" in picture
    assert "대기 안내" in picture


def test_the_fonts_are_those_that_hold_hangul() -> None:
    assert "NanumGothic, Noto Sans KR, Apple SD Gothic Neo, Malgun Gothic" in draw(MENU, name="x")


def test_long_sentences_are_shortened_but_kept_for_the_pointer() -> None:
    long = "아주 긴 문장입니다. " * 40
    picture = drawn(content(say("a", long)))

    assert long.strip() not in texts(picture)
    assert long.strip() in " ".join(t.text or "" for t in picture.iter(f"{SVG}title"))


def test_signs_that_mean_something_in_xml_are_kept() -> None:
    assert "A<B & “C”" in texts(drawn(content(say("a", "A<B & “C”"))))


def test_signs_that_xml_does_not_allow_are_left_out() -> None:
    assert "가나" in texts(drawn(content(say("a", "가\x00나\ud800"))))


@pytest.mark.parametrize(
    "flow",
    [
        {},
        {"Actions": []},
        {"Actions": "none", "StartAction": 3},
        {"StartAction": "x", "Actions": [{"Identifier": "y"}, {}]},
        content(action("loop", "Compare", next="loop", when={"a": "loop"})),
        content(say("a", next="nowhere")),
        {"Version": "1", "modules": [{"id": "x"}]},
    ],
)
def test_content_of_any_shape_is_drawn(flow: JsonObject) -> None:
    assert drawn(flow).tag == f"{SVG}svg"


def test_boxes_of_a_row_do_not_lie_on_each_other() -> None:
    for flow in FLOWS.values():
        rows: dict[float, list[tuple[float, float]]] = {}
        for box in drawn(flow.content).iter(f"{SVG}g"):
            frame = box.find(f"{SVG}rect")
            if frame is not None and box.find(f"{SVG}title") is not None:
                x, y, wide = (float(frame.get(key, "0")) for key in ("x", "y", "width"))
                rows.setdefault(y, []).append((x, x + wide))
        for row in rows.values():
            row.sort()
            assert all(left[1] < right[0] for left, right in pairwise(row))


def test_two_hundred_and_fifty_actions_fit_on_a_page() -> None:
    many = content(
        *(
            action(
                f"m{n}",
                "GetParticipantInput",
                when={"1": f"m{n + 1}", "2": f"m{min(n + 7, 249)}", "3": f"m{max(n - 9, 0)}"},
                errors={"NoMatchingError": "end", "NoMatchingCondition": f"m{n}"},
                Text=f"{n}번째 안내입니다.",
            )
            for n in range(249)
        ),
        say("m249"),
    )

    assert len(re.findall("번째 안내입니다", texts(drawn(many)))) == 249
