"""Hevy's CSV.

`title, start_time, end_time, description, exercise_title, superset_id, exercise_notes, set_index, set_type, weight_kg
or weight_lbs, reps, distance_km or distance_miles, duration_seconds, rpe`. Months are written in the language of the
app.
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

_KINDS: Final[Mapping[str, SetKind]] = {
    "warmup": "warm-up", "warm_up": "warm-up", "drop": "drop", "dropset": "drop",
}  # fmt: skip
_TIMES: Final = ("%d %b %Y, %H:%M", "%Y-%m-%d %H:%M:%S", "%b %d, %Y, %I:%M %p")


def _sets(row: LogRow, unit: Unit | None) -> Sequence[LoggedSet]:
    pounds = "weight_lbs" in row
    return [
        LoggedSet(
            begun=values.read_time(row["start_time"], _TIMES),
            ended=values.read_time(row["end_time"], _TIMES) if row.get("end_time") else None,
            title=values.text(row, "title"),
            exercise=values.needed(row, "exercise_title"),
            kind=_KINDS.get(row["set_type"].lower(), "working"),
            load=values.load(row, "weight_lbs", "lb") if pounds else values.load(row, "weight_kg", "kg"),
            reps=values.reps(row),
            hold=values.hold(row, "duration_seconds"),
            effort=values.amount(row, "rpe", 10) or None,
        )
    ]


HEVY: Final = LogFormat(
    "Hevy",
    frozenset(("title", "start_time", "exercise_title", "set_index", "set_type", "reps")),
    _sets,
    {
        "exercise_notes": "notes",
        "description": "notes of workouts",
        "distance_km": "distances",
        "distance_miles": "distances",
        "superset_id": "supersets",
    },
)
