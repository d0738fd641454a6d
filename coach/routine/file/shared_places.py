"""The exercises that share a place in a routine: those that alternate with the written one, or the harder ones of a
ladder. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from coach.errors import Code
from coach.progression.rules import RULES
from coach.routine.file.catalogue import Catalogue
from coach.routine.file.prescription import Fault
from coach.routine.file.progress_tables import ProgressTable
from coach.routine.file.tables import EntryTable, ExerciseTable
from coach.routine.model import Progress

_SHARED: Final = ("sets", "reps", "rest", "cap", "rpe", "rir", "warmup_sets", "group", "progress", "step")
"""What the exercises of a place have in common: how much and when, not how."""


def names_instead(fields: EntryTable, lift: str, progress: Progress, catalogue: Catalogue) -> tuple[str, ...]:
    """The catalogue's ids of the exercises that share a place with the exercise `lift`, which has these `fields`."""
    if not RULES[progress.rule].climbs:
        return tuple(filter(None, map(catalogue.find, fields.alternate or ())))
    written = fields.progress.rungs if isinstance(fields.progress, ProgressTable) else None
    if written is not None:
        return tuple(filter(None, map(catalogue.find, written)))
    return tuple(_ever_harder(lift, catalogue))


def _ever_harder(lift: str, catalogue: Catalogue) -> Iterator[str]:
    """The next harder exercise in the catalogue, the next harder one after that, and so on."""
    seen = {lift}
    harder = catalogue.get(lift).harder if lift in catalogue.ids() else None
    while harder and (found := catalogue.find(harder)) and found not in seen:
        seen.add(found)
        yield found
        harder = catalogue.get(found).harder


def table_instead(use: str, place: str) -> ExerciseTable:
    """The table of the catalogue's exercise `use`, in the place with the id `place`."""
    return ExerciseTable.model_construct(use=use, id=place)


def shared(fields: dict[str, Any]) -> dict[str, Any]:
    """The `fields` of an exercise that also apply to the others of its place."""
    return {key: value for key, value in fields.items() if key in _SHARED}


def faults_instead(fields: EntryTable, progress: Progress, names: tuple[str, ...]) -> Iterator[Fault]:
    """What is wrong with the exercises that share a place."""
    climbs = RULES[progress.rule].climbs
    if climbs and fields.alternate:
        message = f'"alternate" stands beside the rule "{progress.rule}"'
        yield Fault(Code.CONTRADICTION, ("alternate",), message, "leave one of them out")
    elif climbs and not names:
        message = "the catalogue knows no harder exercise"
        hint = 'name some: progress = { rule = "ladder", rungs = ["…", "…"] }'
        yield Fault(Code.MISSING_KEY, ("progress",), message, hint)
