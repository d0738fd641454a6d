"""The keys of the terminal."""

from __future__ import annotations

import re
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from coach.controls.keys import name_of

_KEY: Final = re.compile(r"\x1b\[[0-9;]*[A-Za-z~]|\x1bO.|\x1b|.", re.DOTALL)
"""A key as a terminal sends it: a character, or the several of an arrow or a function key."""

_WINDOWS_KEYS: Final = {"H": "\x1b[A", "P": "\x1b[B", "M": "\x1b[C", "K": "\x1b[D", "I": "\x1b[5~", "Q": "\x1b[6~"}
"""What Windows sends after a zero, as a terminal sends it: the arrows, page up and page down."""


@contextmanager
def keyboard(pressed: Callable[[str], object]) -> Iterator[None]:
    """Hands the name of each key to `pressed` for as long as the block runs; the terminal is then as it was.

    Without a terminal to read from, there are no keys.
    """
    if not sys.stdin.isatty():
        yield
        return
    stopping = threading.Event()
    read_keys = _windows_keys if sys.platform == "win32" else _terminal_keys
    with _unbuffered():
        reader = threading.Thread(target=_listen, args=(read_keys, pressed, stopping), daemon=True)
        reader.start()
        try:
            yield
        finally:
            stopping.set()
            reader.join(timeout=0.5)


def _listen(
    read_keys: Callable[[threading.Event], Iterator[str]], pressed: Callable[[str], object], stopping: threading.Event
) -> None:
    for key in read_keys(stopping):
        name = name_of(key)
        if name:
            pressed(name)


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
            key = _WINDOWS_KEYS.get(msvcrt.getwch(), "")  # type: ignore[attr-defined, unused-ignore]
        yield key
