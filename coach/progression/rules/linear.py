"""A step more weight after each session that went as asked."""

from __future__ import annotations

from coach.progression.outings import reached, working_load
from coach.progression.rules.loads import again, deloaded, harder
from coach.progression.rules.rule import Asked, Past, Rule, Today


def _today(asked: Asked, past: Past) -> Today | None:
    if not past.outings:
        return None
    if lighter := deloaded(asked, past):
        return lighter
    last = past.outings[0]
    load = working_load(last)
    if reached(asked.sets, asked.least, last):
        return harder(asked, load, past.weights)
    return again(asked, last, load, past.weights)


LINEAR = Rule("linear", "more weight each time", _today)
