"""All kinds of personal data, one after the other. Pure, linear in the length of the text.

Deliberately pattern-based: a recogniser writes digits, and a false alarm costs an answer.
"""

from ai.privacy.documents import without_document_numbers
from ai.privacy.mail import without_mail
from ai.privacy.names import without_names
from ai.privacy.numbers import personal_numbers
from ai.privacy.places import without_addresses


def redact(text: str) -> str:
    """The text with personal data replaced by its kind, such as `[전화번호]`.

    E-mail goes first, because its name part may hold a number; addresses go last but for names,
    because their house numbers end where longer numbers begin.
    """
    text = without_document_numbers(_without_numbers(without_mail(text)))
    return without_names(without_addresses(text))


def _without_numbers(text: str) -> str:
    parts: list[str] = []
    position = 0
    for found in personal_numbers(text):
        parts += [text[position : found.start], found.name]
        position = found.end
    return "".join((*parts, text[position:]))
