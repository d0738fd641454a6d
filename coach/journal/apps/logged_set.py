"""One set, as the log of another program has it."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from coach.notation import Load
from coach.routine.model import SetKind
from coach.units import Ms


class LoggedSet(Struct, frozen=True, kw_only=True):
    """One set. Times without a zone are local times at the place of the session.

    `session` is the program's own name for the session, "" if it has none; `done` is when the set was done.
    """

    begun: datetime
    title: str
    exercise: str
    kind: SetKind = "working"
    load: Load | None = None
    reps: int | None = None
    hold: Ms = Ms(0)
    effort: float | None = None
    ended: datetime | None = None
    session: str = ""
    done: datetime | None = None
