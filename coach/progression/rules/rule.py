"""What to lift today, by what was lifted before: the rules by which a load goes up, and down again. Pure.

What counts as a hit, a miss and nothing stands in `outings`; docs/format.md says it rule by rule. After so many misses
in a row at one load, the load is taken back: a deload. An outing that proves nothing neither counts nor interrupts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from coach.notation import Load, Reps
from coach.progression.equipment import Weights
from coach.progression.outings import Did, Outing, missed, reached, working_load
from coach.progression.strength import epley, kilos
from coach.progression.waves import cycle_after, sets_of_wave
from coach.routine.model import Prescription, Progress

Change: TypeAlias = Literal[
    "more weight", "more reps", "again", "deload", "by percent", "lower max", "by effort", "carried"
]
"""What differs from last time. "carried": the same load, and nothing can be said of how it went."""

MOST_RIR: Final = 10
"""RPE 10 is a set with no rep left in reserve; each point below it is one rep more in reserve."""


class Today(Struct, frozen=True):
    """The working sets of today, and what has changed; `reps` is what to aim for where there should be more of them."""

    sets: tuple[Prescription, ...]
    change: Change
    reps: int | None = None


class Asked(Struct, frozen=True):
    """What an exercise asks for as it is written: its working `sets`, of which `least` would do, and its `rule`."""

    rule: Progress
    sets: tuple[Prescription, ...]
    least: int


def today(asked: Asked, outings: Sequence[Outing], most: Load | None, weights: Weights) -> Today | None:
    """The working sets as the rule has them today; None where it has nothing to say yet.

    `outings` are those of the exercise, the newest first: the last ones, or for percents all of them. `most` is the
    one-rep max, where it is known; `weights` are those that there are for the exercise.
    """
    if not asked.sets:
        return None
    if asked.rule.rule == "percent":
        return _percent(asked, outings, most, weights)
    if not outings:
        return None
    load = working_load(outings[0])
    match asked.rule.rule:
        case "none":
            return Today(_loaded(asked.sets, load, weights), "carried") if load and asked.sets[0].load is None else None
        case "rpe":
            return _effort(asked, outings[0], load, weights)
        case "linear":
            return _taken_back(asked, outings, load, weights) or _linear(asked, outings[0], load, weights)
        case _:
            return _taken_back(asked, outings, load, weights) or _double(asked, outings[0], load, weights)


def _percent(asked: Asked, outings: Sequence[Outing], most: Load | None, weights: Weights) -> Today | None:
    if most is None or not asked.rule.waves:
        return None
    step = asked.rule.step or weights.kit.step(most.unit or "kg")
    cycle = cycle_after(asked.rule, asked.sets, outings, most, step)
    sets = sets_of_wave(asked.rule.waves[cycle.place], asked.sets, cycle.base, weights)
    return Today(sets, "lower max" if cycle.taken_back else "by percent")


def _taken_back(asked: Asked, outings: Sequence[Outing], load: Load | None, weights: Weights) -> Today | None:
    """Today with an easier load, after too many misses at the last one; None after fewer, and where none is easier."""
    if load is None or _misses(asked, outings, load) < asked.rule.misses:
        return None
    lighter = weights.easier(load, asked.rule.deload)
    return Today(_loaded(asked.sets, lighter, weights), "deload") if lighter else None


def _linear(asked: Asked, last: Outing, load: Load | None, weights: Weights) -> Today | None:
    if reached(asked.sets, asked.least, last):
        return _harder(asked, load, weights)
    return _again(asked, last, load, weights)


def _double(asked: Asked, last: Outing, load: Load | None, weights: Weights) -> Today | None:
    if reached(asked.sets, asked.least, last, top=True):
        return _harder(asked, load, weights)
    known = [did.reps for did in last if did.reps is not None]
    lows = [one.reps.low for one in asked.sets if isinstance(one.reps, Reps)]
    if len(known) < len(last) or not lows or len({one.reps for one in asked.sets}) > 1:
        return _again(asked, last, load, weights)
    aim = min(max(min(known) + 1, lows[0]), asked.sets[0].counted or lows[0])
    return Today(_loaded(asked.sets, load, weights), "more reps", aim)


def _harder(asked: Asked, load: Load | None, weights: Weights) -> Today:
    """Today with a step more; where nobody knows what was lifted, more of it, if it can be had."""
    if load is None:
        return Today(asked.sets, "more weight" if weights.kit.weighted else "again")
    harder = weights.harder(load)
    return Today(_loaded(asked.sets, harder or load, weights), "more weight" if harder else "again")


def _again(asked: Asked, last: Outing, load: Load | None, weights: Weights) -> Today:
    """Today with the same load. Of sets that nobody knows the reps of, nothing is said."""
    known = all(did.performed.known for did in last)
    return Today(_loaded(asked.sets, load, weights), "again" if known else "carried")


def _effort(asked: Asked, last: Outing, load: Load | None, weights: Weights) -> Today | None:
    """The load with which today's reps should be as hard as `rule.rpe` says, from how hard they were last time."""
    reps = asked.sets[0].counted
    if load is None or reps is None:
        return None
    strengths = [strength for did in last if (strength := _strength(did)) is not None]
    if not strengths or weights.kit.helps:
        return Today(_loaded(asked.sets, load, weights), "carried")
    weight = max(strengths) / (1 + (reps + MOST_RIR - asked.rule.rpe) / 30)
    exact = replace(load, amount=weight, unit="kg").exactly(load.unit or "kg")
    return Today(_loaded(asked.sets, weights.nearest(exact), weights), "by effort")


def _strength(did: Did) -> float | None:
    """The one-rep max that a set with a known effort speaks for, in kg: the reps in reserve count as if done."""
    if did.effort is None or did.performed.proven is None:
        return None
    return epley(did.load, did.performed.proven + MOST_RIR - did.effort)


def _misses(asked: Asked, outings: Sequence[Outing], load: Load) -> int:
    """How many of the last outings in a row, all at `load`, were misses; what proves nothing is passed over.

    None where the last one wasn't a miss: nobody is told to go lighter after a session that went as asked.
    """
    count = 0
    if not outings or not missed(asked.sets, outings[0]):
        return count
    for outing in outings:
        if working_load(outing) != load:
            break
        if missed(asked.sets, outing):
            count += 1
        elif reached(asked.sets, asked.least, outing):
            break
    return count


def _loaded(sets: Sequence[Prescription], load: Load | None, weights: Weights) -> tuple[Prescription, ...]:
    """The sets with `load`; where their loads differ, each keeps its part of the heaviest."""
    if load is None:
        return tuple(sets)
    heaviest = max(kilos(asked.load) for asked in sets)
    parts = [kilos(asked.load) / heaviest if heaviest and kilos(asked.load) else 1.0 for asked in sets]
    return tuple(
        replace(asked, load=load if part == 1.0 else weights.nearest(load.part_of(100 * part)))
        for asked, part in zip(sets, parts, strict=True)
    )
