"""Runs the emulator in its own virtual environment and ends with whoever started it.

Started as a script by `local.emulator` with the emulator's interpreter, so it imports nothing of
this project. Standard input is the lifeline: when it closes, for whatever reason, the emulator and
the function workers that it started are gone.
"""

import os
import signal
import sys
import threading


def _end_with_the_starter() -> None:
    while sys.stdin.buffer.read(1024):
        pass
    os.killpg(os.getpgid(0), signal.SIGKILL)


if __name__ == "__main__":
    threading.Thread(target=_end_with_the_starter, daemon=True).start()
    sys.argv = sys.argv[:1]
    from ministack.app import main

    main()
