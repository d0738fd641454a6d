"""Exercises for the tests, in a few words."""

from __future__ import annotations

from typing import Any

from coach.routine.model import Exercise, Prescription, Routine, Variant
from coach.session.sets import Set

_OF_A_SET = set(Prescription.__struct_fields__)


def exercise(id_: str, name: str, sets: int = 3, least: int | None = None, **fields: Any) -> Exercise:
    """An exercise of so many sets that are alike; `fields` are those of its sets, and its own."""
    asked = Prescription(**{key: value for key, value in fields.items() if key in _OF_A_SET})
    own = {key: value for key, value in fields.items() if key not in _OF_A_SET}
    return Exercise(id_, name, (asked,) * sets, sets if least is None else least, **own)


def routine(*exercises: Exercise, warm_up: tuple[Exercise, ...] = ()) -> Routine:
    """A routine of these exercises."""
    variant = Variant("standard", "", "full", warm_up, exercises)
    return Routine("test", "Test", "", "", None, (variant,), "standard")


def a_set(of: Exercise, number: int = 1, position: int = 1) -> Set:
    """One set of an exercise."""
    return Set(of, of.sets[number - 1], position, number, len(of.sets))
