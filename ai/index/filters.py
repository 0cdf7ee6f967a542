"""Which documents may answer a question. Pure."""

from ai.index.knowledge import Filters
from ai.model import Labels


def allows(filters: Filters, name: str, labels: Labels) -> bool:
    """Whether the document passes all filters; what it does not say of itself lets it pass."""
    if filters.documents is not None and name not in filters.documents:
        return False
    return (
        _agree(filters.product, labels.product)
        and _agree(filters.language, labels.language)
        and _holds(filters, labels)
    )


def _agree(asked: str | None, said: str | None) -> bool:
    return asked is None or said is None or asked == said


def _holds(filters: Filters, labels: Labels) -> bool:
    if filters.on is None:
        return True
    begun = labels.valid_from is None or labels.valid_from <= filters.on
    return begun and (labels.valid_until is None or filters.on <= labels.valid_until)
