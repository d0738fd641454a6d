"""What the athlete is told at once in answer to a command, as facts; the wording is up to the language. Pure."""

from __future__ import annotations

from enum import Enum
from typing import Final

from msgspec import Struct

from coach.session.cut import Cut
from coach.session.done import Done
from coach.session.plan import Step
from coach.session.sets import Set
from coach.units import Ms


class Reply(Enum):
    """What the athlete is told at once, in answer to a command."""

    NOTHING = "nothing"
    PAUSED = "paused"
    GO_ON = "go on"
    REPEAT = "repeat"
    WHERE = "where"
    REST_LEFT = "rest left"
    ALMOST_OVER = "almost over"
    NO_REST = "no rest"
    NO_END = "no end"
    COMING = "coming"
    RESTART = "restart"
    NOTED = "noted"
    NEW_NOTE = "new note"
    COUNTED = "counted"
    NO_SET = "no set"
    QUIET = "quiet"
    TALKING = "talking"
    LATER = "later"
    SKIPPED = "skipped"
    SWAPPED = "swapped"
    EXTRA = "extra"
    REDO = "redo"
    SHORTER = "shorter"
    NOTHING_ELSE = "nothing else"
    NO_SWAP = "no swap"
    ON_CLOCK = "on the clock"
    OVER = "over"
    NO_VARIANT = "no variant"


class Answer(Struct, frozen=True):
    """A reply with the facts it mentions: the step, the set, the time left (None: not known), what was noted.

    `cut` is what was left out to save time, `note` the note that was kept.
    """

    reply: Reply
    step: Step | None = None
    set: Set | None = None
    left: Ms | None = None
    done: Done | None = None
    cut: Cut | None = None
    note: str = ""


NO_ANSWER: Final = Answer(Reply.NOTHING)
