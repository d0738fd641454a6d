"""LiftLog's CSV ("Plaintext export"): `SessionId, Timestamp, Exercise, Weight, WeightUnit, Reps, TargetReps, Notes`.

Sessions have no names. For bodyweight exercises, `Weight` may include the athlete's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from coach.journal.apps import values
from coach.journal.apps.format import LogFormat
from coach.journal.apps.logged_set import LoggedSet
from coach.journal.apps.values import LogRow
from coach.units import Unit


def _sets(row: LogRow, unit: Unit | None) -> Sequence[LoggedSet]:
    done = values.iso_time(row["timestamp"])
    return [
        LoggedSet(
            begun=done,
            done=done,
            session=values.needed(row, "sessionid"),
            title="LiftLog",
            exercise=values.needed(row, "exercise"),
            load=values.load(row, "weight", values.unit_in(row.get("weightunit", ""), unit)),
            reps=values.reps(row),
        )
    ]


LIFTLOG: Final = LogFormat(
    "LiftLog",
    frozenset(("sessionid", "timestamp", "exercise", "weight", "weightunit", "reps")),
    _sets,
    {"notes": "notes"},
    counts_body=True,
)
