"""Chooses which of several lines is said this time, by how often the exercise was done before. Pure.

The numbers of sessions come from the journal as values, so that the live session, its script and its recording agree.
Nothing is random: a line is said again `SESSIONS_APART` sessions later.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Final, TypeVar

T = TypeVar("T")

SESSIONS_APART: Final = 3
"""In this many sessions in a row, no line is said twice."""

_TAUGHT: Final = 3
"""How many sessions an exercise is taught in full."""

_PRACTISED: Final = 8
"""After this many sessions, an exercise's name and load are enough."""


class Teaching(IntEnum):
    """How much is said about an exercise, depending on how often it was done."""

    NAME = 0
    """Its name, its sets and its load."""
    SHORT = 1
    """How to set it up, and one cue."""
    FULL = 2
    """Everything there is to say about it."""


def teaching(trained: int) -> Teaching:
    """How much is said about an exercise that was done in `trained` earlier sessions."""
    if trained < _TAUGHT:
        return Teaching.FULL
    return Teaching.SHORT if trained < _PRACTISED else Teaching.NAME


def this_time(options: Sequence[T], before: int) -> tuple[T, ...]:
    """The `options` to use after `before` sessions: every third, starting one later each session.

    With fewer than three options, some sessions have none.
    """
    return tuple(options[before % SESSIONS_APART :: SESSIONS_APART])


def one_of(options: Sequence[T], before: int) -> T:
    """The option to use after `before` sessions; with three or more, none repeats within three sessions."""
    return options[before % len(options)]
