"""The keys of the terminal."""

from __future__ import annotations

import re
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from coach.controls.entry import Entry
from coach.done import Done
from coach.notation import Unit
from coach.session import Command

KEYS: Final[Mapping[str, Command]] = {
    " ": Command.PAUSE,
    "n": Command.NEXT,
    "\x1b[C": Command.NEXT,
    "\x1bOC": Command.NEXT,
    "p": Command.BACK,
    "\x1b[D": Command.BACK,
    "\x1bOD": Command.BACK,
    "d": Command.DONE,
    "\r": Command.DONE,
    "\n": Command.DONE,
    "r": Command.AGAIN,
    "+": Command.MORE,
    "=": Command.MORE,
    "-": Command.LESS,
    "?": Command.WHERE,
    "q": Command.STOP,
}

_KEY: Final = re.compile(r"\x1b\[[0-9;]*[A-Za-z~]|\x1bO.|\x1b|.", re.DOTALL)
"""A key as a terminal sends it: a character, or the several of an arrow or a function key."""

_WINDOWS_ARROWS: Final = {"M": "\x1b[C", "K": "\x1b[D"}


@contextmanager
def keyboard(put: Callable[[Command | Done], None], unit: Unit | None = None) -> Iterator[None]:
    """Hands each key's command to `put` for as long as the block runs; the terminal is then as it was.

    What is typed of a set (see `entry`) is handed over too; its load is in `unit`.

    Without a terminal to read from, there are no keys.
    """
    if not sys.stdin.isatty():
        yield
        return
    stopping = threading.Event()
    read_keys = _windows_keys if sys.platform == "win32" else _terminal_keys
    with _unbuffered():
        reader = threading.Thread(target=_listen, args=(read_keys, put, stopping, Entry(unit)), daemon=True)
        reader.start()
        try:
            yield
        finally:
            stopping.set()
            reader.join(timeout=0.5)


def _listen(
    read_keys: Callable[[threading.Event], Iterator[str]],
    put: Callable[[Command | Done], None],
    stopping: threading.Event,
    entry: Entry,
) -> None:
    for key in read_keys(stopping):
        if entry.takes(key):
            if done := entry.done(key):
                put(done)
            continue
        command = KEYS.get(key) or KEYS.get(key.lower() if len(key) == 1 else key)
        if command:
            put(command)


@contextmanager
def _unbuffered() -> Iterator[None]:
    """Each key at once and unseen; Ctrl-C still interrupts."""
    if sys.platform == "win32":
        yield
        return
    import termios
    import tty

    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    try:
        tty.setcbreak(descriptor)
        yield
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


def _terminal_keys(stopping: threading.Event) -> Iterator[str]:
    """Keys as the terminal sends them; an arrow is one key of three characters."""
    import os
    import select

    descriptor = sys.stdin.fileno()
    while not stopping.is_set():
        if not select.select([descriptor], [], [], 0.2)[0]:
            continue
        data = os.read(descriptor, 64).decode(errors="ignore")
        if not data:
            return
        yield from _KEY.findall(data)


def _windows_keys(stopping: threading.Event) -> Iterator[str]:
    import msvcrt

    while not stopping.is_set():
        if not msvcrt.kbhit():  # type: ignore[attr-defined, unused-ignore]
            time.sleep(0.05)
            continue
        key: str = msvcrt.getwch()  # type: ignore[attr-defined, unused-ignore]
        if key in "\x00\xe0":
            key = _WINDOWS_ARROWS.get(msvcrt.getwch(), "")  # type: ignore[attr-defined, unused-ignore]
        yield key
