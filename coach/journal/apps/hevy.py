"""Hevy's CSV.

`title, start_time, end_time, description, exercise_title, superset_id, exercise_notes, set_index, set_type, weight_kg
or weight_lbs, reps, distance_km or distance_miles, duration_seconds, rpe`. Its months are in the language of the app.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from coach.journal.apps import line
from coach.journal.apps.format import LogFormat
from coach.journal.apps.line import Line, Row
from coach.routine.model import SetKind
from coach.units import Unit

_KINDS: Final[Mapping[str, SetKind]] = {
    "warmup": "warm-up", "warm_up": "warm-up", "drop": "drop", "dropset": "drop",
}  # fmt: skip
_TIMES: Final = ("%d %b %Y, %H:%M", "%Y-%m-%d %H:%M:%S", "%b %d, %Y, %I:%M %p")


def _lines(row: Row, unit: Unit) -> Sequence[Line]:
    pounds = "weight_lbs" in row
    return [
        Line(
            begun=line.read_time(row["start_time"], _TIMES),
            ended=line.read_time(row["end_time"], _TIMES) if row.get("end_time") else None,
            title=line.text(row, "title"),
            exercise=line.needed(row, "exercise_title"),
            kind=_KINDS.get(row["set_type"].lower(), "working"),
            load=line.load(row, "weight_lbs", "lb") if pounds else line.load(row, "weight_kg", "kg"),
            reps=line.reps(row),
            hold=line.hold(row, "duration_seconds"),
            effort=line.amount(row, "rpe", 10) or None,
        )
    ]


HEVY: Final = LogFormat(
    "Hevy",
    frozenset(("title", "start_time", "exercise_title", "set_index", "set_type", "reps")),
    _lines,
    {
        "exercise_notes": "notes",
        "description": "notes of workouts",
        "distance_km": "distances",
        "distance_miles": "distances",
        "superset_id": "supersets",
    },
)
