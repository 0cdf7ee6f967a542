"""A menu that forgives: silence and wrong keys, twice, each in their own words."""

from collections.abc import Mapping

from flows.builder.speech import ask
from flows.builder.steps import Step, Target
from flows.prompts import Section, Words

MENU_SECONDS = 6
"""After the menu has been read; long enough to look for the key pad on a mobile phone."""


def forgiving_menu(
    prompt: Words,
    *,
    again: Section,
    keys: Mapping[str, Target],
    give_up: Target,
    on_error: Target,
) -> Step:
    """Three tries. `again` has the words `silence_1`, `silence_2`, `wrong_1` and `wrong_2`."""

    def try_once(words: Words, on_silence: Target, on_wrong_key: Target) -> Step:
        return ask(
            words,
            keys=keys,
            on_silence=on_silence,
            on_wrong_key=on_wrong_key,
            on_error=on_error,
            seconds=MENU_SECONDS,
        )

    silent_twice = try_once(again["silence_2"] + prompt, give_up, give_up)
    wrong_twice = try_once(again["wrong_2"] + prompt, give_up, give_up)
    silent_once = try_once(again["silence_1"] + prompt, silent_twice, wrong_twice)
    wrong_once = try_once(again["wrong_1"] + prompt, silent_twice, wrong_twice)
    return try_once(prompt, silent_once, wrong_once)
