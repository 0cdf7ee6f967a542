import pytest

from flows.simulator.caller import (
    HangUp,
    Press,
    Say,
    ScriptedCaller,
    Silence,
    Stay,
    Waiting,
    WaitKind,
)

MENU = Waiting(kind=WaitKind.MENU, seconds=5)
DIGITS = Waiting(kind=WaitKind.DIGITS, seconds=5)
BOT = Waiting(kind=WaitKind.BOT, seconds=5)


@pytest.mark.parametrize("keys", ["", "a", "1 2", "일"])
def test_a_telephone_has_only_its_keys(keys: str) -> None:
    with pytest.raises(ValueError, match="0-9"):
        Press(keys)


def test_a_script_is_done_in_order_and_then_the_caller_hangs_up() -> None:
    caller = ScriptedCaller([Press("1"), Say("질문"), Silence()])

    assert [caller(MENU), caller(BOT), caller(BOT), caller(BOT), caller(BOT)] == [
        Press("1"),
        Say("질문"),
        Silence(),
        HangUp(),
        HangUp(),
    ]


def test_a_menu_takes_keys_one_at_a_time() -> None:
    caller = ScriptedCaller([Press("12"), Say("질문")])

    assert [caller(MENU), caller(MENU), caller(BOT)] == [Press("1"), Press("2"), Say("질문")]


@pytest.mark.parametrize("waiting", [DIGITS, BOT])
def test_elsewhere_keys_come_together(waiting: Waiting) -> None:
    assert ScriptedCaller([Press("1234#")])(waiting) == Press("1234#")


QUEUE = Waiting(kind=WaitKind.QUEUE, seconds=20, in_queue=True)


def test_while_nobody_asks_what_is_left_to_press_is_kept_for_later() -> None:
    caller = ScriptedCaller([Press("1"), HangUp()])

    assert [caller(QUEUE), caller(MENU), caller(QUEUE)] == [Silence(), Press("1"), HangUp()]


def test_a_caller_with_nothing_left_to_do_stays_in_the_queue() -> None:
    assert ScriptedCaller([])(QUEUE) == Stay()


def test_a_caller_may_stay_for_so_long_and_then_go_on() -> None:
    caller = ScriptedCaller([Stay(50), HangUp()])

    assert [caller(QUEUE) for _ in range(4)] == [Silence(), Silence(), Silence(), HangUp()]
