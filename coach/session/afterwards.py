"""What the records of a session make the coach say next: what to ask about, and the score of an AMRAP. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from coach.progression.rounds import Rounds, RoundTurn, rounds_of
from coach.routine.model import Group
from coach.session.record import Record
from coach.session.sets import Ask, Set


def same_set(one: Set, other: Set) -> bool:
    """Whether two sets are the same set, or the two sides of one."""
    return replace(one.key, side=None) == replace(other.key, side=None)


def asks_about(done: Set, records: Iterable[Record]) -> Ask | None:
    """What to ask about the set just done: how many reps it had, when only the athlete can know; else how hard it was.

    Nothing is asked while the time of an AMRAP runs, nor about a warm-up.
    """
    if done.warm_up or (done.round is not None and done.round.group.cap is not None):
        return None
    these = [record for record in records if same_set(record.set, done)]
    unknown = {record.set.side for record in these if is_unknown(record)}
    if len(unknown) > 1:
        return "each"
    return next((side or "set" for side in unknown), None) or _asks_effort(done, these)


def _asks_effort(done: Set, records: Iterable[Record]) -> Ask | None:
    """The scale on which to ask how hard the set was, whose `records` these are; None if that isn't asked."""
    if not done.asks_effort or done.asked.effort is None:
        return None
    missing = any(record.how == "done" and record.effort is None for record in records)
    return done.asked.effort.scale if missing else None


def is_unknown(record: Record) -> bool:
    """Whether a set to failure was done and nobody knows how many reps it had."""
    return record.how == "done" and record.set.to_failure and not record.performed.known


def score_of(group: Group, records: Iterable[Record]) -> Rounds:
    """The rounds and reps done in an AMRAP."""
    return rounds_of(
        RoundTurn(record.set.number, record.set.round.sets, record.set.asked.reps, record.performed)
        for record in records
        if record.set.round is not None and record.set.round.group == group and record.how == "done"
    )
