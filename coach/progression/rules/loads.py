"""What several rules of progress do to a load: keep it, raise it by a step, reduce it after misses."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from coach.notation import Load, Reps
from coach.progression.equipment import Weights
from coach.progression.outings import Outing, far_below, missed, reached, working_load
from coach.progression.rules.rule import Asked, History, TodaysSets
from coach.progression.strength import kilos
from coach.routine.model import Growth, Prescription


def loaded(sets: Sequence[Prescription], load: Load | None, weights: Weights) -> tuple[Prescription, ...]:
    """The sets with `load`; if their loads differ, each keeps its fraction of the heaviest."""
    if load is None:
        return tuple(sets)
    heaviest = max(kilos(asked.load) for asked in sets)
    parts = [_part(asked, heaviest) for asked in sets]
    return tuple(
        replace(asked, load=load if part == 1.0 else weights.nearest(load.part_of(100 * part)))
        for asked, part in zip(sets, parts, strict=True)
    )


def _part(asked: Prescription, heaviest: float) -> float:
    """A set's load as a fraction of the `heaviest` one in kg; 1 for a set without a load."""
    if asked.of_top is not None:
        return asked.of_top / 100
    return kilos(asked.load) / heaviest if heaviest and kilos(asked.load) else 1.0


def harder(asked: Asked, load: Load | None, weights: Weights) -> TodaysSets:
    """Today with one step more; if nobody knows what was lifted, the athlete is told to take more if there is more."""
    if load is None:
        return TodaysSets(asked.sets, "more weight" if weights.kit.weighted else "again")
    more = weights.harder(load)
    return TodaysSets(loaded(asked.sets, more or load, weights), "more weight" if more else "again")


def open_reps(sets: Sequence[Prescription], outing: Outing) -> int | None:
    """The reps of an outing's heaviest set to failure, of equals the last; None if nobody knows them."""
    done = zip(sets, outing, strict=False)
    to_failure = [did for asked, did in done if isinstance(asked.reps, Reps) and asked.reps.to_failure]
    heaviest = max(reversed(to_failure), key=lambda did: kilos(did.load), default=None)
    return heaviest.performed.proven if heaviest else None


def growth_step(growth: Sequence[Growth], reps: int | None) -> Load | None:
    """How much is added after an open set of `reps` reps; None if that is too few, or if nobody knows."""
    steps = [row.step for row in growth if reps is not None and row.reps <= reps]
    return steps[-1] if steps else None


def more_reps(asked: Asked, last: Outing, load: Load | None, weights: Weights) -> TodaysSets:
    """Today with the same load and more reps to aim for; as last time where the sets can't share an aim."""
    aim = _aim(asked, last)
    if aim is None:
        return again(asked, last, load, weights)
    return TodaysSets(loaded(asked.sets, load, weights), "more reps", aim)


def _aim(asked: Asked, last: Outing) -> int | None:
    """The reps to aim for in every set: one more than the weakest set had; None if the sets can't share an aim."""
    known = [did.reps for did in last if did.reps is not None]
    lows = [one.reps.low for one in asked.sets if isinstance(one.reps, Reps)]
    if len(known) < len(last) or not lows or len({one.reps for one in asked.sets}) > 1:
        return None
    return min(max(min(known) + 1, lows[0]), asked.sets[0].counted or lows[0])


def again(asked: Asked, last: Outing, load: Load | None, weights: Weights) -> TodaysSets:
    """Today with the same load. If the reps of a set aren't known, nothing is said about them."""
    known = all(did.performed.known for did in last)
    return TodaysSets(loaded(asked.sets, load, weights), "again" if known else "carried")


def deloaded(asked: Asked, past: History) -> TodaysSets | None:
    """Today with an easier load after too many misses at the last one; None after fewer, or if no load is easier.

    A load that is far too heavy is made easier at once.
    """
    load = working_load(past.outings[0])
    enough = 1 if far_below(asked.sets, past.outings[0]) else asked.rule.misses
    if load is None or misses(asked, past.outings, load) < enough:
        return None
    lighter = past.weights.easier(load, asked.rule.deload)
    return TodaysSets(loaded(asked.sets, lighter, past.weights), "deload") if lighter else None


def misses(asked: Asked, outings: Sequence[Outing], load: Load | None) -> int:
    """How many of the latest outings in a row, all at `load`, were misses; those that prove nothing are passed over.

    Always 0 if the latest one wasn't a miss: nobody is told to go lighter after a session that went as asked.
    """
    count = 0
    if not missed(asked.sets, outings[0]):
        return count
    for outing in outings:
        if working_load(outing) != load:
            break
        if missed(asked.sets, outing):
            count += 1
        elif reached(asked.sets, asked.least, outing):
            break
    return count
