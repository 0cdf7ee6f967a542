"""Colours and letters of a picture: calm enough to print, and told apart without colour too."""

from typing import Final

from flows.diagram.graph import Strength
from flows.wording.words import Kind

FONTS: Final = "NanumGothic, Noto Sans KR, Apple SD Gothic Neo, Malgun Gothic, sans-serif"

FILLS: Final = {
    Kind.SPEECH: ("#eef5ff", "#4a86d8", "#2a62ad"),
    Kind.QUESTION: ("#fff7e0", "#d99a00", "#936600"),
    Kind.BOT: ("#f4eeff", "#8659d9", "#6238b3"),
    Kind.CHOICE: ("#ffffff", "#6b7280", "#4b5563"),
    Kind.WORK: ("#eaf8f0", "#2e9e5b", "#1f7a44"),
    Kind.SETTING: ("#f5f6f8", "#cfd4da", "#6b7280"),
    Kind.LEAVE: ("#e3f6f7", "#0b8793", "#086a74"),
    Kind.END: ("#374151", "#374151", "#ffffff"),
}
"""Fill, border and title of each kind of box."""

STROKES: Final = {Strength.GOOD: "good", Strength.MISSED: "missed", Strength.FAULT: "fault"}

STYLE: Final = f"""
text {{ font-family: {FONTS}; fill: #1f2937; }}
.name {{ font-size: 22px; font-weight: 700; }}
.about {{ font-size: 13px; fill: #6b7280; }}
.title {{ font-size: 11px; font-weight: 700; }}
.body {{ font-size: 13px; }}
.small {{ font-size: 11px; fill: #6b7280; }}
.number {{ font-size: 10px; fill: #9aa3af; text-anchor: end; }}
.end {{ font-size: 13px; font-weight: 700; fill: #ffffff; text-anchor: middle; }}
.chip {{ font-size: 11px; text-anchor: middle; }}
.line {{ fill: none; stroke-linecap: round; }}
.good {{ stroke: #1f3a5f; stroke-width: 2.2; }}
.missed {{ stroke: #b7791f; stroke-width: 1.4; stroke-dasharray: 5 3; }}
.fault {{ stroke: #c3c9d1; stroke-width: 1.1; }}
.key {{ fill: #1f3a5f; stroke: none; }}
.chip-good {{ fill: #ffffff; stroke: #1f3a5f; stroke-width: 1; }}
.chip-missed {{ fill: #fffaf0; stroke: #d9a441; stroke-width: 1; }}
.chip-fault {{ fill: #ffffff; stroke: #d5d9df; stroke-width: 1; }}
.on-key {{ fill: #ffffff; font-weight: 700; }}
.on-good {{ fill: #1f3a5f; font-weight: 700; }}
.on-missed {{ fill: #936600; }}
.on-fault {{ fill: #8b939e; }}
.head-good {{ fill: #1f3a5f; }}
.head-missed {{ fill: #b7791f; }}
.head-fault {{ fill: #c3c9d1; }}
"""
