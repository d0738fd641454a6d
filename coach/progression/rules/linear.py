"""A step more weight after each session that went as asked."""

from __future__ import annotations

from msgspec.structs import replace

from coach.progression.outings import reached, working_load
from coach.progression.rules.loads import again, deloaded, growth_step, harder, open_reps
from coach.progression.rules.rule import Asked, History, Rule, TodaysSets


def _today(asked: Asked, past: History) -> TodaysSets | None:
    if not past.outings:
        return None
    if lighter := deloaded(asked, past):
        return lighter
    last = past.outings[0]
    load = working_load(last)
    weights = past.weights
    if reached(asked.sets, asked.least, last):
        if not asked.rule.growth:
            return harder(asked, load, weights)
        if step := growth_step(asked.rule.growth, open_reps(asked.sets, last)):
            return harder(asked, load, replace(weights, step=step))
    return again(asked, last, load, weights)


LINEAR = Rule("linear", "more weight each time", _today, fields=frozenset({"misses", "deload", "growth"}))
