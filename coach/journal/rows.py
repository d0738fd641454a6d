"""Converts rows of the journal to values, and values to rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec
from msgspec.structs import replace

from coach.journal.entries import Entry, Fact, Past, When
from coach.notation import Load
from coach.progression.performed import restored
from coach.progression.strength import epley
from coach.routine.model import SetKind
from coach.session.plan_changes import PlanChange
from coach.session.sets import SetKey, Side

_SESSION = (
    "id, uid, routine, title, file, digest, variant, start_at, started, zone, seen, ended, how, holder,"
    " program, program_day, bends"
)
_ENTRY = (
    "session, place, exercise, kind, number, side, how, asked, known, reps, load, unit, bodyweight, time, effort, at,"
    " spent, block, nth_drop, group_id, round_sets, boxed"
)


def put_session(connection: sqlite3.Connection, past: Past) -> int:
    """Adds a session without its sets; returns its row."""
    names = _SESSION.removeprefix("id, ")
    cursor = connection.execute(
        f"INSERT INTO session ({names}) VALUES ({', '.join('?' * 16)})",
        (
            *(past.uid, past.routine, past.title, past.file, past.digest, past.variant, past.start_at),
            *(past.started, past.zone, past.seen, past.ended, past.how, past.holder, past.program, past.place),
            encoded(past.changes),
        ),
    )
    return cursor.lastrowid or 0


def encoded(changes: Sequence[PlanChange]) -> str:
    """Changes of a plan as they are written; "" for none."""
    return msgspec.json.encode(changes).decode() if changes else ""


def decoded(written: str) -> tuple[PlanChange, ...]:
    """The changes of a plan; none if they were written by another version, or damaged."""
    try:
        return msgspec.json.decode(written, type=tuple[PlanChange, ...]) if written else ()
    except msgspec.MsgspecError:
        return ()


def touch(connection: sqlite3.Connection, row: int, past: Past) -> None:
    """Updates a session: when last seen, when and how ended, which process plays it, and in which variant."""
    values = (past.seen, past.ended, past.how, past.holder, past.variant, encoded(past.changes), row)
    query = "UPDATE session SET seen = ?, ended = ?, how = ?, holder = ?, variant = ?, bends = ? WHERE id = ?"
    connection.execute(query, values)


_KEY: Final = "session = ? AND block = ? AND kind = ? AND number = ? AND side IS ? AND nth_drop = ?"


def _key(row: int, key: SetKey) -> tuple[object, ...]:
    return row, key.block, key.kind, key.number, key.side, key.drop


def put_entry(connection: sqlite3.Connection, row: int, entry: Entry) -> None:
    """Adds a set to the session of a row, replacing what was known about the same set."""
    before = connection.execute(f"SELECT place FROM done WHERE {_KEY}", _key(row, entry.key)).fetchone()
    last = "SELECT coalesce(max(place), 0) + 1 FROM done WHERE session = ?"
    (place,) = before or connection.execute(last, (row,)).fetchone()
    connection.execute(
        "INSERT INTO exercise (id, name, muscles) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE"
        " SET name = excluded.name, muscles = excluded.muscles WHERE (excluded.muscles <> '' OR muscles = '') AND ?",
        # A block with an id of its own has a name that the author chose, which isn't the name of the exercise.
        (entry.exercise, entry.name, ",".join(entry.muscles), entry.block in ("", entry.exercise)),
    )
    load = entry.load if entry.load is not None and entry.load.percent is None else None
    estimate = epley(load, entry.performed.proven) if entry.worked else None
    connection.execute(
        f"INSERT OR REPLACE INTO done ({_ENTRY}, name, estimate) VALUES ({', '.join('?' * 24)})",
        (
            *(row, place, entry.exercise, entry.kind, entry.number, entry.side, entry.how, entry.asked),
            *(entry.performed.basis.stored, entry.reps),
            *((load.amount if load.unit else None, load.unit, load.bodyweight) if load else (None, None, False)),
            *(
                entry.length,
                entry.effort,
                entry.at,
                entry.spent,
                entry.block or entry.exercise,
                entry.drop,
                entry.group,
            ),
            *(entry.round_sets, entry.boxed, entry.name, estimate),
        ),
    )


def put_entries(connection: sqlite3.Connection, row: int, entries: Iterable[Entry]) -> None:
    """Puts sets into the session of a row."""
    for entry in entries:
        put_entry(connection, row, entry)


def delete_entries(connection: sqlite3.Connection, row: int, keys: Iterable[SetKey]) -> None:
    """Removes sets from a session, as when one is done again."""
    connection.executemany(f"DELETE FROM done WHERE {_KEY}", [_key(row, key) for key in keys])


def sessions(connection: sqlite3.Connection, where: str = "", values: Sequence[object] = ()) -> Iterator[Past]:
    """The sessions that an SQL clause selects, without their sets."""
    for row in connection.execute(f"SELECT {_SESSION} FROM session {where}", values):
        id_, uid, routine, title, file, digest, variant, start_at, started, zone, seen, ended, how, holder, *of = row
        yield Past(
            uid=uid, routine=routine, title=title, file=file, digest=digest, variant=variant, start_at=start_at,
            started=started, zone=zone, seen=seen, ended=ended, how=how, id=id_, holder=holder, program=of[0],
            place=of[1], changes=decoded(of[2]),
        )  # fmt: skip


def entries(
    connection: sqlite3.Connection, where: str = "", values: Sequence[object] = ()
) -> Iterator[tuple[int, int, Entry]]:
    """The sets that an SQL clause selects, each with the row of its session and its position there."""
    names = ", ".join(f"done.{name}" for name in _ENTRY.split(", "))
    names += ", coalesce(done.name, exercise.name), exercise.muscles"
    query = f"SELECT {names} FROM done JOIN exercise ON exercise.id = done.exercise"
    for row in connection.execute(f"{query} {where}", values):
        session, place, exercise, kind, number, side, how, asked, known, reps, load, unit, bodyweight, *rest = row
        length, effort, at, spent, block, drop, group, round_sets, boxed, name, muscles = rest
        weight = Load(load or 0.0, unit, bool(bodyweight)) if unit or bodyweight else None
        yield (
            session,
            place,
            Entry(
                exercise=exercise, name=name, kind=kind, number=number, how=how, asked=asked,
                performed=restored(known, reps, length), load=weight, length=length, at=at, spent=spent, side=side,
                effort=effort, muscles=_words(muscles), block=block, drop=drop, group=group,
                round_sets=round_sets, boxed=boxed,
            ),
        )  # fmt: skip


def _words(joined: str) -> tuple[str, ...]:
    return tuple(filter(None, joined.split(",")))


def tidy(connection: sqlite3.Connection, row: int, routine: str, before: When) -> None:
    """Ends the sessions that can't be resumed any more, now that the one of `row` is played.

    These are unfinished ones of the same `routine`, and those of others last seen before `before`. A session in which
    nothing was done is deleted.
    """
    left = "how = 'open' AND id <> ? AND (routine = ? OR seen < ?)"
    if connection.execute(f"SELECT 1 FROM session WHERE {left}", (row, routine, before)).fetchone():
        nothing = "NOT EXISTS (SELECT 1 FROM done WHERE session = session.id)"
        connection.execute(f"DELETE FROM session WHERE {left} AND {nothing}", (row, routine, before))
        done = "UPDATE session SET how = 'broken off', ended = seen, holder = ''"
        connection.execute(f"{done} WHERE {left}", (row, routine, before))


def put_past(connection: sqlite3.Connection, past: Past) -> bool:
    """Adds a whole session; returns False if it is there already."""
    if connection.execute("SELECT 1 FROM session WHERE uid = ?", (past.uid,)).fetchone():
        return False
    put_entries(connection, put_session(connection, past), told_apart(past.entries))
    return True


def told_apart(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The sets of a session with distinct keys: repeated ones belong to a further block, or are further drops.

    A log of another program may have an exercise twice in a session, and an athlete may add one twice. Where the
    numbers start again, everything that follows belongs to the further block.
    """
    seen: set[SetKey] = set()
    begun: dict[tuple[str, SetKind, Side | None], int] = {}
    for entry in entries:
        block, drop = entry.block or entry.exercise, entry.kind == "drop"
        nth = 1 if drop else begun.get((block, entry.kind, entry.side), 1)
        one = entry if nth == 1 else replace(entry, block=f"{block} {nth}")
        while one.key in seen:
            nth += 1
            one = replace(one, drop=nth) if drop else replace(one, block=f"{block} {nth}")
        seen.add(one.key)
        if not drop:
            begun[block, entry.kind, entry.side] = nth
        yield one


def put_facts(connection: sqlite3.Connection, facts: Iterable[Fact]) -> None:
    """Adds measurements; one that is there already changes nothing."""
    connection.executemany(
        "INSERT OR REPLACE INTO fact (what, exercise, amount, unit, at) VALUES (?, ?, ?, ?, ?)",
        [(fact.what, fact.exercise, fact.amount, fact.unit, fact.at) for fact in facts],
    )


def facts(connection: sqlite3.Connection) -> list[Fact]:
    """All measurements, oldest first."""
    rows = connection.execute("SELECT what, exercise, amount, unit, at FROM fact ORDER BY at, what, exercise")
    return [Fact(*row) for row in rows]
