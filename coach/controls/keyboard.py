"""The keys of the terminal."""

from __future__ import annotations

import codecs
import os
import re
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

from coach.controls.keys import name_of

_KEY: Final = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1bO.|\x1b[]P^_X].*?(?:\x07|\x1b\\)|\x1b[^\x1b]|.", re.DOTALL)
"""A key as a terminal sends it: a character, the several of an arrow or a function key, or a report of its own."""

_BEGUN: Final = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|O|[]P^_X](?:(?!\x1b\\)[^\x07])*)?", re.DOTALL)
"""The beginning of a key of several characters, which may also be a whole key: escape, or alt and a letter."""

_SPLIT: Final = 0.05
"""Seconds to wait for the rest of a key, which a slow line sends in pieces."""

_LONGEST: Final = 4096
"""The most characters of one key; anything longer is no key."""

_LOOK: Final = 0.2
"""Seconds between two checks whether keys are still wanted."""

_WINDOWS_KEYS: Final = {"H": "\x1b[A", "P": "\x1b[B", "M": "\x1b[C", "K": "\x1b[D", "I": "\x1b[5~", "Q": "\x1b[6~"}
"""The second character that Windows sends for an arrow, page up or page down, and the sequence of a terminal for it."""


@contextmanager
def keyboard(pressed: Callable[[str], object]) -> Iterator[None]:
    """Calls `pressed` with the name of each key while the block runs, and restores the terminal afterwards.

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
    """Reads each key at once and without echo; Ctrl-C still interrupts.

    A shell that stops the program has the terminal for itself; it is set anew when the program goes on.
    """
    if sys.platform == "win32":
        yield
        return
    import termios
    import tty

    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)

    def set_up(*_: Any) -> None:
        # The terminal may be gone; and a process that changes it from the background is stopped.
        with suppress(OSError, termios.error):
            if _is_ours(descriptor):
                tty.setcbreak(descriptor)

    set_up()
    handled = threading.current_thread() is threading.main_thread()
    goes_on = signal.signal(signal.SIGCONT, set_up) if handled else None
    try:
        yield
    finally:
        if handled:
            signal.signal(signal.SIGCONT, goes_on)
        with suppress(OSError, termios.error):
            if _is_ours(descriptor):
                termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


def _is_ours(descriptor: int) -> bool:
    """Whether the program may read from a terminal and change it: it is in its foreground, or no shell manages it."""
    if sys.platform == "win32":
        return True
    try:
        return os.tcgetpgrp(descriptor) == os.getpgrp()
    except OSError:
        return True


def _terminal_keys(stopping: threading.Event) -> Iterator[str]:
    """Yields keys as the terminal sends them; an arrow is one key of three characters. Ends where the
    terminal is gone.
    """
    import select

    descriptor = sys.stdin.fileno()
    decode = codecs.getincrementaldecoder("utf-8")("ignore").decode
    begun = ""
    with suppress(OSError, ValueError):
        while not stopping.is_set():
            readable = bool(select.select([descriptor], [], [], _SPLIT if begun else _LOOK)[0])
            if readable and not _is_ours(descriptor):
                stopping.wait(_LOOK)
                continue
            data = os.read(descriptor, 64) if readable else b""
            if readable and not data:
                return
            keys, begun = split(begun + decode(data), readable)
            yield from keys


def split(sent: str, more: bool) -> tuple[list[str], str]:
    """The keys in what a terminal sent, and the beginning of an unfinished one, if there may be `more`."""
    keys: list[str] = []
    at = 0
    while at < len(sent):
        if _BEGUN.fullmatch(sent, at) and len(sent) - at <= _LONGEST:
            return (keys, sent[at:]) if more else ([*keys, sent[at:]], "")
        key = _KEY.match(sent, at)
        keys.append(key[0] if key else sent[at])
        at += len(keys[-1])
    return keys, ""


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
