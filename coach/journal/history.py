"""What the journal has to say: sessions to take up, sessions to look back on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from coach.journal.entries import Past
from coach.journal.rows import entries, sessions


def with_entries(connection: sqlite3.Connection, found: Sequence[Past]) -> list[Past]:
    """The sessions with their sets."""
    if not found:
        return []
    if len(found) == 1:
        clause, values = "WHERE session = ? ORDER BY place", (found[0].id,)
        return [replace(found[0], entries=tuple(entry for _, _, entry in entries(connection, clause, values)))]
    rows = entries(connection, "ORDER BY session, place")
    sets = {row: tuple(entry for _, _, entry in group) for row, group in groupby(rows, key=lambda one: one[0])}
    return [replace(past, entries=sets.get(past.id, ())) for past in found]


def newest(connection: sqlite3.Connection, routine: str | None = None) -> Past | None:
    """The session of the latest date, of `routine` or of any."""
    return _first(connection, "ORDER BY started DESC, id DESC", routine)


def last_played(connection: sqlite3.Connection, routine: str | None = None) -> Past | None:
    """The session that the coach has begun last, of `routine` or of any, whatever the clock said then."""
    return _first(connection, "AND how NOT IN ('logged', 'imported') ORDER BY id DESC", routine)


def _first(connection: sqlite3.Connection, clause: str, routine: str | None) -> Past | None:
    where, values = ("routine = ?", (routine,)) if routine else ("TRUE", ())
    found = list(sessions(connection, f"WHERE {where} {clause} LIMIT 1", values))
    return with_entries(connection, found)[0] if found else None


def holder(connection: sqlite3.Connection) -> Past | None:
    """The newest session that a process has begun and not ended."""
    return next(sessions(connection, "WHERE how = 'open' ORDER BY seen DESC LIMIT 1"), None)


def all_sessions(connection: sqlite3.Connection) -> Iterator[Past]:
    """Every session with its sets, the oldest first."""
    yield from with_entries(connection, list(sessions(connection, "ORDER BY started, id")))
