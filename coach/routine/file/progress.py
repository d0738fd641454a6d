"""Turns the field `progress` of an exercise into its `Progress`, and finds what is wrong with it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from coach.errors import Code, quoted
from coach.notation import Reps
from coach.progression.rules import RULES
from coach.routine.file.prescription import Fault
from coach.routine.file.progress_tables import ProgressTable
from coach.routine.file.tables import EntryTable
from coach.routine.model import Growth, Prescription, Progress, Wave


def progress_of(fields: EntryTable, find: Callable[[str], str | None]) -> Progress:
    """How the load changes from session to session, by `fields`: a rule's name, or a table. `find` returns the
    catalogue's id of a name."""
    written = fields.progress or "none"
    if isinstance(written, str):
        return Progress(rule=written, step=fields.step, misses=RULES[written].misses)
    waves = tuple(
        Wave(tuple(wave.percent), wave.reps if isinstance(wave.reps, tuple) else (wave.reps,) if wave.reps else ())
        for wave in written.waves
    )
    return Progress(
        rule=written.rule,
        step=written.step or fields.step,
        misses=written.misses or RULES[written.rule].misses,
        deload=written.deload,
        training_max=written.training_max or (90 if written.rep_max == 1 else 100),
        waves=waves,
        rpe=written.rpe,
        of=(written.of and find(written.of)) or "",
        rep_max=written.rep_max,
        growth=tuple(Growth(row.reps, row.step) for row in sorted(written.growth, key=lambda row: row.reps)),
        stages=tuple(written.stages),
    )


def progress_faults(fields: EntryTable, progress: Progress, sets: Sequence[Prescription]) -> Iterator[Fault]:
    """What is wrong with the `progress` that `fields` say, of an exercise with these working `sets`."""
    rule, written = RULES[progress.rule], fields.progress
    for field, hint in rule.needs.items():
        if not getattr(progress, field):
            yield Fault(Code.MISSING_KEY, ("progress",), f'"{rule.name}" has no {field}', hint)
    if not isinstance(written, ProgressTable):
        return
    for key in sorted(written.model_fields_set - {"rule", "step", *rule.fields}):
        names = [f'"{other.name}"' for other in RULES.values() if key in other.fields]
        message = f'"{key}" says nothing with the rule "{rule.name}"'
        yield Fault(Code.PROGRESS_FIELD, ("progress", key), message, f"it goes with {' or '.join(names)}")
    if written.of and not progress.of:
        message = f"the catalogue has no exercise {quoted(written.of)}"
        yield Fault(Code.UNKNOWN_EXERCISE, ("progress", "of"), message, "coach exercises lists them")
    if written.growth and "growth" in rule.fields and not _has_open_set(progress, sets):
        message = "growth goes by the reps of an open set, and there is none"
        yield Fault(Code.CONTRADICTION, ("progress", "growth"), message, 'write one: reps = "5, 5, 5+"')


def _has_open_set(progress: Progress, sets: Sequence[Prescription]) -> bool:
    """Whether a set of the exercise, or of one of its waves, welcomes more reps than it asks for."""
    asked = [reps for wave in progress.waves for reps in wave.reps] or [one.reps for one in sets]
    return any(isinstance(reps, Reps) and reps.to_failure for reps in asked)
