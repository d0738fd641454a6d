"""Presses random keys in a session on the full screen, and changes the size of its window at random."""

from __future__ import annotations

import fcntl
import os
import pty
import random
import select
import signal
import struct
import sys
import termios
import time
from contextlib import suppress
from typing import Final

from msgspec import Struct

from tests.conftest import Coach
from tests.support.gym import GYM, ROOT

_KEYS: Final = [
    *" npdr?+-123456789", *"0.x@kgRB\t", "\r", "\x7f", "\x1b", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1bOP",
    "\x1b[15~", "\x1b[5~", "\x1b[6~", "\x1b[1;5C", "\x1b[", "\x1b[<0;3;5M", "\x1b[200~8 x 60\x1b[201~", "\x1b]0;a\x07",
    "\x1b[?1;2c", "\xfc", "\u61f8", "\x1b[I", "\x1b[O", "\x00", "\x0c", "\xff",
]  # fmt: skip
_STOPS: Final = "qq\x11"
_END: Final = 50_000
"""How many bytes of a session's output are kept: what it says last, after the screen was left."""
_SCREEN: Final = b"\x1b[?1049h"
"""What a program sends that takes the whole screen."""


class PressedKeys(Struct, frozen=True):
    """The result: how many keys were pressed, and the exit status and the end of the output of each session."""

    keys: int
    sessions: tuple[tuple[int, str], ...]


def press_at_random(coach: Coach, seconds: float, rng: random.Random, speed: int = 20) -> PressedKeys:
    """Presses keys for so long; a session that is over is followed by another. The last one is ended by Ctrl-C."""
    keys, sessions = 0, []
    while seconds > 0:
        process, terminal = _started(coach, speed)
        shown = bytearray()
        while _SCREEN not in shown and _read(terminal, shown, 0.1):
            pass
        began = time.monotonic()
        while _read(terminal, shown, rng.choice((0.0, 0.01, 0.05))) and time.monotonic() - began < seconds:
            keys += _press(terminal, rng)
        seconds -= time.monotonic() - began
        if seconds <= 0:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGINT)
        while _read(terminal, shown, 0.1):
            pass
        _, status = os.waitpid(process, 0)
        os.close(terminal)
        code = os.waitstatus_to_exitcode(status)
        # As a shell shows it: Ctrl-C may come when Python is about to end, and has no handler any more.
        sessions.append((code if code >= 0 else 128 - code, shown[-_END:].decode(errors="replace")))
    return PressedKeys(keys, tuple(sessions))


def _started(coach: Coach, speed: int) -> tuple[int, int]:
    """A session in a terminal of its own: its process, and the terminal's other end."""
    command = [sys.executable, "-m", "tests.support.hurried", str(speed), "start", GYM, "--mute"]
    env = {key: value for key, value in coach.env.items() if key not in ("COLUMNS", "LINES")}
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(coach.cwd)
        os.execve(command[0], command, env | {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color"})
    return process, terminal


def _read(terminal: int, shown: bytearray, patience: float) -> bool:
    """Takes what the program has drawn; whether it still runs."""
    while select.select([terminal], [], [], patience)[0]:
        try:
            drawn = os.read(terminal, 1 << 16)
        except OSError:
            return False
        shown += drawn
        if not drawn:
            return False
    return True


def _press(terminal: int, rng: random.Random) -> int:
    """Some keys, or another size of the window; how many keys."""
    if rng.random() < 0.05:
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rng.randint(1, 70), rng.randint(1, 250), 0, 0))
        return 0
    pressed = [
        rng.choice(_STOPS) if rng.random() < 0.003 else rng.choice(_KEYS) for _ in range(rng.choice((1, 1, 2, 20)))
    ]
    # A terminal that isn't read from takes no more, and a writer that waits for it waits for the program.
    if select.select([], [terminal], [], 0)[1]:
        os.write(terminal, "".join(pressed).encode())
    return len(pressed)
