"""What an athlete can ask for while a session runs, whichever control it comes from."""

from __future__ import annotations

from enum import Enum


class Command(Enum):
    """Everything an athlete can ask for, from any control; `session.meaning` says what each does in each state."""

    PAUSE = "pause"
    BUTTON = "button"
    """The one button of a headset: play and pause, and done in a set that only the athlete can end."""
    NEXT = "next"
    BACK = "back"
    DONE = "done"
    AGAIN = "again"
    MORE = "more"
    LESS = "less"
    WHERE = "where"
    VARIANT = "variant"
    STOP = "stop"
    EXPLAIN = "explain"
    QUIET = "quiet"
    LATER = "later"
    SWAP = "swap"
    SKIP = "skip"
    EXTRA = "extra"
    REDO = "redo"
    SHORTER = "shorter"
