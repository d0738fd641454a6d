"""A ladder of exercises: more reps to the top of the range in all sets, then the next harder exercise."""

from __future__ import annotations

from coach.progression.outings import reached, working_load
from coach.progression.rules.loads import again, misses, more_reps
from coach.progression.rules.rule import Asked, History, Rule, TodaysSets


def _today(asked: Asked, past: History) -> TodaysSets | None:
    if not past.outings:
        return None
    last = past.outings[0]
    load = working_load(last)
    if reached(asked.sets, asked.least, last, top=True):
        if asked.harder:
            return TodaysSets(asked.sets, "harder exercise", rungs=1)
        return again(asked, last, load, past.weights)
    if asked.easier and misses(asked, past.outings, load) >= asked.rule.misses:
        return TodaysSets(asked.sets, "easier exercise", rungs=-1)
    return more_reps(asked, last, load, past.weights)


LADDER = Rule(
    "ladder",
    "more reps to the top of the range, then a harder exercise",
    _today,
    fields=frozenset({"misses", "rungs"}),
    climbs=True,
)
