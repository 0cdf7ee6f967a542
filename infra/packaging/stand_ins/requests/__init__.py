"""Stands in for requests in the archives: the functions speak to AWS alone, through botocore.

langchain-core imports the two names to annotate what a chat model may raise.
"""


class Response:
    """What a server answered; never made here."""

    def __init__(self, *_: object, **__: object) -> None:
        raise RuntimeError("requests is left out of this archive: use botocore")


class HTTPError(OSError):
    """Raised by nobody here."""
