"""What the coach says of the past, word by word against what was really done.

Numbers are turned into words by the same small functions as the coach's, and everything else is worked out here
independently: which session was the last one, what was done in it, what was more and what was less.
"""

from __future__ import annotations

from collections.abc import Sequence

from coach.notation import Load
from coach.progression.equipment import kit_of
from coach.progression.strength import epley, kilos
from coach.session.sets import Set
from coach.speech.english.loads import load as in_words
from coach.speech.english.numbers import amount, number, ordinal, spoken_time
from coach.speech.english.wording import inside, workout
from coach.units import HOUR, Ms
from tests.support.athletes import Said, Trained, Truth

DAY = 24 * HOUR


def check(sessions: Sequence[Trained], now: Trained) -> int:
    """Checks all that was said in the session `now`, the last of `sessions`; returns how many sentences those were."""
    before = [one for one in sessions if one is not now]
    checked = 0
    for said in now.said:
        words = said.line.split()[0].rstrip(":,")
        today = said.line.startswith("Today,") or " today" in said.line
        checked += words == "Last" or today
        if said.line.startswith("Last time"):
            _last_time(before, now, said)
        elif today:
            _today(before, now, said)
        else:
            assert words in ("Choose", "Start", "Then", "Load") or said.set.asked.load is not None, said.line
    checked += _often(before, now)
    _best(before, now)
    return checked


def _last(before: Sequence[Trained], now: Trained, one: Set) -> tuple[str, list[Truth]]:
    """Where an exercise was last done, if not in this routine, and the sets that it was."""
    for past in reversed(before):
        if past.routine.name == now.routine.name and one.block in past.truth:
            return "", _sets(past.truth[one.block])
    for past in reversed(before):
        for block in reversed(past.truth):
            if _lift(past, block) == one.exercise.lift:
                return past.routine.title, _sets(past.truth[block])
    raise AssertionError(f"{one.exercise.name} was never done")


def _sets(done: dict[int, Truth]) -> list[Truth]:
    return [done[key] for key in sorted(done)]


def _lift(past: Trained, block: str) -> str:
    return next(one.exercise.lift for one in past.session.plan.sets if one.block == block)


def _lifted(one: Set, load: Load) -> str:
    return in_words(load) + (" of help" if kit_of(one.exercise.equipment).helps else "")


def _last_time(before: Sequence[Trained], now: Trained, said: Said) -> None:
    title, sets = _last(before, now, said.set)
    head = f"Last time, in {inside(title)}: " if title else "Last time: "
    assert said.line.startswith(head), said.line
    items = said.line.removeprefix(head).removesuffix(".").split(", ")
    loads = {truth.load for truth in sets}
    if len(loads) == 1 and (same := next(iter(loads))):
        assert items.pop(0) == _lifted(said.set, same), (said.line, sets)
    assert len(items) == len(sets), (said.line, sets)
    for item, truth in zip(items, sets, strict=True):
        what, _, weight = item.partition(" at ")
        assert not weight or (truth.load and weight == _lifted(said.set, truth.load)), (said.line, truth)
        if what != "one not counted" and not what.endswith(" by the plan"):
            real = number(truth.reps) if truth.reps is not None else spoken_time(Ms(1000 * truth.seconds))
            assert what == real, (said.line, sets)


def _today(before: Sequence[Trained], now: Trained, said: Said) -> None:
    _, sets = _last(before, now, said.set)
    was = max((kilos(truth.load) for truth in sets), default=0.0)
    today = max(kilos(one.load) for one in said.set.exercise.working_sets)
    harder = -1 if kit_of(said.set.exercise.equipment).helps else 1
    line = said.line
    if line.startswith(("More weight today", "Less help today")):
        assert ": " not in line or harder * today > harder * was, (line, sets)
        short = [one for one in sets if one.reps is not None and one.reps < one.fewest and not one.assumed]
        assert short == [], line
    elif line.startswith(("Lighter today", "More help today")):
        assert harder * today < harder * was, (line, sets)
        assert any((truth.reps or 0) < truth.fewest for truth in sets), (line, sets)
    else:
        assert line.startswith("Same") or line.endswith(" in every set."), line
        assert today == was, (line, sets)
    if ": " in line:
        heaviest = max(said.set.exercise.working_sets, key=lambda one: kilos(one.load)).load
        assert heaviest is not None
        assert line.endswith(f": {_lifted(said.set, heaviest)}."), line


def _often(before: Sequence[Trained], now: Trained) -> int:
    same = [one for one in before if one.routine.name == now.routine.name and one.truth]
    days = [now.started // DAY - one.started // DAY for one in same]
    lately = [ago for ago in days if ago < 7]
    told = [line for line in now.opening if line.startswith("This is your ") and " this week; " in line]
    for line in told:
        assert f"your {ordinal(len(lately) + 1)} {workout(now.routine.title)} this week" in line, line
    return len(told)


def _best(before: Sequence[Trained], now: Trained) -> None:
    """Every best that the coach announces was one; sets that weren't reported are on no record."""
    better = []
    for one in {s.exercise.id: s for s in now.session.plan.sets if not s.warm_up}.values():
        old = [truth for past in before for truth in _of_lift(past, one.exercise.lift) if not truth.assumed]
        new = [truth for truth in _of_lift(now, one.exercise.lift) if not truth.assumed]
        if _strength(new) > _strength(old) or _reps(new) > _reps(old):
            better.append(inside(one.exercise.name))
    numbers = [f"Your best on record in {amount(n + 1, 'exercise')}." for n in range(len(better))]
    named = now.bests.removeprefix("Your best ").removesuffix(" on record.").replace(" and ", ", ").split(", ")
    assert now.bests in ("", *numbers) or {*named} <= {*better}, (now.bests, better)


def _of_lift(session: Trained, lift: str) -> list[Truth]:
    return [
        truth for block in session.truth if _lift(session, block) == lift for truth in session.truth[block].values()
    ]


def _strength(sets: Sequence[Truth]) -> float:
    return max((epley(truth.load, truth.reps) or 0.0 for truth in sets), default=0.0)


def _reps(sets: Sequence[Truth]) -> int:
    return max((truth.reps or 0 for truth in sets if not kilos(truth.load)), default=0)
