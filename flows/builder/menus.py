"""A menu that forgives: silence and wrong keys, twice, each in their own words."""

from collections.abc import Mapping, Sequence

from flows.builder.logic import branch_by
from flows.builder.speech import ask, say
from flows.builder.steps import Case, Later, Step, Target
from flows.language import Operator
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


def counted_menu(
    prompt: Words,
    *,
    again: Section,
    count: str,
    choices: Sequence[Target],
    keys: Mapping[str, Target],
    give_up: Target,
    on_error: Target,
) -> Step:
    """The same, with as many of the `choices` behind 1, 2, 3 … as the number at `count` says.

    There is one at least. `keys` are there always. A key beyond the choices is a wrong key, however
    often: whoever presses it is there and listening.
    """
    menu = Later(prompt.key)
    beyond = say(again["wrong_1"], then=menu, on_error=menu)
    guarded = {
        str(number): _if_there_are(number, count, then=choice, otherwise=beyond)
        for number, choice in enumerate(choices[1:], start=2)
    }
    return menu.becomes(
        forgiving_menu(
            prompt,
            again=again,
            keys={"1": choices[0], **guarded, **keys},
            give_up=give_up,
            on_error=on_error,
        )
    )


def _if_there_are(number: int, count: str, *, then: Target, otherwise: Target) -> Step:
    enough = Case(operator=Operator.NUMBER_GREATER_OR_EQUAL_TO, operand=str(number), target=then)
    return branch_by(count, name=f"at least {number}", cases=[enough], otherwise=otherwise)
