"""What the journal remembers, as the plan needs it: plain values, so that planning stays pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct, field

from coach.progression.plates import STANDARD, Rack
from coach.progression.rules import Outing


class Remembered(Struct, frozen=True):
    """What is known of an exercise: its last outings, the newest first, of `trained` in all, and the best of all.

    `best` is the highest estimated one-rep max in kg, `most_reps` the most reps without a load.
    """

    outings: tuple[Outing, ...] = ()
    trained: int = 0
    best: float | None = None
    most_reps: int | None = None


class Known(Struct, frozen=True):
    """What is known when a session is planned: exercises by their ids, the plates, how often it was done lately."""

    exercises: Mapping[str, Remembered] = field(default_factory=dict)
    rack: Rack = STANDARD
    week: int = 0


NOTHING: Final = Known()
