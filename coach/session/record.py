"""What is recorded of a set, from what it asked for and how it ended. Pure.

A rep counts when its number is said: a set that is ended before that has the reps before it.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from msgspec import Struct

from coach.notation import Load, Span
from coach.progression.performed import UNKNOWN, Performed, assumed, counted, held
from coach.progression.strength import epley
from coach.session.plan import Work
from coach.session.sets import Set
from coach.units import SECOND, Ms

LEAST_HELD: Final[Ms] = 5 * SECOND
"""A hold that is broken off sooner counts as skipped."""

Ending: TypeAlias = Literal["over", "done", "next", "stop"]
"""How a set ended: its time was `over`, or the athlete said `done`, asked for what is `next`, or stopped it all."""


class Record(Struct, frozen=True):
    """One set as it was done: what is known about it (nothing if it was skipped), and its `length` in ms.

    A try, after which the set was done again, counts as skipped, but what was done in it is known. Afterwards the
    athlete may report what it really was: reps, load, and how hard it was (`effort`, an RPE). `boxed` is how much of
    its group's time was used at its end, in ms, if the group has a time limit.
    """

    set: Set
    how: Literal["done", "skipped"]
    performed: Performed
    length: Ms
    load: Load | None = None
    effort: float | None = None
    boxed: Ms = Ms(0)


def is_best(record: Record) -> bool:
    """Whether the set shows more strength, or without a load has more reps, than any that is remembered."""
    before = record.set.remembered
    if before is None or record.how == "skipped" or not record.set.working:
        return False
    reps = record.performed.proven
    estimate = epley(record.load, reps)
    if estimate is not None and before.best is not None:
        return estimate > before.best + 0.01
    own = record.load is None or (record.load.bodyweight and not record.load.amount)
    return own and before.most_reps is not None and (reps or 0) > before.most_reps


def record_of(work: Work, ending: Ending, at: Ms) -> Record:
    """The record of a set that ended `at` ms after it began.

    A set that ended before its first rep could be over, or a hold that ended before `LEAST_HELD`, counts as skipped,
    unless the athlete said that it was done.
    """
    one = work.set
    first = LEAST_HELD if one.reps is None else one.count_at(1)
    if ending != "done" and at < min(first, work.nominal):
        return Record(one, "skipped", UNKNOWN, at, one.load)
    return Record(one, "skipped" if one.tried else "done", _performed(work, ending, at), at, one.load)


def _performed(work: Work, ending: Ending, at: Ms) -> Performed:
    one = work.set
    asked = one.asked.reps
    if isinstance(asked, Span) or one.reps is None:
        return held(at)
    if not one.counted:
        return assumed(asked) if ending in ("done", "next") else UNKNOWN
    if asked.to_failure and ending == "over":
        return UNKNOWN
    # A rep that time cut off at its top wasn't done; an athlete who ends the set has done what was counted.
    return counted(min(one.reps, at // one.asked.tempo.rep if ending == "over" else one.counted_by(at)))
