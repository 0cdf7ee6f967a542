"""The first flow of a call: voice, greeting, notices, menu."""

from collections.abc import Mapping
from typing import Final

from flows.builder.assembly import assemble
from flows.builder.contact import log, record, set_language, set_voice
from flows.builder.routing import disconnect, transfer_to_flow
from flows.builder.speech import ask, say
from flows.builder.steps import Step, Target
from flows.prompts import Section, Words
from flows.source import FlowSource

NAME: Final = "main"
MENU_SECONDS: Final = 6
"""After the menu has been read; long enough to look for the key pad on a mobile phone."""


def main_flow(words: Section, *, voice: str, engine: str, language: str) -> FlowSource:
    """Greets, gives notice of AI and recording, and sends the caller where the menu says."""
    hang_up = disconnect()
    unavailable = say(words["unavailable"], then=hang_up, on_error=hang_up)
    agent = transfer_to_flow("agent", on_error=unavailable)
    fault = say(words["fault"], then=agent, on_error=agent)
    choices = {
        "1": transfer_to_flow("inquiry", on_error=fault),
        "2": transfer_to_flow("engineer", on_error=fault),
        "0": agent,
    }
    menu = _menu(
        words, choices, give_up=say(words["hand_over"], then=agent, on_error=agent), fault=fault
    )
    recording = record(then=menu)
    notice = say(words["notice"], then=recording, on_error=menu)
    greeting = say(words["greeting"], then=notice, on_error=notice)
    speaking = set_language(language, then=greeting, on_error=greeting)
    voiced = set_voice(voice, engine=engine, then=speaking, on_error=speaking)
    return FlowSource(
        name=NAME,
        description="고객센터 대표 흐름: 인사, 녹음과 인공지능 안내, 메뉴",
        content=assemble(log(then=voiced)),
    )


def _menu(words: Section, choices: Mapping[str, Target], *, give_up: Step, fault: Step) -> Step:
    """Three tries: silence and wrong keys are forgiven twice, each in their own words."""

    def try_once(prompt: Words, on_silence: Step, on_wrong_key: Step) -> Step:
        return ask(
            prompt,
            keys=choices,
            on_silence=on_silence,
            on_wrong_key=on_wrong_key,
            on_error=fault,
            seconds=MENU_SECONDS,
        )

    menu = words["menu"]
    silent_twice = try_once(words["silence_2"] + menu, give_up, give_up)
    wrong_twice = try_once(words["wrong_2"] + menu, give_up, give_up)
    silent_once = try_once(words["silence_1"] + menu, silent_twice, wrong_twice)
    wrong_once = try_once(words["wrong_1"] + menu, silent_twice, wrong_twice)
    return try_once(menu, silent_once, wrong_once)
