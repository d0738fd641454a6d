"""Converts rows of the journal to values, and values to rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

import msgspec
from msgspec.structs import replace

from coach.journal.entries import Entry, Fact, Past, When
from coach.notation import Load
from coach.progression.performed import restored
from coach.progression.strength import epley
from coach.routine.model import SetKind, Side
from coach.session.plan_changes import PlanChange
from coach.session.sets import SetKey

_SESSION: Final[Mapping[str, Callable[[Past], object]]] = {
    "uid": lambda past: past.uid,
    "routine": lambda past: past.routine,
    "title": lambda past: past.title,
    "file": lambda past: past.file,
    "digest": lambda past: past.digest,
    "variant": lambda past: past.variant,
    "start_at": lambda past: past.start_at,
    "started": lambda past: past.started,
    "zone": lambda past: past.zone,
    "seen": lambda past: past.seen,
    "ended": lambda past: past.ended,
    "how": lambda past: past.how,
    "holder": lambda past: past.holder,
    "program": lambda past: past.program,
    "program_day": lambda past: past.place,
    "bends": lambda past: encoded(past.changes),
}
"""The columns of the table `session`, each with what it holds of a session."""

_DONE: Final[Mapping[str, Callable[[Entry], object]]] = {
    "exercise": lambda entry: entry.exercise,
    "kind": lambda entry: entry.kind,
    "number": lambda entry: entry.number,
    "side": lambda entry: entry.side,
    "how": lambda entry: entry.how,
    "asked": lambda entry: entry.asked,
    "known": lambda entry: entry.performed.basis.stored,
    "reps": lambda entry: entry.reps,
    "load": lambda entry: load.amount if (load := _weight(entry)) and load.unit else None,
    "unit": lambda entry: load.unit if (load := _weight(entry)) else None,
    "bodyweight": lambda entry: load.bodyweight if (load := _weight(entry)) else False,
    "time": lambda entry: entry.length,
    "effort": lambda entry: entry.effort,
    "at": lambda entry: entry.at,
    "spent": lambda entry: entry.spent,
    "block": lambda entry: entry.block or entry.exercise,
    "nth_drop": lambda entry: entry.drop,
    "group_id": lambda entry: entry.group,
    "round_sets": lambda entry: entry.round_sets,
    "boxed": lambda entry: entry.boxed,
}
"""The columns of the table `done`, each with what it holds of a set; `entries` reads them."""


_PUT: Final = (
    f"INSERT OR REPLACE INTO done (session, place, {', '.join(_DONE)}, name, estimate)"
    f" VALUES ({', '.join('?' * (len(_DONE) + 4))})"
)


def _weight(entry: Entry) -> Load | None:
    """The load of a set; a percentage isn't kept."""
    return entry.load if entry.load is not None and entry.load.percent is None else None


def put_session(connection: sqlite3.Connection, past: Past) -> int:
    """Adds a session without its sets; returns its row."""
    values = [value(past) for value in _SESSION.values()]
    cursor = connection.execute(
        f"INSERT INTO session ({', '.join(_SESSION)}) VALUES ({', '.join('?' * len(values))})", values
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
    estimate = epley(_weight(entry), entry.performed.proven) if entry.worked else None
    values = [row, place, *(value(entry) for value in _DONE.values()), entry.name, estimate]
    connection.execute(_PUT, values)


def put_entries(connection: sqlite3.Connection, row: int, entries: Iterable[Entry]) -> None:
    """Puts sets into the session of a row."""
    for entry in entries:
        put_entry(connection, row, entry)


def delete_entries(connection: sqlite3.Connection, row: int, keys: Iterable[SetKey]) -> None:
    """Removes sets from a session, as when one is done again."""
    connection.executemany(f"DELETE FROM done WHERE {_KEY}", [_key(row, key) for key in keys])


def sessions(connection: sqlite3.Connection, where: str = "", values: Sequence[object] = ()) -> Iterator[Past]:
    """The sessions that an SQL clause selects, without their sets."""
    for id_, *row in connection.execute(f"SELECT id, {', '.join(_SESSION)} FROM session {where}", values):
        kept = dict(zip(_SESSION, row, strict=True))
        place, changes = kept.pop("program_day"), decoded(kept.pop("bends"))
        yield Past(**kept, id=id_, place=place, changes=changes)


def entries(
    connection: sqlite3.Connection, where: str = "", values: Sequence[object] = ()
) -> Iterator[tuple[int, int, Entry]]:
    """The sets that an SQL clause selects, each with the row of its session and its position there."""
    columns = ", ".join(f"done.{name}" for name in ("session", "place", *_DONE))
    names = "coalesce(done.name, exercise.name), exercise.muscles"
    query = f"SELECT {columns}, {names} FROM done JOIN exercise ON exercise.id = done.exercise {where}"
    for session, place, *row, name, muscles in connection.execute(query, values):
        kept = dict(zip(_DONE, row, strict=True))
        unit, bodyweight = kept["unit"], bool(kept["bodyweight"])
        yield (
            session,
            place,
            Entry(
                exercise=kept["exercise"],
                name=name,
                kind=kept["kind"],
                number=kept["number"],
                how=kept["how"],
                asked=kept["asked"],
                performed=restored(kept["known"], kept["reps"], kept["time"]),
                load=Load(kept["load"] or 0.0, unit, bodyweight) if unit or bodyweight else None,
                length=kept["time"],
                at=kept["at"],
                spent=kept["spent"],
                side=kept["side"],
                effort=kept["effort"],
                muscles=_words(muscles),
                block=kept["block"],
                drop=kept["nth_drop"],
                group=kept["group_id"],
                round_sets=kept["round_sets"],
                boxed=kept["boxed"],
            ),
        )


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
