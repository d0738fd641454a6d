"""The exit statuses of the program, and the signals that end it."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from types import FrameType
from typing import Final

from coach.controls.ended import Ended


class Exit(IntEnum):
    """Exit statuses; a signal that ends the program leaves with 128 and its number, as in a shell."""

    DONE = 0
    MISTAKE = 1
    USAGE = 2
    INTERRUPTED = 130


SIGNALLED: Final = 128
"""What a shell adds to the number of the signal that ended a program."""


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """While the block runs, SIGHUP and SIGTERM raise `Ended` in it, so that it can clean up.

    A signal that the process was started to ignore, as SIGHUP by nohup, is ignored.
    """
    names = [signal.SIGTERM]
    if sys.platform != "win32":
        names.append(signal.SIGHUP)
    before = {name: handler for name in names if (handler := signal.getsignal(name)) is not signal.SIG_IGN}
    for name in before:
        signal.signal(name, _end)
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)


def _end(number: int, _: FrameType | None) -> None:
    raise Ended(number)
