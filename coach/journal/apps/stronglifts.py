"""StrongLifts' CSV: a row for each exercise, with its sets side by side.

`Date (yyyy/mm/dd), Workout, Workout Name, Program Name, Body Weight (KG), Exercise, …, Start Time (h:mm), End Time
(h:mm), Notes, Set 1 (Reps), Set 1 (KG), Set 2 (Reps), …`, with LB for pounds. A set with no reps, or with 0, wasn't
done.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from coach.journal.apps import values
from coach.journal.apps.format import LogFormat
from coach.journal.apps.logged_set import LoggedSet
from coach.journal.apps.values import LogRow
from coach.units import Unit

_MOST_SETS: Final = 100


def _sets(row: LogRow, unit: Unit | None) -> Sequence[LoggedSet]:
    begun = _clock(row, "start time") or values.read_time(row["date"], ("%Y/%m/%d",)).replace(hour=12)
    ended = _clock(row, "end time")
    if ended and ended < begun:
        ended += timedelta(days=1)
    numbers = [number for number in range(1, _MOST_SETS) if row.get(f"set {number} (reps)", "") not in ("", "0")]
    return [
        LoggedSet(
            begun=begun,
            ended=ended,
            title=values.text(row, "workout name") or "StrongLifts",
            exercise=values.needed(row, "exercise"),
            load=values.load(row, f"set {number}", unit),
            reps=values.reps(row, f"set {number} (reps)"),
        )
        for number in numbers
    ]


def _clock(row: LogRow, name: str) -> datetime | None:
    """The time of day in the column `name`, on the day of the row."""
    if not row.get(name):
        return None
    return values.read_time(f"{row['date']} {row[name]}", ("%Y/%m/%d %I:%M %p", "%Y/%m/%d %H:%M"))


STRONGLIFTS: Final = LogFormat(
    "StrongLifts",
    frozenset(("date", "workout name", "exercise", "set 1 (reps)", "set 1")),
    _sets,
    {"notes": "notes", "body weight": "the body's weight"},
)
