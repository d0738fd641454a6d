"""`coach check --watch`: checks the files again whenever one is saved."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from coach.cli import compose, telling
from coach.cli.check.routines import check_routines
from coach.errors import CoachError
from coach.library.find import Library

_LOOK: Final = 0.3
"""Seconds between checks for changes of the watched files."""


def watch_routines(names: Sequence[str], as_json: bool = False) -> None:
    """Checks again whenever one of the files is saved, until Ctrl-C."""
    library = compose.library()
    paths: dict[str, Path] = {}
    before: dict[Path, float] = {}
    seen: dict[Path, float] = {}
    while True:
        now = _saved(library, names, paths)
        # A file that has changed since the last look may not be complete yet.
        settled, seen = now == seen, now
        if settled and now != before:
            before = now
            if not as_json:
                telling.note(f"looking at {_files(len(now))}")
            with suppress(CoachError):
                check_routines(names, as_json)
            if not as_json:
                telling.note(f"watching {_files(len(now))}; Ctrl-C ends it")
        time.sleep(_LOOK)


def _files(count: int) -> str:
    return f"{count} {'file' if count == 1 else 'files'}"


def _saved(library: Library, names: Sequence[str], paths: dict[str, Path]) -> dict[Path, float]:
    """When each of the files was last saved; 0 for one that is missing, as it is while an editor saves it by renaming.

    `paths` keeps the file of each name that was found once. Raises `CoachError` for a name that never was.
    """
    found = {}
    for name in names or [*library.names(), *compose.programs().names()]:
        try:
            path = paths[name] = compose.file_of(name)
        except CoachError:
            if name not in paths:
                raise
            path = paths[name]
        try:
            found[path] = path.stat().st_mtime
        except OSError:
            found[path] = 0.0
    return found
