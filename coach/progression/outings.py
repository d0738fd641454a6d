"""What was done of an exercise in earlier sessions, and whether that was a hit, a miss, or neither. Pure.

A set is a miss if its reps are known and below the fewest that were asked for at the time. It is a hit if its reps are
known to reach what is asked for today. Everything else is neither: unknown reps prove nothing, and assumed reps can't
be a miss.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from msgspec import Struct

from coach.notation import Load, Reps, Span
from coach.progression.performed import Basis, Performed
from coach.progression.strength import kilos
from coach.routine.model import Prescription
from coach.units import SECOND, Ms


class Did(Struct, frozen=True):
    """A working set of an earlier session: what is known of it, its load, and how hard it was (`effort`, an RPE).

    `number` is its place among the sets of its exercise, from 1; `asked` what was asked of it then, if that is known;
    `lift` the id of the exercise that it was.
    """

    performed: Performed
    load: Load | None = None
    effort: float | None = None
    number: int = 1
    asked: Reps | Span | None = None
    lift: str = ""

    @property
    def reps(self) -> int | None:
        """Its reps, if they are known or assumed; None for a hold."""
        return self.performed.reps

    @property
    def seconds(self) -> int:
        """The whole seconds of a hold; 0 for a set in reps."""
        return self.performed.seconds


Outing: TypeAlias = tuple[Did, ...]
"""What was done of an exercise in one session: its working sets, in order."""


def working_load(outing: Outing) -> Load | None:
    """The heaviest load of an outing; None if none is known."""
    return max((did.load for did in outing if did.load), key=kilos, default=None)


def missed(sets: Sequence[Prescription], outing: Outing) -> bool:
    """Whether a set of `outing` is known to have had less than what was asked of it then, or else by `sets` today."""
    return any(_missed(did.asked or _asked(sets, did).reps, did.performed) for did in outing)


def far_below(sets: Sequence[Prescription], outing: Outing) -> bool:
    """Whether each set of `outing` is known to have had less than half of the fewest reps that were asked of it.

    The load is far too heavy then. The half is our own rule.
    """
    each = [(did.asked or _asked(sets, did).reps, did.performed.proven) for did in outing]
    return bool(each) and all(
        isinstance(asked, Reps) and reps is not None and 2 * reps < asked.low for asked, reps in each
    )


def reached(sets: Sequence[Prescription], least: int, outing: Outing, top: bool = False) -> bool:
    """Whether at least `least` of the `sets` were done, and each is known to have reached its fewest reps.

    With `top`, each must have reached the top of its range: for a set to failure, the rep at which counting stops.
    """
    return len(outing) >= max(1, least) and all(_reached(_asked(sets, did), did.performed, top) for did in outing)


def _asked(sets: Sequence[Prescription], did: Did) -> Prescription:
    """What is asked today of the set that `did` was; if that set no longer exists, what is asked of the last one."""
    return sets[min(did.number, len(sets)) - 1]


def _missed(asked: Reps | Span, performed: Performed) -> bool:
    if performed.basis is Basis.ASSUMED:
        return False
    if isinstance(asked, Span):
        return performed.held is not None and performed.held < asked.low // SECOND * SECOND
    return performed.reaches(asked.low) is False


def _reached(asked: Prescription, performed: Performed, top: bool) -> bool:
    if isinstance(asked.reps, Span):
        wanted = asked.reps.high if top else asked.reps.low
        return performed.held is not None and performed.held >= wanted // SECOND * SECOND
    wanted = Ms((asked.counted or 0) if top else asked.reps.low)
    return performed.reaches(wanted) is True
