"""What is known of a set that was done, and how it is known. Pure.

The coach counts at its own tempo and can't see the athlete. So what a number of reps is worth depends on its source:
the coach counted until the athlete ended the set, the athlete reported it, or it is only assumed. A set to failure that
ran to the end of the count without a word says nothing about the reps that were done in it.
"""

from __future__ import annotations

from enum import Enum
from typing import Final

from msgspec import Struct

from coach.notation import Reps, Span
from coach.units import SECOND, Ms


class Basis(Enum):
    """How it is known what was done in a set; all that differs between these is beside the member.

    `stored` is the word in the journal, in CSV and in JSON; `shown` stands beside the set in tables. `counts_as_reps`:
    its reps are a fact, on which a best, an estimate of strength and an exported file may rest.
    """

    COUNTED = "counted", "counted", True
    """The coach counted to the end of a set of fixed reps, or until the athlete ended it."""
    REPORTED = "reported", "reported", True
    """The athlete said it: typed in the rest, corrected later, or logged without the coach."""
    ASSUMED = "assumed", "assumed", False
    """The athlete ended the set and said no more: the fewest reps of what was asked."""
    HELD = "held", "held", False
    """Held for a time, by the coach's clock."""
    UNKNOWN = "not known", "not known", False
    """Nobody knows: a set to failure that ran to the end of the count without a word; any set that was skipped."""

    def __init__(self, stored: str, shown: str, counts_as_reps: bool) -> None:
        self.stored = stored
        self.shown = shown
        self.counts_as_reps = counts_as_reps

    @classmethod
    def of(cls, stored: str) -> Basis:
        """The basis with the `stored` word. Raises `ValueError` for a word that none has."""
        for basis in cls:
            if basis.stored == stored:
                return basis
        raise ValueError(f"{stored!r} does not say how a set is known")


class Performed(Struct, frozen=True):
    """What was done in a set, as far as it is known: `reps`, or for a set that was held its time (`held`, in ms).

    Neither is there where the basis is `UNKNOWN`.
    """

    basis: Basis
    reps: int | None = None
    held: Ms | None = None

    @property
    def known(self) -> bool:
        """Whether anything is known about it, even if only assumed."""
        return self.basis is not Basis.UNKNOWN

    @property
    def proven(self) -> int | None:
        """Its reps as a fact; None for a hold, and for reps that are assumed or not known."""
        return self.reps if self.basis.counts_as_reps else None

    @property
    def seconds(self) -> int:
        """The whole seconds of a hold, rounded down; 0 for a set in reps."""
        return (self.held or 0) // SECOND

    def reaches(self, least: int) -> bool | None:
        """Whether it had at least `least` reps; None if that isn't known, and for a hold."""
        return None if self.reps is None else self.reps >= least


UNKNOWN: Final = Performed(Basis.UNKNOWN)


def counted(reps: int) -> Performed:
    """Reps counted by the coach."""
    return Performed(Basis.COUNTED, reps)


def reported(reps: int) -> Performed:
    """Reps reported by the athlete."""
    return Performed(Basis.REPORTED, reps)


def reported_hold(length: Ms) -> Performed:
    """A hold of `length` ms, as the athlete reports it."""
    return Performed(Basis.REPORTED, held=length)


def held(length: Ms) -> Performed:
    """A hold of `length` ms by the coach's clock."""
    return Performed(Basis.HELD, held=length)


def assumed(asked: Reps) -> Performed:
    """The fewest reps of what was `asked`; not known if "as many as you can" names no minimum."""
    if asked.to_failure and asked.low <= 1:
        return UNKNOWN
    return Performed(Basis.ASSUMED, asked.low)


def restored(stored: str, reps: int | None, length: Ms) -> Performed:
    """What a row of the journal says; `length` is the time of the set, in ms. Raises `ValueError` for unknown words."""
    basis = Basis.of(stored)
    timed = reps is None and basis in (Basis.HELD, Basis.REPORTED)
    return Performed(basis, reps, length if timed else None)


def as_asked(asked: Reps | Span, number: int) -> Performed:
    """A bare `number` as the athlete reports it: seconds of a set that asks for a time, else reps."""
    return reported_hold(number * SECOND) if isinstance(asked, Span) else reported(number)
