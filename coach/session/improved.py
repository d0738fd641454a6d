"""What was better in a session than the last time, as far as that is a fact. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from msgspec import Struct

from coach.notation import Reps
from coach.progression.equipment import kit_of
from coach.progression.outings import Outing
from coach.progression.strength import kilos
from coach.session.record import Record


class Improved(Struct, frozen=True):
    """The names of exercises that were done with more reps than last time at the same load, or with more load."""

    reps: tuple[str, ...] = ()
    load: tuple[str, ...] = ()


def improved(records: Iterable[Record]) -> Improved:
    """What was better than the last time in the working sets that were done.

    Only what is known for certain counts, in both sessions: reps that were counted or reported, the same load in all
    sets. More load counts where each set reached the fewest reps that it asked for. Exercises done on each side are
    left out, as the journal may know one side only.
    """
    done = [one for one in records if one.how == "done" and one.set.working and one.set.side is None]
    more_reps, more_load = [], []
    for _, group in groupby(done, key=lambda one: one.set.block):
        sets = list(group)
        remembered = sets[0].set.remembered
        if remembered is None or not remembered.outings:
            continue
        better = _better(sets, remembered.outings[0])
        if better == "reps":
            more_reps.append(sets[0].set.exercise.name)
        elif better == "load":
            more_load.append(sets[0].set.exercise.name)
    return Improved(tuple(more_reps), tuple(more_load))


def _better(sets: Sequence[Record], last: Outing) -> str:
    """ "reps", "load", or "" where neither was more or too little is known."""
    reps = [one.performed.proven for one in sets]
    reps_then = [did.performed.proven for did in last]
    if None in reps or None in reps_then or not last:
        return ""
    loads, loads_then = {_load(one) for one in sets}, {kilos(did.load) if did.load else None for did in last}
    if len(loads) != 1 or len(loads_then) != 1:
        return ""
    (now,), (then,) = loads, loads_then
    if now == then:
        return "reps" if sum(filter(None, reps)) > sum(filter(None, reps_then)) else ""
    if now is None or then is None:
        return ""
    harder = now < then if kit_of(sets[0].set.exercise.equipment).helps else now > then
    return "load" if harder and all(map(_reached, sets)) else ""


def _load(record: Record) -> float | None:
    return kilos(record.load) if record.load else None


def _reached(record: Record) -> bool:
    asked = record.set.asked.reps
    return isinstance(asked, Reps) and bool(record.performed.reaches(asked.low))
