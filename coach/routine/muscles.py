"""How the working sets of a session are distributed over the muscles. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from coach.notation import Reps
from coach.routine.model import Exercise, Prescription, Variant

SECONDARY: Final = 0.5
"""How much a set counts for a muscle that only helps: half, as is usual in counting weekly sets per muscle."""

HARD_PERCENT: Final = 80.0
FEW_REPS: Final = 5
"""A set counts as hard if it goes to failure, or is done with this much of the one-rep max, or with a weight for this
few reps."""

HEART: Final = "heart"
"""What easy cardio trains: it warms up the whole body."""


def sets_by_muscle(variant: Variant) -> dict[str, float]:
    """Working sets for each muscle, most first; a drop belongs to its set, a round of a group is a set."""
    found: dict[str, float] = {}
    for exercise in variant.exercises:
        number = len(exercise.working_sets)
        for muscle in exercise.muscles:
            found[muscle] = found.get(muscle, 0) + number
        for muscle in exercise.secondary:
            found[muscle] = found.get(muscle, 0) + SECONDARY * number
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def cold(variant: Variant) -> Iterator[tuple[Exercise, tuple[str, ...]]]:
    """Exercises that begin with a hard set, each with its muscles that haven't been warmed up before."""
    warm = set(_trained(variant.warm_up))
    for exercise in variant.exercises:
        hard = not exercise.warm_up_sets and any(map(_is_hard, exercise.working_sets))
        muscles = tuple(muscle for muscle in exercise.muscles if muscle not in warm)
        if hard and muscles and HEART not in warm:
            yield exercise, muscles
        warm.update(_trained([exercise]))


def _trained(exercises: Sequence[Exercise]) -> Iterator[str]:
    for exercise in exercises:
        yield from (*exercise.muscles, *exercise.secondary)


def _is_hard(asked: Prescription) -> bool:
    reps, load = asked.reps, asked.load
    if not isinstance(reps, Reps):
        return False
    weighted = load is not None and (load.amount > 0 or load.percent is not None)
    heavy = load is not None and load.percent is not None and not load.of_top and load.percent >= HARD_PERCENT
    return reps.to_failure or heavy or (weighted and (reps.high or 0) <= FEW_REPS)
