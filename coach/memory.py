"""What the journal remembers, as the plan needs it: plain values, so that planning stays pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from coach.plates import STANDARD, Rack
from coach.progress import Outing


@dataclass(frozen=True)
class Remembered:
    """What is known of an exercise: its last outings, the newest first, of `trained` in all, and the best of all.

    `best` is the highest estimated one-rep max in kg, `most_reps` the most reps without a load.
    """

    outings: tuple[Outing, ...] = ()
    trained: int = 0
    best: float | None = None
    most_reps: int | None = None


@dataclass(frozen=True)
class Known:
    """What is known when a session is planned: exercises by their ids, the plates, how often it was done lately."""

    exercises: Mapping[str, Remembered] = field(default_factory=dict)
    rack: Rack = STANDARD
    week: int = 0


NOTHING: Final = Known()
