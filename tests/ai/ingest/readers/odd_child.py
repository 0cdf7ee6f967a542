"""A reading process that behaves as the name of the file says: hang, eat, crash, babble, print."""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

from ai.ingest.readers import child
from ai.ingest.readers.registry import read_document
from ai.model import Document


def behave(name: str, version: str, data: bytes) -> Document:
    match name.partition(".")[0]:
        case "hang":
            time.sleep(60)
        case "eat":
            bytearray(3_000_000_000)
        case "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "once":
            with suppress(FileNotFoundError):
                Path(data.decode()).rmdir()
                os.kill(os.getpid(), signal.SIGKILL)
        case "babble":
            for descriptor in range(3, 16):
                with suppress(OSError):
                    os.write(descriptor, b"\0\0\0\0\0\0\0\4oops")
        case "print":
            print("a library prints something")  # noqa: T201
        case "credentials":
            return read_document(name, version, repr(sorted(os.environ)).encode())
        case "write":
            Path(data.decode()).write_bytes(b"x")
        case _:
            pass
    return read_document(name, version, data)


if __name__ == "__main__":
    child.read_document = behave
    child.main()
