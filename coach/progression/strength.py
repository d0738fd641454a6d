"""What a set says about the athlete's strength: weights in one unit, and estimated one-rep maxes. Pure."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from coach.notation import Load, read_lifted
from coach.units import converted

MOST_ESTIMATED: Final = 12
"""Epley's formula is for few reps; beyond these it says more of endurance than of strength."""


def kilos(load: Load | None) -> float:
    """The weight that `load` adds to the body, in kilograms."""
    if load is None or load.percent is not None:
        return 0.0
    return converted(load.amount, load.unit or "kg", "kg")


def epley(load: Load | None, reps: float | None) -> float | None:
    """The one-rep max that a set suggests, in kg: load * (1 + reps / 30), after Epley (1985); a single is its own max.

    None if there is no load, or too many reps for the formula.
    """
    weight = kilos(load)
    if load is None or load.bodyweight or not weight or not reps or reps > MOST_ESTIMATED:
        return None
    return weight if reps == 1 else weight * (1 + reps / 30)


def read_max(value: object) -> Load:
    """Reads a one-rep max: `"120 kg"`, or what it is by Epley's formula where `"5 x 100 kg"` can be lifted.

    Raises `NotationError`.
    """
    reps, load = read_lifted(value)
    return load if reps == 1 else replace(load, amount=load.amount * (1 + reps / 30))


def rep_max(most: Load, reps: int) -> Load:
    """The weight that an athlete with the one-rep max `most` can lift `reps` times, after Epley; not rounded."""
    return most if reps == 1 else replace(most, amount=most.amount / (1 + reps / 30))
