"""Liftosaur's CSV ("Export history to CSV").

`Workout DateTime, Program, Day Name, Exercise, Is Warmup Set?, Required Reps, Completed Reps, Is AMRAP?, Required
RPE, Completed RPE, Log RPE?, Required Weight Value, Required Weight Unit, Completed Weight Value, Completed Weight
Unit, Ask Weight?, Completed Reps Time, Target Muscles, Synergist Muscles, Notes`. Times are in UTC. A set without
completed reps was not done.
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
    lifted = "completed" if row.get("completed weight value") else "required"
    names = (values.text(row, "program"), values.text(row, "day name"))
    return [
        LoggedSet(
            begun=values.iso_time(row["workout datetime"]),
            done=values.iso_time(row["completed reps time"]) if row.get("completed reps time") else None,
            title=": ".join(filter(None, names)),
            exercise=values.needed(row, "exercise"),
            kind="warm-up" if row.get("is warmup set?") == "1" else "working",
            load=values.load(row, f"{lifted} weight value", values.unit_in(row.get(f"{lifted} weight unit", ""), unit)),
            reps=values.reps(row, "completed reps"),
            effort=values.amount(row, "completed rpe", 10) or None,
        )
    ]


LIFTOSAUR: Final = LogFormat(
    "Liftosaur",
    frozenset(("workout datetime", "day name", "exercise", "is warmup set?", "completed reps")),
    _sets,
    {"notes": "notes"},
)
