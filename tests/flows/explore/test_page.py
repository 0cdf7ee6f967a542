"""The exploration report in the docs."""

from flows.explore.page import FILE, render


def test_the_page_is_current() -> None:
    assert FILE.read_text(encoding="utf-8") == render(), "renew: python -m flows.explore.page"


def test_the_page_says_that_nothing_was_found() -> None:
    assert "see `callcenter flows explore`" not in render()
