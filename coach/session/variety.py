"""What is said this time of all that could be said, by how often it was done before. Pure.

Numbers of sessions come from the journal as values, so that the live session, its script and its recording agree.
Nothing is random: a line whose turn it is now has its next turn `SESSIONS_APART` sessions later.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Final, TypeVar

T = TypeVar("T")

SESSIONS_APART: Final = 3
"""In how many sessions in a row no line is said twice."""

_TAUGHT: Final = 3
"""In how many sessions an exercise is taught in full."""

_PRACTISED: Final = 8
"""After how many sessions its name and its load are enough."""


class Teaching(IntEnum):
    """How much of an exercise is taught, by how often it was done."""

    NAME = 0
    """Its name, its sets and its load."""
    SHORT = 1
    """How to set it up, and one cue."""
    FULL = 2
    """All that there is to say of it."""


def teaching(trained: int) -> Teaching:
    """How much of an exercise is taught that was done in `trained` sessions before."""
    if trained < _TAUGHT:
        return Teaching.FULL
    return Teaching.SHORT if trained < _PRACTISED else Teaching.NAME


def this_time(options: Sequence[T], before: int) -> tuple[T, ...]:
    """Those of the `options` whose turn it is after `before` sessions: every third, beginning with another each time.

    Where there are fewer than three, there are sessions in which none has its turn.
    """
    return tuple(options[before % SESSIONS_APART :: SESSIONS_APART])


def one_of(options: Sequence[T], before: int) -> T:
    """The option whose turn it is after `before` sessions; of three or more, none comes back within three sessions."""
    return options[before % len(options)]
