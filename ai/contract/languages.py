"""The languages in which callers are answered."""

from enum import StrEnum


class Language(StrEnum):
    """By ISO 639-1, as prompts files and flows name it. The documents are Korean."""

    KOREAN = "ko"
    ENGLISH = "en"


def language_of(code: str) -> Language:
    """The language of a locale or language code: "en_US", "en-US" or "en".

    What is missing or unknown is Korean, in which whatever can be answered is answered.
    """
    first = code.replace("_", "-").partition("-")[0].lower()
    return {language.value: language for language in Language}.get(first, Language.KOREAN)
