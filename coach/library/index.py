"""Results of listing or checking each routine file, kept on disk so that a thousand files take no time the second time.

An entry holds as long as its file has the same time and size and the exercises are the same. Losing the index
costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from coach.atomic import atomic_write

IndexRow = Mapping[str, Any]


class Index:
    """Rows by routine file; `basis` identifies everything else that they depend on."""

    def __init__(self, path: Path, basis: str) -> None:
        self._path = path
        self._basis = basis
        self._changed = False
        self._rows = self._read()

    def _read(self) -> dict[str, tuple[str, IndexRow]]:
        try:
            digest, _, written = self._path.read_bytes().partition(b"\n")
        except OSError:
            return {}
        # Whatever else is in the file, this program hasn't written it, or not to the end.
        if digest != _digest(written):
            return {}
        kept = json.loads(written)
        return (
            {file: (stamp, row) for file, (stamp, row) in kept["rows"].items()} if kept["basis"] == self._basis else {}
        )

    def known(self, file: Path) -> IndexRow | None:
        """The row of `file`, if the file hasn't changed since."""
        stamp, row = self._rows.get(str(file.absolute()), (None, None))
        return row if stamp == stamp_of(file) else None

    def keep(self, file: Path, row: IndexRow, stamp: str) -> IndexRow:
        """Takes in the row of `file`, which had the `stamp` before it was read."""
        self._rows[str(file.absolute())] = (stamp, row)
        self._changed = True
        return row

    def save(self) -> None:
        """Writes the index if anything is new; does nothing if the folder can't be written."""
        if not self._changed:
            return
        there = {file: row for file, row in self._rows.items() if Path(file).exists()}
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with atomic_write(self._path) as temporary:
                written = json.dumps({"basis": self._basis, "rows": there}).encode()
                temporary.write_bytes(_digest(written) + b"\n" + written)


def _digest(written: bytes) -> bytes:
    return hashlib.sha256(written).hexdigest().encode()


def stamp_of(file: Path) -> str:
    """Identifies the state of a file: its modification time and size; "" if it doesn't exist."""
    try:
        found = file.stat()
    except OSError:
        return ""
    return f"{found.st_mtime_ns} {found.st_size}"
