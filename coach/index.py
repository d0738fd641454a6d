"""What `coach list` shows of each routine, kept on disk so that a folder of a thousand is listed at once.

An entry holds as long as its file has the same time and size and the exercises are the same. Losing the index
costs time and nothing else.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

Row = dict[str, Any]


class Index:
    """Rows by the file that they were read from; `basis` is what all of them rest on besides."""

    def __init__(self, path: Path, basis: str) -> None:
        self._path = path
        self._basis = basis
        self._rows: dict[str, tuple[str, Row]] = {}
        self._changed = False
        with suppress(OSError, ValueError, KeyError, TypeError):
            kept = json.loads(path.read_text(encoding="utf-8"))
            if kept["basis"] == basis:
                self._rows = {file: (stamp, row) for file, (stamp, row) in kept["rows"].items()}

    def row(self, file: Path, read: Callable[[], Row]) -> Row:
        """The row of `file`, by `read` if the file isn't what it was. Raises what `read` raises."""
        stamp = stamp_of(file)
        known = self._rows.get(str(file))
        if known and known[0] == stamp:
            return known[1]
        row = read()
        self._rows[str(file)] = (stamp, row)
        self._changed = True
        return row

    def save(self) -> None:
        """Writes down what is new, if the folder can be written."""
        if not self._changed:
            return
        part = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps({"basis": self._basis, "rows": self._rows}), encoding="utf-8")
            part.replace(self._path)


def stamp_of(file: Path) -> str:
    """What tells one state of a file from another: its time and its size."""
    try:
        found = file.stat()
    except OSError:
        return ""
    return f"{found.st_mtime_ns} {found.st_size}"
