"""Double progression: first more reps, up to the top of their range in all sets, then a step more weight."""

from __future__ import annotations

from coach.notation import Reps
from coach.progression.outings import Outing, reached, working_load
from coach.progression.rules.loads import again, deloaded, harder, loaded
from coach.progression.rules.rule import Asked, Past, Rule, Today


def _today(asked: Asked, past: Past) -> Today | None:
    if not past.outings:
        return None
    if lighter := deloaded(asked, past):
        return lighter
    last = past.outings[0]
    load = working_load(last)
    if reached(asked.sets, asked.least, last, top=True):
        return harder(asked, load, past.weights)
    aim = _aim(asked, last)
    if aim is None:
        return again(asked, last, load, past.weights)
    return Today(loaded(asked.sets, load, past.weights), "more reps", aim)


def _aim(asked: Asked, last: Outing) -> int | None:
    """The reps to aim for in every set: one more than the weakest set had; None where the sets can't share an aim."""
    known = [did.reps for did in last if did.reps is not None]
    lows = [one.reps.low for one in asked.sets if isinstance(one.reps, Reps)]
    if len(known) < len(last) or not lows or len({one.reps for one in asked.sets}) > 1:
        return None
    return min(max(min(known) + 1, lows[0]), asked.sets[0].counted or lows[0])


DOUBLE = Rule("double", "more reps to the top of the range, then more weight", _today)
