"""What a set says of the athlete's strength: weights in one unit, and the one-rep max it speaks for. Pure."""

from __future__ import annotations

from typing import Final

from coach.notation import Load
from coach.units import converted

MOST_ESTIMATED: Final = 12
"""Epley's formula is for few reps; beyond these it says more of endurance than of strength."""


def kilos(load: Load | None) -> float:
    """The weight that `load` adds to the body, in kilograms."""
    if load is None or load.percent is not None:
        return 0.0
    return converted(load.amount, load.unit or "kg", "kg")


def epley(load: Load | None, reps: float | None) -> float | None:
    """The one-rep max that a set speaks for, in kg: load * (1 + reps / 30), after Epley (1985); one rep is itself.

    None where there is no load or where the reps are too many to tell.
    """
    weight = kilos(load)
    if load is None or load.bodyweight or not weight or not reps or reps > MOST_ESTIMATED:
        return None
    return weight if reps == 1 else weight * (1 + reps / 30)
