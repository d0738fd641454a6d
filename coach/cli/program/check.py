"""What `coach check` says of a program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coach.cli import compose
from coach.errors import Mistake
from coach.program.sessions import faults, plans
from coach.units import Ms


def check_program(path: str) -> tuple[Sequence[Mistake], Mapping[str, Ms]]:
    """What is wrong with the program in a file, and how long each day of its first week takes. Raises `CoachError`."""
    programs = compose.programs()
    program = programs.load(path)
    found = faults(program, programs.library.load)
    if found:
        return found, {}
    first_week = (one for one in plans(program, programs.library.load) if one[0].place.week == 1)
    return (), {due.day.title or due.day.id: session.about for due, session in first_week}
