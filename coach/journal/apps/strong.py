"""Strong's CSV, of Android and iOS.

`Date, Workout Name, Duration, Exercise Name, Set Order, Weight, Reps, Distance, Seconds, Notes, Workout Notes, RPE`,
with commas or semicolons, in later versions with `Weight Unit` and `Workout Duration`, or with units in the headings:
`Weight (kg)`, `Duration (sec)`. Set Order is a number, or W for a warm-up, D for a drop, F for a set to failure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from coach.journal.apps import line
from coach.journal.apps.format import LogFormat
from coach.journal.apps.line import Line, Row
from coach.routine.model import SetKind
from coach.units import Unit

_KINDS: Final[Mapping[str, SetKind]] = {"w": "warm-up", "d": "drop"}
_NO_SETS: Final = ("rest timer", "note")
_TIMES: Final = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %I:%M:%S %p")


def _lines(row: Row, unit: Unit) -> Sequence[Line] | None:
    order = row["set order"].lower()
    if order in _NO_SETS:
        return None
    begun = line.read_time(row["date"], _TIMES)
    length = line.length(row.get("duration") or row.get("workout duration") or "")
    return [
        Line(
            begun=begun,
            ended=begun + length if length else None,
            title=line.text(row, "workout name"),
            exercise=line.needed(row, "exercise name"),
            kind=_KINDS.get(order, "working"),
            load=line.load(row, "weight", line.unit_in(row.get("weight unit", ""), unit)),
            reps=line.reps(row),
            hold=line.hold(row, "seconds"),
            effort=line.amount(row, "rpe", 10) or None,
        )
    ]


STRONG: Final = LogFormat(
    "Strong",
    frozenset(("date", "workout name", "exercise name", "set order", "weight", "reps")),
    _lines,
    {"notes": "notes", "workout notes": "notes of workouts", "distance": "distances"},
)
