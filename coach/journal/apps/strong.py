"""The CSV of Strong for Android and iOS.

`Date, Workout Name, Duration, Exercise Name, Set Order, Weight, Reps, Distance, Seconds, Notes, Workout Notes, RPE`,
with commas or semicolons, in later versions with `Weight Unit` and `Workout Duration`, or with units in the headings:
`Weight (kg)`, `Duration (sec)`. Set Order is a number, or W for a warm-up, D for a drop, F for a set to failure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from coach.journal.apps import values
from coach.journal.apps.format import LogFormat
from coach.journal.apps.logged_set import LoggedSet
from coach.journal.apps.values import LogRow
from coach.routine.model import SetKind
from coach.units import Unit

_KINDS: Final[Mapping[str, SetKind]] = {"w": "warm-up", "d": "drop"}
_NO_SETS: Final = ("rest timer", "note")
_TIMES: Final = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %I:%M:%S %p")


def _sets(row: LogRow, unit: Unit | None) -> Sequence[LoggedSet] | None:
    order = row["set order"].lower()
    if order in _NO_SETS:
        return None
    begun = values.read_time(row["date"], _TIMES)
    length = values.length(row.get("duration") or row.get("workout duration") or "")
    return [
        LoggedSet(
            begun=begun,
            ended=begun + length if length else None,
            title=values.text(row, "workout name"),
            exercise=values.needed(row, "exercise name"),
            kind=_KINDS.get(order, "working"),
            load=values.load(row, "weight", values.unit_in(row.get("weight unit", ""), unit)),
            reps=values.reps(row),
            hold=values.hold(row, "seconds"),
            effort=values.amount(row, "rpe", 10) or None,
        )
    ]


STRONG: Final = LogFormat(
    "Strong",
    frozenset(("date", "workout name", "exercise name", "set order", "weight", "reps")),
    _sets,
    {"notes": "notes", "workout notes": "notes of workouts", "distance": "distances"},
)
