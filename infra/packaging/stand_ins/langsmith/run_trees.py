"""The record of a traced run."""


class RunTree:
    """Is never made, because nothing is traced; its name is used in annotations."""

    def __init__(self, *_: object, **__: object) -> None:
        raise RuntimeError("LangSmith is left out of this archive: nothing is traced")
