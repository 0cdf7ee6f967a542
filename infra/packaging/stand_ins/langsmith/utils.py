"""What langchain-core asks before it traces."""


class LangSmithError(Exception):
    """Is raised by nobody here."""


def tracing_is_enabled(_context: object = None) -> bool:
    """Never, whatever the environment says: utterances go to no third party."""
    return False
