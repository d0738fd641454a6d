"""Allows one session at a time: its process holds the claim until the session is over or the process has died.

The claim is SQLite's own lock on an empty file beside the journal: it works the same on every platform, and a process
that is killed releases it.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path


class Held(Exception):
    """Another process is playing a session."""


class Claim:
    """The claim on the journal at `path`. Raises `Held`; where the file system has no locks, nothing is claimed."""

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
