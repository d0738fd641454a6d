"""Warns of bare numbers of reps for exercises that the catalogue holds for a time: ninety reps of a wall sit."""

from __future__ import annotations

from collections.abc import Iterator

from coach.errors import Code, Mistake, quoted
from coach.notation import Reps
from coach.routine.file.catalogue import Catalogue, is_held
from coach.routine.file.tables import RoutineTable
from coach.routine.file.toml import File


def counted_holds(file: File, routine: RoutineTable, catalogue: Catalogue) -> Iterator[Mistake]:
    """A warning for each exercise of `routine` that is held but has reps to count."""
    for at, tables in (("exercise", routine.exercise), ("warm_up", routine.warm_up)):
        for index, table in enumerate(tables):
            id_ = catalogue.find(table.use) if table.use else None
            if id_ and is_held(id_, catalogue.get(id_)) and isinstance(table.reps, Reps) and not table.tempo:
                number = str(table.reps)
                hint = f'write reps = "{number} s"' if table.reps.high else 'write reps = "30 s"'
                message = f"{quoted(number)} counts reps of what is held for a time"
                yield file.mistake(Code.HELD_EXERCISE, (at, index, "reps"), message, hint)
