"""`coach start` without a routine: what was broken off, what is due, what was done last."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import typer

from coach.cli import compose, history, journal
from coach.cli.program.today import due_line
from coach.cli.tables import columns
from coach.errors import CoachError
from coach.journal.history import last_program

_MOST: int = 3
"""Routines done last that are offered."""


def print_offers() -> None:
    """Prints commands that begin or go on with a session, each with what it does."""
    rows = list(_offers())
    columns(rows or [["coach start back", "a first session, for your back; coach list has the others"]])
    typer.echo("\nAlso: coach list, coach program list")


def _offers() -> Iterator[list[str]]:
    with suppress(CoachError):
        past = journal.to_resume()
        yield ["coach resume", f"{past.title}, broken off on {history.when(past)}"]
    with journal.opened() as kept:
        memory = journal.Memory(kept, lambda _: None, for_session=False)
        program = memory.ask(None, last_program)
        if program is not None:
            with suppress(CoachError):
                yield [f"coach start {program}", due_line(program, memory)]
    done = [past for past in reversed(history.all_or_none()) if not past.program]
    names = dict.fromkeys(past.routine for past in done)
    there = [name for name in names if name in compose.library().names()]
    for name in there[:_MOST]:
        past = next(one for one in done if one.routine == name)
        yield [f"coach start {name}", f"{past.title}, last done on {history.when(past)}"]
