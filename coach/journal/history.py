"""What the journal has to say: sessions to take up, sessions to look back on."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

from msgspec.structs import replace

from coach.journal.entries import Past, When
from coach.journal.rows import entries, sessions
from coach.notation import Load
from coach.progression.performed import restored
from coach.progression.remembered import Remembered
from coach.progression.rules import Did, Outing
from coach.units import HOUR


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


_FEW: Final = 120
"""Rows that are read of an exercise: enough for the outings that a rule looks back on."""


def remembered(connection: sqlite3.Connection, block: str, without: int = 0, count: bool = False) -> Remembered:
    """What is known of a block (see `routine.model.blocks`), in whatever routine.

    The session of the row `without` is left out; how often it was done is counted only if asked for (`count`).
    """
    rows = connection.execute(
        "SELECT session, number, known, reps, load, unit, bodyweight, effort, time FROM done WHERE block = ?"
        " AND session <> ? AND kind = 'working' AND how = 'done' ORDER BY at DESC, session DESC, place DESC LIMIT ?",
        (block, without, _FEW),
    ).fetchall()
    outings = [_outing(list(group)) for _, group in groupby(rows, key=lambda row: row[0])]
    if len(rows) == _FEW and len(outings) > 1:
        outings.pop()  # its first sets were not read
    best = _first_of(connection, "estimate FROM done WHERE block = ? AND session <> ?", block, without)
    alone = "load IS NULL AND known IN ('counted', 'reported') AND kind = 'working'"
    most = _first_of(connection, f"reps FROM done WHERE {alone} AND block = ? AND session <> ?", block, without)
    trained = len(outings)
    if count:
        query = "SELECT count(DISTINCT session) FROM done WHERE block = ? AND session <> ?"
        (trained,) = connection.execute(query, (block, without)).fetchone()
    return Remembered(tuple(outings), trained, best, most)


def _first_of(connection: sqlite3.Connection, query: str, block: str, without: int) -> Any:
    column = query.split(maxsplit=1)[0]
    row = connection.execute(f"SELECT {query} ORDER BY {column} DESC LIMIT 1", (block, without)).fetchone()
    return row[0] if row else None


def _outing(rows: Sequence[Any]) -> Outing:
    """The working sets of a session, from rows with the last set first; of two sides the weaker counts.

    Where one of them isn't known, the set isn't.
    """
    sets: dict[int, Did] = {}
    for _, number, known, reps, load, unit, bodyweight, effort, time in reversed(rows):
        weight = Load(load or 0.0, unit, bool(bodyweight)) if unit or bodyweight else None
        did = Did(restored(known, reps, time), weight, effort)
        before = sets.get(number)
        sets[number] = did if before is None or _weakness(did) < _weakness(before) else before
    return tuple(sets[number] for number in sorted(sets))


def _weakness(did: Did) -> tuple[bool, int, int]:
    """What the weaker of two sides has less of."""
    return did.performed.known, did.reps or 0, did.seconds


def in_week(connection: sqlite3.Connection, routine: str, now: When, without: int = 0) -> int:
    """How many sessions of `routine` there were in the seven days up to `now`, in which anything was done."""
    query = (
        "SELECT count(*) FROM session WHERE routine = ? AND started > ? AND started <= ? AND id <> ? AND EXISTS"
        " (SELECT 1 FROM done WHERE session = session.id AND how = 'done' AND kind <> 'warm-up')"
    )
    found: int = connection.execute(query, (routine, now - 7 * 24 * HOUR, now, without)).fetchone()[0]
    return found


def maxes(connection: sqlite3.Connection) -> dict[str, Load]:
    """The last one-rep max of each exercise that was measured."""
    rows = connection.execute("SELECT exercise, amount, unit FROM fact WHERE what = 'one-rep max' ORDER BY at")
    return {exercise: Load(amount, unit, False) for exercise, amount, unit in rows}


def all_sessions(connection: sqlite3.Connection) -> list[Past]:
    """Every session with its sets, the oldest first."""
    return with_entries(connection, list(sessions(connection, "ORDER BY started, id")))


def counts(connection: sqlite3.Connection) -> tuple[int, int]:
    """How many sessions and sets there are."""
    sessions, sets = connection.execute("SELECT (SELECT count(*) FROM session), (SELECT count(*) FROM done)").fetchone()
    return sessions, sets
