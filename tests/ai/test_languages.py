import pytest

from ai.contract import Language, language_of


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("ko_KR", Language.KOREAN),
        ("en_US", Language.ENGLISH),
        ("en-GB", Language.ENGLISH),
        ("EN", Language.ENGLISH),
        ("", Language.KOREAN),
        ("fr_FR", Language.KOREAN),
    ],
)
def test_a_locale_says_the_language_and_what_is_unknown_is_korean(
    code: str, language: Language
) -> None:
    assert language_of(code) is language
