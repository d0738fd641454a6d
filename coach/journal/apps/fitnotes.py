"""The CSV of FitNotes for Android.

`Date, Exercise, Category, Weight (kgs) or (lbs), Reps, Distance, Distance Unit, Time`, or `Weight` and `Weight Unit`
or `Unit`, in later versions with `Comment`. It has no times of day, so each day becomes one session at noon. Where
there is a `Duration`, `Time` is a time of day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from coach.journal.apps import values
from coach.journal.apps.format import LogFormat
from coach.journal.apps.logged_set import LoggedSet
from coach.journal.apps.values import LogRow
from coach.journal.plausible import LONGEST
from coach.units import SECOND, Unit


def _sets(row: LogRow, unit: Unit | None) -> Sequence[LoggedSet]:
    clock = [int(part) for part in re.findall(r"\d{1,4}", row.get("duration", row.get("time", "")))]
    hold = sum(part * 60**power for power, part in enumerate(reversed(clock[:3]))) * SECOND
    return [
        LoggedSet(
            begun=values.read_time(row["date"], ("%Y-%m-%d", "%d/%m/%Y")).replace(hour=12),
            title="FitNotes",
            exercise=values.needed(row, "exercise"),
            load=values.load(row, "weight", values.unit_in(row.get("weight unit") or row.get("unit", ""), unit)),
            reps=values.reps(row),
            hold=min(hold, LONGEST),
        )
    ]


FITNOTES: Final = LogFormat(
    "FitNotes",
    frozenset(("date", "exercise", "category", "weight", "reps")),
    _sets,
    {"comment": "notes", "notes": "notes", "distance": "distances"},
)
