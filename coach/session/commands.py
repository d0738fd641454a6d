"""What an athlete can ask for while a session runs, whichever control it comes from."""

from __future__ import annotations

from enum import Enum


class Command(Enum):
    """Everything an athlete can ask for, from any control; `session.meaning` says what each does in each state.

    The value is what the command is called in the configuration, in JSON and for `--press`. `keys` are the keys that
    mean it if the athlete has bound no others, the one to show first.
    """

    keys: tuple[str, ...]

    def __new__(cls, name: str, *keys: str) -> Command:
        made = object.__new__(cls)
        made._value_ = name
        made.keys = keys
        return made

    PAUSE = ("pause", "space")
    BUTTON = "button"
    """The one button of a headset: play and pause, and done in a set that only the athlete can end."""
    NEXT = ("next", "n", "right", "pagedown")
    BACK = ("back", "p", "left", "pageup")
    DONE = ("done", "d", "enter")
    AGAIN = ("again", "r")
    MORE = ("more", "+", "=")
    LESS = ("less", "-")
    WHERE = ("where", "?")
    VARIANT = ("variant", "v")
    STOP = ("stop", "q")
    EXPLAIN = ("explain", "e")
    QUIET = ("quiet", "m")
    LATER = ("later", "l")
    SWAP = ("swap", "s")
    SKIP = ("skip", "x")
    EXTRA = ("extra", "a")
    REDO = ("redo", "o")
    SHORTER = ("shorter", "t")
