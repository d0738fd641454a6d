"""A program as its author meant it: frozen, and free of dates. Days follow each other, whatever the weekday."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from msgspec import Struct, field

from coach.errors import Source
from coach.notation import Reps, Span
from coach.routine.model import Routine

End: TypeAlias = Literal["again", "over"]
"""What happens when all weeks are through: they begin again, or the program is over."""

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Change(Struct, frozen=True):
    """What a week changes about an exercise. What is None stays as the routine has it.

    `sets` is a number of working sets and `more_sets` is added to them; `volume` is a percent of them, rounded up.
    `reps` are those of each working set, the last of which holds for all further ones. `percents` are loads in percent
    of the one-rep max, likewise. `intensity` is a percent of the load that the exercise would have today.
    """

    sets: int | None = None
    more_sets: int = 0
    volume: float | None = None
    reps: tuple[Reps | Span, ...] = ()
    percents: tuple[float, ...] = ()
    intensity: float | None = None
    rpe: float | None = None


class Week(Struct, frozen=True):
    """One week of a phase: what it changes about every exercise, and about those that are named by their id."""

    title: str = ""
    change: Change = Change()
    exercises: Mapping[str, Change] = field(default_factory=dict)
    source: Source | None = None

    def of(self, exercise: str) -> Change:
        """What it changes about the exercise with this id."""
        return self.exercises.get(exercise, self.change)


class Day(Struct, frozen=True):
    """One session of a week: a routine by its name, in a variant if one is named, or a routine written in place.

    `id` is what the journal knows the day by; it stays the same when days before it are added or taken away.
    `weekday` counts from Monday, 0.
    """

    id: str
    title: str
    routine: str = ""
    variant: str | None = None
    weekday: int | None = None
    written: Routine | None = None
    source: Source | None = None


class Phase(Struct, frozen=True):
    """Weeks that belong together, with the days that each of them has."""

    title: str
    weeks: tuple[Week, ...]
    days: tuple[Day, ...]


class Program(Struct, frozen=True):
    """What the author wrote. `rest_days` are the days that should lie between two sessions, at the least."""

    name: str
    title: str
    summary: str
    audience: str
    phases: tuple[Phase, ...]
    rest_days: int = 0
    end: End = "again"

    @property
    def weeks(self) -> tuple[tuple[Phase, Week], ...]:
        """Every week of the program in order, with its phase."""
        return tuple((phase, week) for phase in self.phases for week in phase.weeks)
