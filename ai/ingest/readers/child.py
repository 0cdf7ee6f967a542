"""The process that reads files of unknown origin: `python -m ai.ingest.readers.child`.

It reads requests from its standard input and answers on its standard output until either ends.
Its arguments are the bytes of memory and the seconds of processor time it may use.
"""

import json
import os
import sys
from typing import IO, Final

from ai.errors import DocumentError, DocumentFault
from ai.ingest.readers.registry import read_document
from ai.ingest.readers.wire import READY, document_json, fault_json, read_frame, write_frame

try:
    import resource
except ImportError:  # no limits by the system where there are none to set (Windows)
    resource = None

_SPARE_DESCRIPTOR: Final = 2


def serve(requests: IO[bytes], answers: IO[bytes], cpu_seconds: int) -> None:
    """Answer until the requests end, or one of them used up the memory."""
    while (head := read_frame(requests)) is not None:
        data = read_frame(requests)
        if data is None:
            return
        _allow_time(cpu_seconds)
        said = json.loads(head)
        try:
            write_frame(answers, document_json(read_document(said["name"], said["version"], data)))
        except DocumentError as error:
            write_frame(answers, fault_json(error))
            if error.reason is DocumentFault.TOO_COMPLEX:
                return  # what memory is left is in pieces: the next file gets a fresh process
        except MemoryError:
            write_frame(answers, fault_json(_too_much()))
            return


def _too_much() -> DocumentError:
    return DocumentError(
        DocumentFault.TOO_COMPLEX, "the file holds more than fits into memory; split it"
    )


def bound_memory(most_bytes: int) -> None:
    """Let this process take no more memory, write no files and leave no dump."""
    if resource is None:
        return
    for limit, value in (
        (resource.RLIMIT_AS, most_bytes),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(limit, (value, value))
        except (ValueError, OSError):  # macOS refuses RLIMIT_AS; the time limit still holds there
            continue


def _allow_time(seconds: int) -> None:
    """Let the system end this process if it works for so much longer: its parent may be gone."""
    if resource is None:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def main() -> None:
    """Take the pipes, so that nothing a library prints gets between the answers; then serve."""
    memory_bytes, cpu_seconds = (int(argument) for argument in sys.argv[1:3])
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(_SPARE_DESCRIPTOR, 1)
    sys.modules["numpy"] = None  # type: ignore[assignment]  # openpyxl would load it: 50 MB
    bound_memory(memory_bytes)
    write_frame(answers, READY)
    serve(requests, answers, cpu_seconds)


if __name__ == "__main__":
    main()
