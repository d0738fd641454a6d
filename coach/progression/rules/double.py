"""Double progression: first more reps, up to the top of their range in all sets, then a step more weight."""

from __future__ import annotations

from coach.progression.outings import reached, working_load
from coach.progression.rules.loads import deloaded, harder, more_reps
from coach.progression.rules.rule import Asked, History, Rule, TodaysSets


def _today(asked: Asked, past: History) -> TodaysSets | None:
    if not past.outings:
        return None
    if lighter := deloaded(asked, past):
        return lighter
    last = past.outings[0]
    load = working_load(last)
    if reached(asked.sets, asked.least, last, top=True):
        return harder(asked, load, past.weights)
    return more_reps(asked, last, load, past.weights)


DOUBLE = Rule(
    "double",
    "more reps to the top of the range, then more weight",
    _today,
    fields=frozenset({"misses", "deload"}),
)
