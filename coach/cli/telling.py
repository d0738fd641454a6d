"""What commands print besides their result, all of it on standard error and each line beginning `coach: `.

Faults are always said. `--quiet` (or `COACH_QUIET`) leaves out notes and progress; `--verbose` (or `COACH_VERBOSE`)
adds details, to look for a fault with. The options set the variables, so that processes started from here keep to
them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import typer

from coach.cli.commands.common import QUIET, VERBOSE
from coach.cli.standard import as_typed
from coach.errors import CoachError, Mistake, printable

T = TypeVar("T")
Item = TypeVar("Item", bound=tuple[Any, Any, Any])


def is_quiet() -> bool:
    """Whether only results and faults are wanted."""
    return bool(os.environ.get(QUIET))


def is_verbose() -> bool:
    """Whether details are wanted, and the traceback of a fault."""
    return bool(os.environ.get(VERBOSE))


def fault(what: Mistake | str) -> None:
    """Prints what is wrong."""
    typer.echo(f"coach: {printable(as_typed(str(what)))}", err=True)


def faults(error: CoachError) -> None:
    """Prints everything that is wrong."""
    for mistake in error.mistakes:
        fault(mistake)


def note(line: str) -> None:
    """Prints what the athlete should know but needn't act on, unless `--quiet`."""
    if not is_quiet():
        fault(line)


def detail(line: str) -> None:
    """Prints what was read, chosen or started, if `--verbose`."""
    if is_verbose():
        fault(line)


def done(line: str) -> None:
    """Prints on standard output that something was written, and where."""
    if not is_quiet():
        typer.echo(printable(line))


@contextmanager
def progress(length: float, label: str) -> Iterator[Any]:
    """A bar on the terminal for what takes over a second, `length` units long: `bar.update(units)`, `bar.pos`."""
    hidden = is_quiet() or not sys.stderr.isatty()
    with typer.progressbar(length=round(length), label=label, file=sys.stderr, hidden=hidden) as bar:
        yield bar


def counted(items: Iterable[T], length: int, label: str) -> Iterator[T]:
    """The `items`, `length` of them, with a bar of how many have gone by."""
    with progress(length, label) as bar:
        for item in items:
            yield item
            bar.update(1)


def shown_on(bar: Any, steps: Iterable[Item]) -> Iterator[Item]:
    """The `steps` of a session, each with its start in ms as the first item; `bar` shows the progress."""
    for step in steps:
        yield step
        bar.update(step[0] - bar.pos)
