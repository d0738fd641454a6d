"""Finds the exercises of the catalogue that can replace another. Pure."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from coach.notation import Span
from coach.routine.file.catalogue import Catalogue, is_held
from coach.routine.file.tables import CatalogueTable
from coach.routine.model import Exercise
from coach.routine.owned import covers

MOST: Final = 5
"""How many are offered; an athlete who wants none of these is quicker looking at the catalogue."""


def alternatives(exercise: Exercise, there: Collection[str], catalogue: Catalogue) -> list[str]:
    """The ids of the exercises that can replace an exercise: first the easier one, then those most like it.

    These train the same main muscle, are counted or held as it is, and need no equipment but what is `there`. Those
    with more muscles in common come first; of these, those with as much equipment as it has.
    """
    easier = catalogue.find(exercise.easier) if exercise.easier else None
    ranked = []
    for name in catalogue.ids():
        if name in (exercise.lift, easier) or catalogue.is_for_warming_up(name):
            continue
        table = catalogue.get(name)
        if _trains_the_same(table, exercise) and _can_be_done(name, table, exercise, there):
            ranked.append((_distance(table, exercise), name))
    found = [name for _, name in sorted(ranked, key=lambda one: one[0])]
    return [*([easier] if easier and easier != exercise.lift else []), *found][:MOST]


def _trains_the_same(table: CatalogueTable, exercise: Exercise) -> bool:
    return bool(exercise.muscles) and tuple(table.muscles or ())[:1] == exercise.muscles[:1]


def _can_be_done(name: str, table: CatalogueTable, exercise: Exercise, there: Collection[str]) -> bool:
    held = isinstance(exercise.working_sets[0].reps, Span)
    return is_held(name, table) == held and covers(there, table.equipment or ())


def _distance(table: CatalogueTable, exercise: Exercise) -> tuple[int, int]:
    """How unlike an exercise is: muscles that only one of both trains; equipment that only one of both needs."""
    trained = {*(table.muscles or ()), *(table.secondary or ())}
    wanted = {*exercise.muscles, *exercise.secondary}
    return len(trained ^ wanted), int(bool(table.equipment) != bool(exercise.equipment))
