from flows.diagram.text import shorten, width, wrap


def test_hangul_is_wider_than_latin() -> None:
    assert width("가나다", 10) > width("abc", 10)


def test_a_line_is_cut_with_an_ellipsis_only_where_it_must() -> None:
    assert shorten("짧다", 100, 13) == "짧다"
    assert shorten("아주아주아주 긴 줄", 60, 13).endswith("…")
    assert width(shorten("아주아주아주 긴 줄", 60, 13), 13) <= 60


def test_text_breaks_at_spaces() -> None:
    assert wrap("하나 둘 셋", 30, 13, lines=3) == ("하나", "둘 셋")


def test_a_word_wider_than_a_line_is_broken() -> None:
    assert len(wrap("가" * 30, 60, 13, lines=9)) > 5


def test_no_more_lines_than_asked_for() -> None:
    found = wrap("한 문장 " * 30, 80, 13, lines=3)

    assert len(found) == 3
    assert found[-1].endswith("…")
