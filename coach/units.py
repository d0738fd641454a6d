"""The units that cross module boundaries, and every conversion between them. Each conversion says how it rounds."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

Ms: TypeAlias = int
"""Milliseconds, whole: the unit of every length and time in the program."""

SECOND: Final[Ms] = 1000
MINUTE: Final[Ms] = 60 * SECOND
HOUR: Final[Ms] = 60 * MINUTE

Unit: TypeAlias = Literal["kg", "lb"]
"""What a weight is in."""

KG_PER_LB: Final = 0.45359237
"""Exact by definition: the international pound of 1959."""


def converted(amount: float, unit: Unit, wanted: Unit) -> float:
    """The weight `amount` of `unit` in the unit `wanted`, not rounded."""
    if unit == wanted:
        return amount
    return amount * KG_PER_LB if wanted == "kg" else amount / KG_PER_LB
