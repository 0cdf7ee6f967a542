"""Reads documents in a process of their own, which a bad file can not take more than itself from.

The process is started with the first document and lives as long as it behaves: after a time-out,
a crash or an overflow it is ended, and the next document gets a new one. It knows neither AWS
credentials nor settings, may not write files, and answers in JSON only. It speaks over pipes,
because AWS Lambda has no /dev/shm for multiprocessing's queues.
"""

import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from ai.errors import DocumentError, DocumentFault, ReaderError
from ai.ingest.readers.registry import check_readable
from ai.ingest.readers.wire import READY, answered, read_frame, write_frame
from ai.model import Document

log = logging.getLogger(__name__)

MOST_SECONDS: Final = 60.0
"""Time for one document. On one quiet core, a PDF of 600 pages takes 5 s and a workbook of 290,000
cells 8 s."""

MOST_MEMORY_BYTES: Final = 1_000_000_000
"""Address space of the reading process: half of what the ingest function has by default."""

_STARTING_SECONDS: Final = 30.0
_ATTEMPTS: Final = 2
"""A crash may be another's fault (memory that the system was short of): a file has two goes."""

_PASSED_ON: Final = ("LD_LIBRARY_PATH", "LANG", "LC_ALL", "TMPDIR", "HOME")


class BoundedReader:
    """Reads documents within bounds of time and memory. Use as a context manager, or close it.

    One document at a time: threads that share a reader wait for each other.
    """

    def __init__(
        self,
        *,
        seconds: float = MOST_SECONDS,
        memory_bytes: int = MOST_MEMORY_BYTES,
        module: str = "ai.ingest.readers.child",
    ) -> None:
        self._seconds = seconds
        self._arguments = (module, str(memory_bytes), str(int(seconds) + 1))
        self._process: subprocess.Popen[bytes] | None = None
        self._one_at_a_time = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def read_document(self, name: str, version: str, data: bytes) -> Document:
        """The document in a file; DocumentError for anything that is wrong with it.

        ReaderError when no process can be started: then nothing is known of any file.
        """
        check_readable(name, len(data))
        with self._one_at_a_time:
            return self._read(name, version, data)

    def close(self) -> None:
        """End the reading process, if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                try:
                    pipe.close()
                except OSError:  # what could not be sent any more
                    continue

    def _read(self, name: str, version: str, data: bytes) -> Document:
        request = (json.dumps({"name": name, "version": version}).encode(), data)
        for attempt in range(1, _ATTEMPTS + 1):
            process = self._running()
            answer, in_time = self._within(self._seconds, process, request)
            if answer is not None:
                return self._answered(name, version, answer)
            code = _code(process)
            self.close()
            log.warning(
                "the reading process ended on %s (code %s)",
                name,
                code,
                extra={"event": "reader_ended", "attempt": attempt},
            )
            if not in_time:
                raise DocumentError(
                    DocumentFault.TOO_SLOW,
                    f"reading took longer than {self._seconds:g} seconds; split the file, or save "
                    "it anew in a simpler form",
                )
        raise _crashed("the reading process ended each time")

    def _answered(self, name: str, version: str, answer: bytes) -> Document:
        try:
            return answered(name, version, answer)
        except DocumentError as error:
            if error.reason is DocumentFault.TOO_COMPLEX:
                self.close()
            raise
        except ValueError as error:
            self.close()
            raise _crashed(str(error)) from error

    def _within(
        self, seconds: float, process: subprocess.Popen[bytes], request: Sequence[bytes]
    ) -> tuple[bytes | None, bool]:
        """The answer, None when there is none; and whether the process ended by itself."""
        out_of_time = threading.Event()

        def end() -> None:
            out_of_time.set()
            process.kill()

        timer = threading.Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            return _exchange(process, request), not out_of_time.is_set()
        finally:
            timer.cancel()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
            environment["PYTHONPATH"] = os.pathsep.join(
                path or str(Path.cwd()) for path in sys.path
            )
            self._process = subprocess.Popen(  # noqa: S603  our own module
                [sys.executable, "-B", "-m", *self._arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=environment,
            )
            greeting, _ = self._within(_STARTING_SECONDS, self._process, ())
            if greeting != READY:
                self.close()
                raise ReaderError(
                    "the process that reads documents does not start; see its error output above"
                )
        return self._process


def _code(process: subprocess.Popen[bytes]) -> int | None:
    """What it ended with; None when it closed its pipe and goes on."""
    try:
        return process.wait(timeout=1)
    except subprocess.TimeoutExpired:
        return None


def _crashed(why: str) -> DocumentError:
    return DocumentError(
        DocumentFault.TOO_COMPLEX,
        f"the file could not be read within bounds ({why}); split it, or copy its text into a new "
        "file",
    )


def _exchange(process: subprocess.Popen[bytes], request: Sequence[bytes]) -> bytes | None:
    """The answer; None when the process ended, was ended, or said what is no answer."""
    if process.stdin is None or process.stdout is None:
        return None
    try:
        for frame in request:
            write_frame(process.stdin, frame)
        return read_frame(process.stdout)
    except OSError:
        return None
