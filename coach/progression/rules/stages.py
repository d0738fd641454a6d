"""Other sets and reps after a miss, at the same load: 5 x 3, then 6 x 2, then 10 x 1; then lighter, and 5 x 3 again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from coach.notation import EachSet
from coach.progression.outings import Outing, missed, reached, working_load
from coach.progression.rules.loads import again, harder, loaded
from coach.progression.rules.rule import Asked, History, Rule, TodaysSets
from coach.routine.model import Prescription

_Outcome: TypeAlias = Literal["hit", "nothing", "next stage", "through"]


class _Place(Struct, frozen=True):
    """The athlete's progress: the index of the stage to do, misses in a row there, and what the last outing led to.

    "through": the last stage was missed so often that the first one comes again.
    """

    stage: int = 0
    misses: int = 0
    outcome: _Outcome = "nothing"


def _after(asked: Asked, outing: Outing, place: _Place) -> _Place:
    """The place after an `outing`. Its stage is known by what was asked then, otherwise from the outings before it."""
    stages = asked.rule.stages
    known = _stage_of(stages, outing)
    stage = place.stage if known is None else known
    sets = _sets(asked, stages[stage])
    if missed(sets, outing):
        count = 1 + (place.misses if stage == place.stage else 0)
        if count < asked.rule.misses:
            return _Place(stage, count)
        last = stage + 1 == len(stages)
        return _Place(0 if last else stage + 1, 0, "through" if last else "next stage")
    if reached(sets, len(sets), outing):
        return _Place(stage, 0, "hit")
    return _Place(stage, place.misses)


def _sets(asked: Asked, stage: EachSet) -> tuple[Prescription, ...]:
    """A set for each number of reps of a stage; sets beyond those of the exercise are like its last one."""
    return tuple(
        replace(asked.sets[min(index, len(asked.sets) - 1)], reps=reps, cap=None) for index, reps in enumerate(stage)
    )


def _stage_of(stages: Sequence[EachSet], outing: Outing) -> int | None:
    """The index of the stage that was asked for then; None for one that isn't there, or where nobody asked."""
    then = tuple(did.asked for did in outing)
    return next((index for index, reps in enumerate(stages) if reps == then), None)


def _place_after(asked: Asked, outings: Sequence[Outing]) -> _Place:
    place = _Place()
    for outing in reversed(_that_count(asked, outings)):
        place = _after(asked, outing, place)
    return place


def _that_count(asked: Asked, outings: Sequence[Outing]) -> Sequence[Outing]:
    """The last outings, back to one of another stage or a hit: no miss before that counts."""
    stages = asked.rule.stages
    newer: int | None = None
    for number, outing in enumerate(outings, 1):
        stage = _stage_of(stages, outing)
        if stage is not None:
            sets = _sets(asked, stages[stage])
            if stage != (stage if newer is None else newer) or reached(sets, len(sets), outing):
                return outings[:number]
            newer = stage
    return outings


def _today(asked: Asked, past: History) -> TodaysSets | None:
    if not past.outings:
        return None
    place, last = _place_after(asked, past.outings), past.outings[0]
    load, weights = working_load(last), past.weights
    asked = replace(asked, sets=_sets(asked, asked.rule.stages[place.stage]))
    match place.outcome:
        case "hit":
            return harder(asked, load, weights)
        case "next stage":
            return TodaysSets(loaded(asked.sets, load, weights), "next stage")
        case "through":
            lighter = weights.easier(load, asked.rule.deload) if load else None
            return TodaysSets(loaded(asked.sets, lighter or load, weights), "deload" if lighter else "next stage")
    return again(asked, last, load, weights)


STAGES = Rule(
    "stages",
    "more weight each time; after a miss, the sets and reps of the next stage",
    _today,
    needs={"stages": 'write its table: { rule = "stages", stages = ["3, 3, 3, 3, 3+", "2, 2, 2, 2, 2, 2+"] }'},
    fields=frozenset({"misses", "deload", "stages"}),
    misses=1,
    by_whole_history=True,
)
