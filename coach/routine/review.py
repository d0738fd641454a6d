"""What is legal in a routine but odd: a muscle trained cold, a superset of one exercise. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from coach.errors import Code, Mistake, quoted
from coach.routine.model import Routine, Variant
from coach.routine.muscles import cold


def review(routine: Routine) -> Iterator[Mistake]:
    """Every warning about `routine`, each one once."""
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
    yield from routine.remarks


def _cold(variant: Variant) -> Iterator[Mistake]:
    for exercise, muscles in cold(variant):
        message = f"it is hard at once, and nothing has warmed the {' and the '.join(muscles)}"
        assert exercise.source is not None
        yield exercise.source.mistake(Code.COLD_START, message, "add a [[warm_up]], or warmup_sets")


def _alone(variant: Variant) -> Iterator[Mistake]:
    """Exercises that are to take turns and have none to take them with."""
    for group, members in groupby(variant.exercises, key=lambda exercise: exercise.group):
        exercise, *others = members
        if group is not None and group.kind.needs_company and not others:
            assert exercise.source is not None
            message = f"the {group.kind.name} {quoted(group.id)} has no other exercise"
            yield exercise.source.mistake(Code.ALONE_IN_GROUP, message, "add one, or leave out its group")


def _idle(variant: Variant, before: tuple[Variant, ...]) -> Iterator[Mistake]:
    for other in before:
        same = (variant.talk, variant.warm_up, variant.exercises) == (other.talk, other.warm_up, other.exercises)
        if same and variant.source is not None:
            message = f"is the same session as {quoted(other.name)}"
            yield variant.source.mistake(Code.IDLE_VARIANT, message, "change something in it, or leave it out")
