"""What a user got wrong, as data: the words, the place and the nearest right thing.

Every error that a user can cause ends up here, so that the command line can print all of them at
once and leave with exit status 1. Nothing in this module prints.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from enum import StrEnum

from msgspec import Struct


class Code(StrEnum):
    """The stable name of each message about a file; docs/messages.md explains them one by one."""

    NOT_TOML = "not-toml"
    NOT_TEXT = "not-text"
    TOO_LARGE = "too-large"
    UNREADABLE = "unreadable"
    UNKNOWN_KEY = "unknown-key"
    MISSING_KEY = "missing-key"
    WRONG_TYPE = "wrong-type"
    WRONG_NOTATION = "wrong-notation"
    WRONG_VALUE = "wrong-value"
    OUT_OF_BOUNDS = "out-of-bounds"
    EMPTY = "empty"
    TOO_LONG = "too-long"
    TOO_MANY = "too-many"
    CONTROL_CHARACTER = "control-character"
    UNKNOWN_EXERCISE = "unknown-exercise"
    NO_NAME = "no-name"
    UNKNOWN_TARGET = "unknown-target"
    UNKNOWN_VARIANT = "unknown-variant"
    VARIANT_CIRCLE = "variant-circle"
    NOTHING_LEFT = "nothing-left"
    UNKNOWN_GROUP = "unknown-group"
    SPLIT_GROUP = "split-group"
    GROUP_FIELD = "group-field"
    PROGRESS_FIELD = "progress-field"
    GROUP_TIME = "group-time"
    SETS_DISAGREE = "sets-disagree"
    FIRST_DROP = "first-drop"
    LOW_CAP = "low-cap"
    CALL_CONTENT = "call-content"
    IMPOSSIBLE_CALL = "impossible-call"
    UNKNOWN_SOUND = "unknown-sound"
    TOO_MANY_SETS = "too-many-sets"
    TOO_LONG_SESSION = "too-long-session"
    UNHEARD = "unheard"
    LONG_SILENCE = "long-silence"
    UNTOLD = "untold"
    COLD_START = "cold-start"
    IDLE_VARIANT = "idle-variant"
    ALONE_IN_GROUP = "alone-in-group"
    UNUSED_FIELD = "unused-field"
    HELD_EXERCISE = "held-exercise"
    LIGHT_LOAD = "light-load"
    LONG_SESSION = "long-session"
    MANY_SETS = "many-sets"
    WEEKLY_SETS = "weekly-sets"
    SHORT_REST = "short-rest"
    HEAVY_LATE = "heavy-late"
    RISKY_FAILURE = "risky-failure"
    UNKNOWN_ROUTINE = "unknown-routine"
    CONTRADICTION = "contradiction"
    BYTE_ORDER_MARK = "byte-order-mark"


def printable(text: str) -> str:
    """`text` with control characters shown as escapes, so that a file can't send commands to the terminal."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


class Mistake(Struct, frozen=True):
    """One thing that is wrong, or odd, in a file or in what was typed.

    `line` and `column` count from 1, `end` is the column just after; `place` says where in the routine ('exercise 3
    "Barbell shrug"'). What was typed on the command line has no `code`.
    """

    message: str
    hint: str = ""
    file: str = ""
    line: int | None = None
    place: str = ""
    code: Code | None = None
    column: int | None = None
    end: int | None = None

    @property
    def is_warning(self) -> bool:
        """Whether it is legal but odd."""
        return self.code in _WARNINGS

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.file and self.line else self.file
        kind = "warning" if self.is_warning else ""
        parts = [part for part in (where, kind, self.place, self.message) if part]
        return printable(": ".join(parts) + (f"; {self.hint}" if self.hint else ""))


class Source(Struct, frozen=True, eq=False):
    """Where something was written, for messages to its author.

    `path` has the keys that lead there. All sources compare equal, so that values that were read from different places
    are equal if they say the same.
    """

    path: tuple[str | int, ...]

    @property
    def path_in_file(self) -> tuple[str | int, ...]:
        """The keys that lead there from the top of the file, where `path` begins at a part of it."""
        return self.path

    def mistake(self, code: Code, message: str, hint: str = "", about: str = "") -> Mistake:
        """Something wrong there, or with the line `about` that is said of it."""
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Source)

    def __hash__(self) -> int:
        return hash(Source)


_WARNINGS = {
    Code.UNHEARD,
    Code.LONG_SILENCE,
    Code.UNTOLD,
    Code.COLD_START,
    Code.IDLE_VARIANT,
    Code.ALONE_IN_GROUP,
    Code.UNUSED_FIELD,
    Code.HELD_EXERCISE,
    Code.LIGHT_LOAD,
    Code.LONG_SESSION,
    Code.MANY_SETS,
    Code.WEEKLY_SETS,
    Code.SHORT_REST,
    Code.HEAVY_LATE,
    Code.RISKY_FAILURE,
    Code.BYTE_ORDER_MARK,
}


MOST_TOLD = 100
"""The most mistakes of a file that are shown at once."""


class CoachError(Exception):
    """An error that the user can correct; `mistakes` says what is wrong, where, and what to do next."""

    def __init__(self, *mistakes: Mistake) -> None:
        self.mistakes: Sequence[Mistake] = sorted(mistakes, key=lambda mistake: mistake.line or 0)[:MOST_TOLD]
        super().__init__("\n".join(map(str, self.mistakes)))


def nearest(word: str, among: Iterable[str]) -> list[str]:
    """The names in `among` that `word` most likely meant: the best, and any as good; none when nothing is close.

    The first letter is seldom wrong, so names with the same one count as closer.
    """
    meant = word.casefold()
    names = {name.casefold(): name for name in among}
    close = {
        name: difflib.SequenceMatcher(None, meant, name).ratio() + (0.1 if name[:1] == meant[:1] else 0.0)
        for name in difflib.get_close_matches(meant, names, n=5, cutoff=0.6)
    }
    best = max(close.values(), default=0.0)
    return [names[name] for name, score in close.items() if score > best - 0.05][:2]


def did_you_mean(word: str, among: Iterable[str]) -> str:
    """The hint that goes with an unknown `word`: `did you mean "rest"?`, or nothing."""
    close = nearest(word, among)
    return f"did you mean {' or '.join(quoted(name) for name in close)}?" if close else ""


def quoted(word: str) -> str:
    return f'"{word}"'
