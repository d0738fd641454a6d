"""What an athlete can ask for while a session runs, whichever control it comes from."""

from __future__ import annotations

from enum import Enum


class Command(Enum):
    """What the athlete can ask for, whatever they ask it with."""

    PAUSE = "pause"
    NEXT = "next"
    BACK = "back"
    DONE = "done"
    AGAIN = "again"
    MORE = "more"
    LESS = "less"
    WHERE = "where"
    STOP = "stop"
