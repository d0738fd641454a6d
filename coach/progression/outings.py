"""What was done of an exercise in earlier sessions, and whether that was a hit, a miss, or nothing. Pure.

A set is a miss where its reps are known and fewer than the fewest that were asked of it then. It is a hit where its
reps are known to be as many as are asked today. Anything else is neither: what nobody knows proves nothing, and what is
only assumed can't be a miss.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from msgspec import Struct

from coach.notation import Load, Reps, Span
from coach.progression.performed import Basis, Performed
from coach.progression.strength import kilos
from coach.routine.model import Prescription
from coach.units import SECOND


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
        """Its reps as far as they are known or assumed; None for a hold."""
        return self.performed.reps

    @property
    def seconds(self) -> int:
        """The whole seconds of a hold; 0 for a set in reps."""
        return self.performed.seconds


Outing: TypeAlias = tuple[Did, ...]
"""What was done of an exercise in one session: its working sets, in order."""


def working_load(outing: Outing) -> Load | None:
    """The heaviest load of an outing; None where none is known."""
    return max((did.load for did in outing if did.load), key=kilos, default=None)


def missed(sets: Sequence[Prescription], outing: Outing) -> bool:
    """Whether a set of `outing` is known to have come to less than was asked of it: then, or by `sets` today."""
    return any(_missed(did.asked or _asked(sets, did).reps, did.performed) for did in outing)


def reached(sets: Sequence[Prescription], least: int, outing: Outing, top: bool = False) -> bool:
    """Whether at least `least` of the `sets` were done, and each is known to have come to its fewest reps.

    With `top`, to the top of its range: of a set to failure, to the rep at which it is no longer counted.
    """
    return len(outing) >= max(1, least) and all(_reached(_asked(sets, did), did.performed, top) for did in outing)


def _asked(sets: Sequence[Prescription], did: Did) -> Prescription:
    """What is asked today of the set that `did` was; of one that there is no longer, what is asked of the last."""
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
    wanted = (asked.counted or 0) if top else asked.reps.low
    return performed.reaches(wanted) is True
