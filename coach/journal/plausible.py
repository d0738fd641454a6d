"""What a value of the journal can be: bounds that all input respects, and that all readers rely on.

A file may still hold other values, from an earlier version or from a failing disk. Readers see the tables through views
without the rows that exceed these bounds, so that no such row reaches a calculation or a sentence.
"""

from __future__ import annotations

import sqlite3
from typing import Final

from coach.progression.performed import Basis

EARLIEST: Final = 0
"""The earliest time of day, in ms since 1970: the start of 1970."""

LATEST: Final = 7_258_118_400_000
"""The latest time of day: the year 2200."""

MOST_REPS: Final = 10_000
"""Reps of one set."""

MOST_LOAD: Final = 10_000
"""The heaviest load, in either unit: what has at most four digits, as routines write loads."""

LONGEST: Final = 7 * 24 * 3600 * 1000
"""The longest set and the longest session, in ms: a week."""

LONGEST_TEXT: Final = 300
"""Characters of a name or a title."""

MOST_ZONE: Final = 24 * 60
"""Minutes that a clock is ahead of UTC, or behind: less than a day."""


def _between(column: str, least: int, most: int) -> str:
    # The plus keeps SQLite from choosing an index for the bounds, which nearly all rows are within.
    return f"+{column} BETWEEN {least} AND {most}"


def _whole(column: str, least: int, most: int) -> str:
    return f"typeof({column}) = 'integer' AND {_between(column, least, most)}"


def _or_null(column: str, condition: str) -> str:
    return f"(+{column} IS NULL OR {condition})"


def _texts(*columns: str) -> str:
    return " AND ".join(f"typeof({column}) = 'text'" for column in columns)


_CONDITIONS: Final = {
    "session": (
        _texts("uid", "routine", "title", "file", "digest", "variant", "how", "holder"),
        _whole("start_at", 0, MOST_REPS),
        _whole("started", EARLIEST, LATEST),
        _whole("seen", EARLIEST, LATEST),
        _or_null("ended", _whole("ended", EARLIEST, LATEST)),
        _whole("zone", 1 - MOST_ZONE, MOST_ZONE - 1),
    ),
    "exercise": (_texts("id", "name", "muscles"),),
    "done": (
        _texts("exercise", "kind", "how", "asked", "known", "block", "group_id"),
        _whole("number", 0, MOST_REPS),
        f"known IN ({', '.join(repr(basis.stored) for basis in Basis)})",
        _whole("nth_drop", 0, MOST_REPS),
        _or_null("name", _texts("name")),
        _or_null("reps", _whole("reps", 0, MOST_REPS)),
        _or_null("load", _between("load", -MOST_LOAD, MOST_LOAD)),
        _or_null("unit", "unit IN ('kg', 'lb')"),
        _whole("bodyweight", 0, 1),
        _whole("time", 0, LONGEST),
        _whole("spent", 0, LONGEST),
        _whole("at", EARLIEST, LATEST),
        _or_null("effort", _between("effort", 0, 10)),
        _or_null("side", "side IN ('left', 'right')"),
        _or_null("estimate", _between("estimate", 0, 2 * MOST_LOAD)),
    ),
    "fact": (
        _texts("what", "exercise"),
        _between("amount", 0, MOST_LOAD),
        "unit IN ('kg', 'lb')",
        _whole("at", EARLIEST, LATEST),
    ),
}


def show_plausible(connection: sqlite3.Connection) -> None:
    """Hides the rows with implausible values from everything this connection reads afterwards."""
    connection.execute("PRAGMA temp_store = MEMORY")
    for table, conditions in _CONDITIONS.items():
        connection.execute(f"CREATE TEMP VIEW {table} AS SELECT * FROM main.{table} WHERE {' AND '.join(conditions)}")


def left_out(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows of each table have implausible values, for tables that have any; for a connection without views."""
    counts = {}
    for table, conditions in _CONDITIONS.items():
        query = f"SELECT count(*) FROM {table} WHERE NOT coalesce({' AND '.join(conditions)}, FALSE)"
        counts[table] = connection.execute(query).fetchone()[0]
    return {table: count for table, count in counts.items() if count}
