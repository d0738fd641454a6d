"""The sessions of a program: each day's routine with the changes of its week, and the mistakes that prevent planning
one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from coach.errors import CoachError, Code, Mistake, did_you_mean, quoted
from coach.program.due import Due, at
from coach.program.model import Day, Program, Week
from coach.program.weeks import in_week
from coach.routine.model import Routine
from coach.session.plan import Plan
from coach.session.planner import plan


def routine_of(due: Due, load: Callable[[str], Routine]) -> Routine:
    """The routine of a day in its week; `load` reads one by its name. Raises `CoachError` as `load` does."""
    return in_week(due.day.written or load(due.day.routine), due.week)


def variant_of(day: Day, routine: Routine) -> str:
    """The variant of its routine that a day is done in. Raises `CoachError` if the routine hasn't got it."""
    names = [variant.name for variant in routine.variants]
    wanted = day.variant or routine.default_variant
    if wanted not in names:
        hint = did_you_mean(wanted, names) or f"the variants are {', '.join(names)}"
        message = f"{quoted(routine.name)} has no variant {quoted(wanted)}"
        raise CoachError(_of(day, Code.UNKNOWN_VARIANT, message, hint))
    return wanted


def days(program: Program) -> Iterator[Due]:
    """Every day of every week of a program, once."""
    for number, (phase, _) in enumerate(program.weeks, 1):
        for day in range(1, len(phase.days) + 1):
            yield at(program, number, day)


def plans(program: Program, load: Callable[[str], Routine]) -> Iterator[tuple[Due, Plan]]:
    """Every session of a program as it is planned where the journal knows nothing. Raises `CoachError`."""
    for due in days(program):
        routine = routine_of(due, load)
        yield due, plan(routine, variant_of(due.day, routine))


def faults(program: Program, load: Callable[[str], Routine]) -> list[Mistake]:
    """What is wrong with the sessions of a program: variants and exercises that its routines haven't got."""
    found: list[Mistake] = []
    for _, group in groupby(days(program), key=lambda due: due.phase):
        found += _faults_of_phase(list(group), load)
    return list(dict.fromkeys(found))


def _faults_of_phase(dues: list[Due], load: Callable[[str], Routine]) -> Iterator[Mistake]:
    ids: list[str] = []
    for due in dues:
        try:
            routine = routine_of(due, load)
            chosen = variant_of(due.day, routine)
            plan(routine, chosen)
        except CoachError as error:
            yield from error.mistakes
            return
        ids += [exercise.id for exercise in routine.variant(chosen).exercises]
    for due in dues:
        for id_ in due.week.exercises:
            if id_ not in ids:
                hint = did_you_mean(id_, ids) or f"the exercises are {', '.join(dict.fromkeys(ids))}"
                message = f"no day of its weeks has an exercise {quoted(id_)}"
                yield _of(due.week, Code.UNKNOWN_TARGET, message, hint)


def _of(part: Day | Week, code: Code, message: str, hint: str) -> Mistake:
    return Mistake(message, hint, code=code) if part.source is None else part.source.mistake(code, message, hint)
