"""Chooses today's exercise when several share a place in a routine: a ladder, or exercises that alternate. Pure.

It follows from what was done in that place. On a ladder it is the exercise of last time, and its rule may move on from
there; of exercises that alternate it is the next one.
"""

from __future__ import annotations

from itertools import takewhile

from msgspec import Struct
from msgspec.structs import replace

from coach.progression.outings import Outing
from coach.progression.remembered import Remembered
from coach.progression.rules import RULES
from coach.routine.model import Exercise


class Standing(Struct, frozen=True):
    """The exercises of a place in order, the `index` of today's, and what is remembered of that one."""

    exercises: tuple[Exercise, ...]
    index: int
    remembered: Remembered

    @property
    def exercise(self) -> Exercise:
        return self.exercises[self.index]

    @property
    def easier(self) -> int:
        """How many easier exercises there are on the ladder."""
        return self.index if _climbs(self.exercise) else 0

    @property
    def harder(self) -> int:
        """How many harder exercises there are on the ladder."""
        return len(self.exercises) - 1 - self.index if _climbs(self.exercise) else 0


def standing(exercise: Exercise, remembered: Remembered) -> Standing:
    """The exercise done today in the place of `exercise`, by what is `remembered` of that place."""
    exercises = (exercise, *exercise.instead)
    if len(exercises) == 1:
        return Standing(exercises, 0, remembered)
    lifts = [one.lift for one in exercises]
    before = next((lifts.index(lift) for outing in remembered.outings if (lift := _lift(outing)) in lifts), None)
    if _climbs(exercise):
        return at_rung(exercises, before or 0, remembered)
    index = 0 if before is None else (before + 1) % len(exercises)
    outings = (outing for outing in remembered.outings if _lift(outing) == lifts[index])
    return Standing(exercises, index, _only(remembered, tuple(outings), index))


def at_rung(exercises: tuple[Exercise, ...], index: int, remembered: Remembered) -> Standing:
    """The ladder with the exercise `index`; of that the last outings in a row count, up to those of another one."""
    lift = exercises[index].lift
    outings = takewhile(lambda outing: _lift(outing) == lift, remembered.outings)
    return Standing(exercises, index, _only(remembered, tuple(outings), index))


def _only(remembered: Remembered, outings: tuple[Outing, ...], index: int) -> Remembered:
    """What is remembered of one exercise of a place; outings elsewhere are only known for the first one."""
    if index == 0:
        return replace(remembered, outings=outings, trained=len(outings))
    return Remembered(outings, len(outings))


def _lift(outing: Outing) -> str:
    return outing[0].lift


def _climbs(exercise: Exercise) -> bool:
    return RULES[exercise.progress.rule].climbs
