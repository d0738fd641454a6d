"""What follows from the records of a session for what is said next: what to ask, and the score of an AMRAP. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from coach.progression.rounds import Rounds, Turn, rounds_of
from coach.routine.model import Group
from coach.session.plan import Ask, Set
from coach.session.record import Record


def same_set(one: Set, other: Set) -> bool:
    """Whether they are one set, or the two sides of one."""
    return replace(one.key, side=None) == replace(other.key, side=None)


def asks_about(done: Set, records: Iterable[Record]) -> Ask | None:
    """What to ask of the set that is over: how many reps it had, where that can only be known from the athlete.

    Nothing is asked where the time of its group runs, nor of a warm-up.
    """
    if done.warm_up or (done.round is not None and done.round.group.cap is not None):
        return None
    unknown = {record.set.side for record in records if same_set(record.set, done) and is_unknown(record)}
    if len(unknown) > 1:
        return "each"
    return next((side or "set" for side in unknown), None)


def is_unknown(record: Record) -> bool:
    """Whether a set to failure was done of which nobody knows how many reps it had."""
    return record.how == "done" and record.set.to_failure and not record.performed.known


def score_of(group: Group, records: Iterable[Record]) -> Rounds:
    """The rounds and reps that were done of an AMRAP."""
    return rounds_of(
        Turn(record.set.number, record.set.round.sets, record.set.asked.reps, record.performed)
        for record in records
        if record.set.round is not None and record.set.round.group == group and record.how == "done"
    )
