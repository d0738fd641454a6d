"""Shows long output on a terminal a page at a time, with the athlete's pager."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final

from typer.core import TyperCommand

from coach.cli.commands.common import PAGER

if TYPE_CHECKING:
    import subprocess

_LESS: Final = "FRX"
"""The options of less if the athlete has set none: output that fits is shown as it is, colours are kept, and what was
shown stays on the terminal."""


class PagedCommand(TyperCommand):
    """A command whose output goes through the pager where it goes to a terminal."""

    def invoke(self, ctx: Any) -> Any:
        # A command that reads keys needs the terminal to itself.
        if ctx.params.get("try_"):
            return super().invoke(ctx)
        with paged():
            return super().invoke(ctx)


@contextmanager
def paged() -> Iterator[None]:
    """Sends what the block writes to standard output through a pager. A pager that is left early is no error."""
    pager = _started()
    if pager is None:
        yield
        return
    assert pager.stdin is not None
    terminal = os.dup(1)
    os.environ.setdefault("COLUMNS", str(os.get_terminal_size(1).columns))
    sys.stdout.flush()
    os.dup2(pager.stdin.fileno(), 1)
    pager.stdin.close()
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # What is left in the buffer must not be written to the terminal later.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.close(nowhere)
        sys.stdout.flush()
    finally:
        os.dup2(terminal, 1)
        os.close(terminal)
        _wait(pager)


def _started() -> subprocess.Popen[bytes] | None:
    """The pager, waiting for what it is to show; None if there is none, or nothing to look at it with."""
    if sys.platform == "win32" or not (os.isatty(0) and os.isatty(1)) or os.environ.get("TERM", "dumb") == "dumb":
        return None
    # Only output to a terminal needs these, and they take time to load.
    import shlex
    import shutil
    import subprocess

    named = os.environ.get(PAGER, os.environ.get("PAGER", "less" if shutil.which("less") else ""))
    words = shlex.split(named)
    if not words or words == ["cat"]:
        return None
    try:
        return subprocess.Popen(words, stdin=subprocess.PIPE, env={"LESS": _LESS, **os.environ})
    except OSError:
        return None


def _wait(pager: subprocess.Popen[bytes]) -> None:
    """Waits until the athlete leaves the pager, which handles Ctrl-C itself."""
    while pager.poll() is None:
        with suppress(KeyboardInterrupt):
            pager.wait()
