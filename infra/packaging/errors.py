"""What can go wrong while a function is packaged."""


class PackageError(Exception):
    """The archive can not be built; the message says why and what to do."""
