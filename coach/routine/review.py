"""What is legal in a routine but odd: a muscle trained cold, a superset of one, three hours of training. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from coach.errors import Code, Mistake, Source, quoted
from coach.notation import write_load
from coach.routine.model import Exercise, Routine, Variant
from coach.routine.muscles import cold
from coach.routine.standard import against_the_standard
from coach.units import HOUR, Ms, Unit

LONGEST: Final[Ms] = 3 * HOUR
_BAR: Final[dict[Unit, float]] = {"kg": 20, "lb": 45}
"""The weight of an empty bar in most gyms."""


def review(routine: Routine) -> Iterator[Mistake]:
    """Every warning about `routine`, each only once."""
    seen: set[Mistake] = set()
    for mistake in _all(routine):
        if mistake not in seen:
            seen.add(mistake)
            yield mistake


def _all(routine: Routine) -> Iterator[Mistake]:
    for index, variant in enumerate(routine.variants):
        yield from _cold(variant)
        yield from _idle(variant, routine.variants[:index])
        yield from _alone(variant)
        yield from _light(variant)
        if variant.source is not None:
            yield from _too_long(variant, variant.source)
    yield from against_the_standard(routine)
    yield from routine.remarks


def _cold(variant: Variant) -> Iterator[Mistake]:
    for exercise, muscles in cold(variant):
        message = f"it is hard at once, and nothing has warmed the {' and the '.join(muscles)}"
        assert exercise.source is not None
        yield exercise.source.mistake(Code.COLD_START, message, "add a [[warm_up]], or warmup_sets")


def _alone(variant: Variant) -> Iterator[Mistake]:
    """Exercises in a group that needs more than one, without another."""
    for group, members in groupby(variant.exercises, key=lambda exercise: exercise.group):
        exercise, *others = members
        if group is not None and group.kind.needs_company and not others:
            assert exercise.source is not None
            message = f"the {group.kind.name} {quoted(group.id)} has no other exercise"
            yield exercise.source.mistake(Code.ALONE_IN_GROUP, message, "add one, or leave out its group")


def _light(variant: Variant) -> Iterator[Mistake]:
    """Barbell loads that are less than the bar."""
    for exercise in variant.exercises:
        if "a barbell" not in exercise.equipment or exercise.source is None:
            continue
        for load in (asked.load for asked in exercise.working_sets if asked.load):
            if load.unit and not load.bodyweight and load.percent is None and load.amount < _BAR[load.unit]:
                hint = "write the bar and its plates together"
                written = write_load(load)
                message = f"{written} is less than an empty bar"
                yield exercise.source.mistake(Code.LIGHT_LOAD, message, hint, written)
                break


def _too_long(variant: Variant, source: Source) -> Iterator[Mistake]:
    """A session of three hours, which nobody can mean."""
    if sum(map(_length, (*variant.warm_up, *variant.exercises))) > LONGEST:
        message = f"{variant.name} takes more than three hours"
        yield source.mistake(Code.LONG_SESSION, message, "is a rest or a number of sets too long?")


def _length(exercise: Exercise) -> Ms:
    """About how long an exercise takes: its sets on each side, and the rests between them."""
    sides = 2 if exercise.side == "each" else 1
    return Ms(sum(sides * asked.length + asked.rest.middle for asked in exercise.sets))


def _idle(variant: Variant, before: tuple[Variant, ...]) -> Iterator[Mistake]:
    for other in before:
        same = (variant.talk, variant.warm_up, variant.exercises) == (other.talk, other.warm_up, other.exercises)
        if same and variant.source is not None:
            message = f"is the same session as {quoted(other.name)}"
            yield variant.source.mistake(Code.IDLE_VARIANT, message, "change something in it, or leave it out")
