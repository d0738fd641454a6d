"""LiftLog's CSV ("Plaintext export"): `SessionId, Timestamp, Exercise, Weight, WeightUnit, Reps, TargetReps, Notes`.

Sessions have no names. Where an exercise is done with the body's weight, `Weight` may have that in.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from coach.journal.apps import line
from coach.journal.apps.format import LogFormat
from coach.journal.apps.line import Line, Row
from coach.units import Unit


def _lines(row: Row, unit: Unit) -> Sequence[Line]:
    done = line.iso_time(row["timestamp"])
    return [
        Line(
            begun=done,
            done=done,
            session=line.needed(row, "sessionid"),
            title="LiftLog",
            exercise=line.needed(row, "exercise"),
            load=line.load(row, "weight", line.unit_in(row.get("weightunit", ""), unit)),
            reps=line.reps(row),
        )
    ]


LIFTLOG: Final = LogFormat(
    "LiftLog",
    frozenset(("sessionid", "timestamp", "exercise", "weight", "weightunit", "reps")),
    _lines,
    {"notes": "notes"},
    counts_body=True,
)
