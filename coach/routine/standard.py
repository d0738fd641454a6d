"""What docs/training.md says of sets, rest, order and failure, as warnings about a routine. Pure.

Each warning names the publication that it rests on; the page has the full references.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import floor
from typing import Final

from coach.errors import Code, Mistake
from coach.notation import Reps
from coach.routine.model import Exercise, Prescription, Routine, Variant
from coach.routine.muscles import HEART, SECONDARY
from coach.units import MINUTE, Ms

MOST_A_WEEK: Final = 20
"""Sets a week for one muscle beyond which no study finds more growth (Baz-Valle 2022)."""

MOST_AT_ONCE: Final = 14
"""Sets for one muscle in a session that comes more than once a week (Remmert 2025)."""

MOST_ONCE_A_WEEK: Final = 17
"""Sets for one muscle in a session that is its only one in the week."""

HEAVY_REPS: Final = 6
"""A set with a weight that asks for no more reps than these is heavy (ACSM 2009)."""

HEAVY_PERCENT: Final = 80.0
"""The percent of the one-rep max from which a set is heavy (ACSM 2009)."""

LIGHT_REPS: Final = 10
"""Sets of so many reps and more tire a muscle for the heavy sets after them."""

HEAVY_REST: Final[Ms] = 2 * MINUTE
"""The least rest between heavy sets (ACSM 2009)."""

_LOWER_BACK: Final = "lower back"
_BARBELL: Final = "a barbell"


def against_the_standard(routine: Routine) -> Iterator[Mistake]:
    """Every way in which `routine` departs from the standard."""
    for variant in routine.variants:
        yield from _too_much_at_once(variant)
        yield from _too_much_in_a_week(variant)
        yield from _rests(variant)
        yield from _order(variant)
        yield from _failure(variant)


def hard_sets(variant: Variant) -> dict[str, float]:
    """Working sets for each muscle in a session; of a set, half counts for a muscle that only helps (Pelland 2024).

    Turns whose length or reps the group decides, as in a ladder or a Tabata, end far from failure and don't count; nor
    does the heart.
    """
    found: dict[str, float] = {}
    for exercise in variant.exercises:
        if exercise.group is not None and exercise.group.kind.prescribes:
            continue
        number = len(exercise.working_sets)
        for muscle in exercise.muscles:
            found[muscle] = found.get(muscle, 0) + number
        for muscle in exercise.secondary:
            found[muscle] = found.get(muscle, 0) + SECONDARY * number
    found.pop(HEART, None)
    return found


def _too_much_at_once(variant: Variant) -> Iterator[Mistake]:
    once = variant.per_week is not None and variant.per_week.high == 1
    most = MOST_ONCE_A_WEEK if once else MOST_AT_ONCE
    for muscle, number in hard_sets(variant).items():
        if floor(number) > most and variant.source is not None:
            message = f"the session has {number:g} sets for the {muscle}"
            hint = f"share them out over the week: up to {most} in one session (Remmert 2025)"
            yield variant.source.mistake(Code.MANY_SETS, message, hint)


def _too_much_in_a_week(variant: Variant) -> Iterator[Mistake]:
    if variant.per_week is None or variant.source is None:
        return
    times = variant.per_week.high
    for muscle, number in hard_sets(variant).items():
        # One that is too much at once is told of already.
        if times > 1 and floor(number) <= MOST_AT_ONCE and number * times > MOST_A_WEEK:
            message = f"{number:g} sets for the {muscle}, {times} times a week, are {number * times:g}"
            hint = f"have fewer sets, or a lower per_week: up to {MOST_A_WEEK} a week are of use (Baz-Valle 2022)"
            yield variant.source.mistake(Code.WEEKLY_SETS, message, hint)


def _rests(variant: Variant) -> Iterator[Mistake]:
    for exercise in variant.exercises:
        short = [one for one in _heavy(exercise) if one.rest.middle < HEAVY_REST and not one.rest_waits]
        if short and exercise.group is None and len(exercise.working_sets) > 1 and exercise.source is not None:
            message = f"its sets are heavy, and the rest is {short[0].rest.middle // 1000} s"
            yield exercise.source.mistake(Code.SHORT_REST, message, "rest for two minutes or more (ACSM 2009)")


def _order(variant: Variant) -> Iterator[Mistake]:
    """Heavy sets that come when their muscles are tired from lighter ones."""
    tired: dict[str, Exercise] = {}
    for exercise in variant.exercises:
        heavy = bool(_heavy(exercise))
        before = next((tired[muscle] for muscle in exercise.muscles if muscle in tired), None)
        if heavy and before is not None and exercise.group is None and exercise.source is not None:
            message = f"its sets are heavy, and {before.name} has tired the same muscles"
            yield exercise.source.mistake(Code.HEAVY_LATE, message, f"put it before {before.name} (ACSM 2009)")
        if all(map(_is_light, exercise.working_sets)):
            tired |= dict.fromkeys((muscle for muscle in exercise.muscles if muscle not in tired), exercise)


def _failure(variant: Variant) -> Iterator[Mistake]:
    """Sets to failure in which a tired lower back carries a barbell."""
    for exercise in variant.exercises:
        loaded = _BARBELL in exercise.equipment and _LOWER_BACK in (*exercise.muscles, *exercise.secondary)
        if loaded and any(map(_to_failure, exercise.working_sets)) and exercise.source is not None:
            message = "it goes to failure, and the lower back carries the bar"
            hint = "write a number of reps that leaves two in the tank (Grgic 2022)"
            yield exercise.source.mistake(Code.RISKY_FAILURE, message, hint)


def _heavy(exercise: Exercise) -> list[Prescription]:
    """The working sets that are near the most that can be lifted, by their percent or by how few reps they ask for."""
    weighted = _BARBELL in exercise.equipment
    return [asked for asked in exercise.working_sets if _is_heavy(asked, weighted)]


def _is_heavy(asked: Prescription, weighted: bool) -> bool:
    reps, load = asked.reps, asked.load
    if not isinstance(reps, Reps):
        return False
    if load is not None and load.percent is not None:
        return load.percent >= HEAVY_PERCENT
    few = reps.high is not None and reps.high <= HEAVY_REPS
    return few and (weighted or (load is not None and load.amount > 0))


def _is_light(asked: Prescription) -> bool:
    return isinstance(asked.reps, Reps) and asked.reps.low >= LIGHT_REPS


def _to_failure(asked: Prescription) -> bool:
    return isinstance(asked.reps, Reps) and asked.reps.to_failure
