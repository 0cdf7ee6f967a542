"""Stands in for LangSmith in the archives: the functions trace nothing to anybody.

langchain-core imports these names when it is imported, and asks twice a call whether anything is
traced. LangSmith itself brings a dozen packages and a third of the cold start for the answer "no".
"""

from langsmith.run_helpers import get_tracing_context
from langsmith.run_trees import RunTree


class Client:
    """Would send traces."""

    def __init__(self, *_: object, **__: object) -> None:
        raise RuntimeError("LangSmith is left out of this archive: nothing is traced")


__all__ = ["Client", "RunTree", "get_tracing_context"]
