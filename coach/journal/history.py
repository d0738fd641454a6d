"""What the journal answers: sessions to resume, and what earlier sessions say about the next one."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from datetime import date
from itertools import groupby
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from coach.journal.entries import Past, When, day_of
from coach.journal.rows import entries, sessions
from coach.notation import Load, NotationError, Reps, Span, read_reps
from coach.progression.outings import Did, Outing
from coach.progression.performed import Basis, restored
from coach.progression.remembered import Elsewhere, Remembered
from coach.progression.rounds import Rounds, rounds_of
from coach.routine.model import Side


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


def last_played(connection: sqlite3.Connection, routine: str | None = None, program: str | None = None) -> Past | None:
    """The session that the coach began last, of `routine`, of `program` or of any, whatever the clock said then."""
    clause = "AND how NOT IN ('logged', 'imported') ORDER BY id DESC"
    return _first(connection, clause, program or routine, "program" if program else "routine")


def _first(connection: sqlite3.Connection, clause: str, name: str | None, column: str = "routine") -> Past | None:
    where, values = (f"{column} = ?", (name,)) if name else ("TRUE", ())
    found = list(sessions(connection, f"WHERE {where} {clause} LIMIT 1", values))
    return with_entries(connection, found)[0] if found else None


def last_of_program(connection: sqlite3.Connection, program: str, without: int = 0) -> Past | None:
    """The last session of `program` in which a working set was done; without its sets, and not of row `without`."""
    worked = "EXISTS (SELECT 1 FROM done WHERE session = session.id AND how = 'done' AND kind <> 'warm-up')"
    where = f"WHERE program = ? AND id <> ? AND {worked} ORDER BY started DESC, id DESC LIMIT 1"
    return next(sessions(connection, where, (program, without)), None)


def last_program(connection: sqlite3.Connection) -> str | None:
    """The name of the program that was done last, if any was."""
    row = connection.execute("SELECT program FROM session WHERE program <> '' ORDER BY started DESC, id DESC LIMIT 1")
    found = row.fetchone()
    return found[0] if found else None


def holder(connection: sqlite3.Connection) -> Past | None:
    """The newest session that a process has begun and not ended."""
    return next(sessions(connection, "WHERE how = 'open' ORDER BY seen DESC LIMIT 1"), None)


_FEW: Final = 120
"""Rows read for a block: enough for the outings that a rule looks back on."""


class BlockQuery(Struct, frozen=True):
    """What to look up: the block `name` of a `routine` (see `routine.model.blocks`), and the `lift` that it is.

    In a `program` a block continues from day to day, whichever routine it is in. `cycle`: its rule goes by everything
    done in it after `since`, without imported sessions.
    """

    routine: str
    name: str
    lift: str
    cycle: bool = False
    since: When = 0
    program: str = ""


_DONE: Final = (
    "SELECT session, number, known, CASE WHEN session.how IN ('logged', 'imported') THEN '' ELSE asked END, reps, load,"
    " unit, bodyweight, effort, time, exercise, side FROM done JOIN session ON session.id = done.session"
    " WHERE kind = 'working' AND done.how = 'done'"
)
_NEWEST: Final = "ORDER BY at DESC, session DESC, place DESC"


def remembered(connection: sqlite3.Connection, block: BlockQuery, without: int = 0) -> Remembered:
    """What is known about a block, not counting the session of the row `without`."""
    scope = "program" if block.program else "routine"
    here = f"{_DONE} AND block = ? AND session.{scope} = ? AND session <> ?"
    values = (block.name, block.program or block.routine, without)
    if block.cycle:
        cycle = f"{here} AND session.how <> 'imported' AND started >= ? {_NEWEST}"
        rows = connection.execute(cycle, (*values, block.since)).fetchall()
    else:
        rows = connection.execute(f"{here} {_NEWEST} LIMIT {_FEW}", values).fetchall()
    each = [list(group) for _, group in groupby(rows, key=lambda row: row[0])]
    outings = [*map(_outing, each)]
    if not block.cycle and len(rows) == _FEW and len(outings) > 1:
        outings.pop()  # its first sets were not read
    best = _highest(connection, "estimate", block.lift, without)
    alone = " AND load IS NULL AND known IN ('counted', 'reported') AND kind = 'working'"
    most = _highest(connection, "reps", block.lift, without, alone)
    there = None if outings else _elsewhere(connection, block.lift, without)
    return Remembered(tuple(outings), len(outings), best, most, there, _weaker(each[0]) if each else None)


def _elsewhere(connection: sqlite3.Connection, lift: str, without: int) -> Elsewhere | None:
    """The last outing of a lift in any session, and the title of that."""
    query = (
        "SELECT session, block, title FROM done JOIN session ON session.id = done.session WHERE exercise = ?"
        f" AND session <> ? AND kind = 'working' AND done.how = 'done' {_NEWEST} LIMIT 1"
    )
    found = connection.execute(query, (lift, without)).fetchone()
    if found is None:
        return None
    session, block, title = found
    rows = connection.execute(f"{_DONE} AND session = ? AND block = ? ORDER BY place DESC", (session, block)).fetchall()
    return Elsewhere(title, _outing(rows))


def _highest(connection: sqlite3.Connection, column: str, lift: str, without: int, clause: str = "") -> Any:
    """The highest value that a column ever had for a lift; None if it had none."""
    query = f"SELECT max({column}) FROM done WHERE exercise = ? AND session <> ?{clause}"
    return connection.execute(query, (lift, without)).fetchone()[0]


def _outing(rows: Sequence[Any]) -> Outing:
    """The working sets of a session, from rows in reverse order; of two sides the weaker counts.

    If one side isn't known, the set isn't known.
    """
    sets: dict[int, Did] = {}
    for _, number, known, asked, reps, load, unit, bodyweight, effort, time, lift, _ in reversed(rows):
        weight = Load(load or 0.0, unit, bool(bodyweight)) if unit or bodyweight else None
        did = Did(restored(known, reps, time), weight, effort, number, _asked(asked), lift)
        before = sets.get(number)
        sets[number] = did if before is None or _weakness(did) < _weakness(before) else before
    return tuple(sets[number] for number in sorted(sets))


def _weaker(rows: Sequence[Any]) -> Side | None:
    """The side that did less in the working sets of a session, if all that each side did is known."""
    done: dict[Side, int] = {"left": 0, "right": 0}
    counts: dict[Side, int] = {"left": 0, "right": 0}
    for _, _, known, _, reps, _, _, _, _, time, _, side in rows:
        performed = restored(known, reps, time)
        if side is None or performed.basis not in (Basis.COUNTED, Basis.REPORTED):
            return None
        done[side] += performed.reps or performed.seconds
        counts[side] += 1
    if counts["left"] != counts["right"] or done["left"] == done["right"]:
        return None
    return "left" if done["left"] < done["right"] else "right"


def _asked(written: str) -> Reps | Span | None:
    """What was asked of a set; None if nothing was, because it was logged or imported."""
    try:
        return read_reps(written)
    except NotationError:
        return None


def trained(connection: sqlite3.Connection, lifts: Collection[str], without: int = 0) -> dict[str, int]:
    """In how many sessions each of the `lifts` was done, including warm-up sets, but not in that of row `without`."""
    marks = ", ".join("?" * len(lifts))
    query = (
        "SELECT exercise, count(DISTINCT session) FROM done"
        f" WHERE exercise IN ({marks}) AND how = 'done' AND session <> ? GROUP BY exercise"
    )
    return dict(connection.execute(query, (*lifts, without)).fetchall())


def session_count(connection: sqlite3.Connection, without: int = 0) -> int:
    """How many sessions there are, not counting that of row `without`."""
    found = connection.execute("SELECT count(*) FROM session WHERE id <> ?", (without,)).fetchone()
    return int(found[0])


def amraps(connection: sqlite3.Connection, routine: str, without: int = 0) -> dict[str, Rounds]:
    """The latest score of each AMRAP of `routine`, by the id of its group; not from the session of row `without`."""
    last = (
        "SELECT group_id, max(done.at) AS latest, session FROM done JOIN session ON session.id = done.session"
        " WHERE session.routine = ? AND session.id <> ? AND boxed > 0 GROUP BY group_id"
    )
    found = {}
    for group, _, session in connection.execute(last, (routine, without)).fetchall():
        sets = entries(connection, "WHERE session = ? AND group_id = ?", (session, group))
        found[group] = rounds_of(entry.turn for _, _, entry in sets if entry.how == "done")
    return found


def _weakness(did: Did) -> tuple[bool, int, int]:
    """A measure of a side, smaller for the weaker one."""
    return did.performed.known, did.reps or 0, did.seconds


def last_variant(connection: sqlite3.Connection, routine: str, without: int = 0) -> str | None:
    """The variant of the newest session of `routine` in which anything was done; not the one in the row `without`."""
    query = (
        "SELECT variant FROM session WHERE routine = ? AND id <> ? AND variant <> '' AND EXISTS"
        " (SELECT 1 FROM done WHERE session = session.id AND how = 'done' AND kind <> 'warm-up')"
        " ORDER BY started DESC LIMIT 1"
    )
    found = connection.execute(query, (routine, without)).fetchone()
    return found[0] if found else None


def in_week(connection: sqlite3.Connection, routine: str, today: date, without: int = 0) -> tuple[int, ...]:
    """How many days ago each session of `routine` was in which any set was done, of `today` and the six days before.

    Days are counted, not hours, and each session belongs to the day that the calendar showed where it was begun.
    """
    query = (
        "SELECT started, zone FROM session WHERE routine = ? AND id <> ? AND EXISTS"
        " (SELECT 1 FROM done WHERE session = session.id AND how = 'done' AND kind <> 'warm-up')"
        " ORDER BY started DESC LIMIT ?"
    )
    found = connection.execute(query, (routine, without, _MOST_IN_WEEK)).fetchall()
    ago = ((today - day_of(started, zone)).days for started, zone in found)
    return tuple(days for days in ago if 0 <= days < 7)


_MOST_IN_WEEK: Final = 100
"""Sessions of a routine that are read to count those of a week."""


def maxes(connection: sqlite3.Connection) -> dict[str, tuple[Load, When]]:
    """The latest measured one-rep max of each exercise, and when it was measured."""
    rows = connection.execute("SELECT exercise, amount, unit, at FROM fact WHERE what = 'one-rep max' ORDER BY at")
    return {exercise: (Load(amount, unit, False), at) for exercise, amount, unit, at in rows}


def all_sessions(connection: sqlite3.Connection) -> list[Past]:
    """Every session with its sets, the oldest first."""
    return with_entries(connection, list(sessions(connection, "ORDER BY started, id")))


def counts(connection: sqlite3.Connection) -> tuple[int, int]:
    """How many sessions and sets there are."""
    sessions, sets = connection.execute("SELECT (SELECT count(*) FROM session), (SELECT count(*) FROM done)").fetchone()
    return sessions, sets
