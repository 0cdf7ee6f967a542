from local.errors import place_of


def raised(code: str, filename: str) -> BaseException:
    try:
        exec(compile(code, filename, "exec"), {})  # noqa: S102
    except Exception as error:  # noqa: BLE001
        return error
    raise AssertionError("nothing was raised")


def test_an_error_is_placed_at_the_innermost_line_of_this_checkout() -> None:
    assert place_of(raised("import json\njson.loads('{')", "x.py")).startswith(
        " at tests/local/test_errors.py:"
    )


def test_a_syntax_error_is_placed_in_the_file_that_has_it() -> None:
    from local.errors import __file__ as file  # noqa: PLC0415

    assert place_of(raised("\n1 +", file)) == " at local/errors.py:2"


def test_an_error_from_elsewhere_has_no_place() -> None:
    assert place_of(ValueError("never raised")) == ""
    assert place_of(raised("1 +", "elsewhere.py")) == ""
