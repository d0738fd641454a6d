"""A day's routine as a week of the program has it: other sets, reps, loads and efforts. Pure."""

from __future__ import annotations

from math import ceil

from msgspec.structs import replace

from coach.notation import Effort, Load
from coach.program.model import Change, Week
from coach.routine.model import Exercise, Prescription, Progress, Routine, Variant


def in_week(routine: Routine, week: Week) -> Routine:
    """The routine with what the week changes about its exercises, in every variant; its warm-up stays."""
    return replace(routine, variants=tuple(_changed_variant(variant, week) for variant in routine.variants))


def _changed_variant(variant: Variant, week: Week) -> Variant:
    return replace(variant, exercises=tuple(changed(exercise, week.of(exercise.id)) for exercise in variant.exercises))


def changed(exercise: Exercise, change: Change) -> Exercise:
    """The exercise as `change` has it, and those that share its place."""
    if change == Change():
        return exercise
    if exercise.instead:
        instead = tuple(changed(other, change) for other in exercise.instead)
        return replace(changed(replace(exercise, instead=()), change), instead=instead)
    working = exercise.working_sets
    count = _count(len(working), change)
    numbered = [working[min(number, len(working) - 1)] for number in range(count)]
    sets = [_asked(asked, number, change) for number, asked in enumerate(numbered)]
    progress = Progress() if change.percents else exercise.progress
    if change.rpe is not None:
        progress = replace(progress, rpe=change.rpe)
    return replace(
        exercise,
        sets=_laid_out(exercise, sets),
        least=count if change.sets is not None else min(exercise.least, count),
        progress=progress,
        intensity=exercise.intensity if change.intensity is None else change.intensity,
    )


def _count(sets: int, change: Change) -> int:
    """How many working sets there are: at least one."""
    wanted = (sets if change.sets is None else change.sets) + change.more_sets
    return max(1, ceil(wanted * change.volume / 100) if change.volume is not None else wanted)


def _asked(asked: Prescription, number: int, change: Change) -> Prescription:
    """The working set `number`, from 0."""
    if change.reps:
        asked = replace(asked, reps=change.reps[min(number, len(change.reps) - 1)], cap=None)
    if change.percents:
        percent = change.percents[min(number, len(change.percents) - 1)]
        asked = replace(asked, load=Load(0.0, None, False, percent=percent), of_top=None)
    if change.rpe is not None and asked.effort is not None:
        asked = replace(asked, effort=Effort(change.rpe, change.rpe, asked.effort.scale))
    return asked


def _laid_out(exercise: Exercise, working: list[Prescription]) -> tuple[Prescription, ...]:
    """The sets of an exercise with other working sets: warm-up sets first, each drop after the set it belongs to."""
    found: list[Prescription] = []
    left = list(working)
    kept = True
    for asked in exercise.sets:
        if asked.kind == "working":
            kept = bool(left)
            if left:
                found.append(left.pop(0))
        elif asked.kind == "warm-up" or kept:
            found.append(asked)
    return (*found, *left)
