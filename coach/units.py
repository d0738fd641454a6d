"""The units that cross module boundaries, and every conversion between them. Each conversion says how it rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NewType, TypeAlias

if TYPE_CHECKING:

    class Ms(int):
        """Whole milliseconds: the unit of every length and time in the program.

        A type checker accepts no bare number for them, and no samples. Sums, differences, multiples and remainders of
        them are milliseconds again; a `NewType` would make them numbers.
        """

        def __new__(cls, value: int, /) -> Ms: ...
        def __add__(self, other: int, /) -> Ms: ...
        def __radd__(self, other: int, /) -> Ms: ...
        def __sub__(self, other: int, /) -> Ms: ...
        def __rsub__(self, other: int, /) -> Ms: ...
        def __mul__(self, other: int, /) -> Ms: ...
        def __rmul__(self, other: int, /) -> Ms: ...
        def __mod__(self, other: int, /) -> Ms: ...
        def __neg__(self) -> Ms: ...

else:
    Ms = NewType("Ms", int)

SECOND: Final[Ms] = Ms(1000)
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


def amplitude(change: Decibels) -> float:
    """The factor by which an amplitude changes by so many decibels: 10 ** (dB / 20), not rounded."""
    return float(10 ** (change / 20))


Unit: TypeAlias = Literal["kg", "lb"]
"""What a weight is in."""

KG_PER_LB: Final = 0.45359237
"""Exact by definition: the international pound of 1959."""


def converted(amount: float, unit: Unit, wanted: Unit) -> float:
    """The weight `amount` of `unit` in the unit `wanted`, not rounded."""
    if unit == wanted:
        return amount
    return amount * KG_PER_LB if wanted == "kg" else amount / KG_PER_LB
