"""The units that cross module boundaries, and every conversion between them. Each conversion says how it rounds."""

from __future__ import annotations

from typing import Final, Literal, NewType, TypeAlias

Ms: TypeAlias = int
"""Milliseconds, whole: the unit of every length and time in the program."""

SECOND: Final[Ms] = 1000
MINUTE: Final[Ms] = 60 * SECOND
HOUR: Final[Ms] = 60 * MINUTE

Frames = NewType("Frames", int)
"""Samples of the one mono stream, 48,000 a second: a length, or a position counted from the session's first sample.

`coach/audio/clip.py` converts them to and from milliseconds.
"""

Decibels = NewType("Decibels", float)
"""A ratio of two levels of sound: +6 is about twice the amplitude, -20 a tenth."""

Lufs = NewType("Lufs", float)
"""Loudness to the ear relative to full scale, after ITU-R BS.1770; a difference of 1 is 1 LU, which is 1 dB."""


def amplitude(decibels: float) -> float:
    """The factor by which an amplitude changes by `decibels`: 10 ** (dB / 20), not rounded."""
    return float(10 ** (decibels / 20))


Unit: TypeAlias = Literal["kg", "lb"]
"""What a weight is in."""

KG_PER_LB: Final = 0.45359237
"""Exact by definition: the international pound of 1959."""


def converted(amount: float, unit: Unit, wanted: Unit) -> float:
    """The weight `amount` of `unit` in the unit `wanted`, not rounded."""
    if unit == wanted:
        return amount
    return amount * KG_PER_LB if wanted == "kg" else amount / KG_PER_LB
