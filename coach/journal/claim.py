"""One session at a time: who begins one holds the claim until it is over, or until the process is gone.

SQLite's own lock is the claim, on an empty file beside the journal: it is the same on every platform, and a process
that is killed lets go of it.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path


class Held(Exception):
    """Another process plays a session."""


class Claim:
    """The claim on the journal at `path`. Raises `Held`; where no lock can be had at all, there is none."""

    def __init__(self, path: Path) -> None:
        self._connection: sqlite3.Connection | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(
                path.with_suffix(".lock"), timeout=0, isolation_level=None, check_same_thread=False
            )
            self._connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            self.release()
            if (error.sqlite_errorcode & 0xFF) == sqlite3.SQLITE_BUSY:
                raise Held from None
        except (sqlite3.Error, OSError):
            self.release()

    def release(self) -> None:
        """Lets another session begin."""
        if self._connection:
            self._connection.close()
            self._connection = None
