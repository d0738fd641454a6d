"""What the journal holds, as values: sessions, their sets, and dated measurements."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta, timezone
from typing import Literal, TypeAlias

from msgspec import Struct

from coach.notation import Load, read_reps
from coach.progression.performed import Performed
from coach.progression.rounds import RoundTurn
from coach.progression.strength import kilos
from coach.routine.model import SetKind, Side
from coach.session.plan_changes import PlanChange
from coach.session.sets import SetKey
from coach.units import Ms, Unit

SessionStatus: TypeAlias = Literal["open", "complete", "stopped", "broken off", "logged", "imported"]
"""How a session ended; "logged" was done without the coach, "imported" comes from another program's log."""

When: TypeAlias = int
"""Milliseconds since 1970, UTC."""


def day_of(at: When, zone: int) -> date:
    """The calendar day of a time, where clocks are `zone` minutes ahead of UTC."""
    return datetime.fromtimestamp(at / 1000, timezone(timedelta(minutes=zone))).date()


class Entry(Struct, frozen=True):
    """One set as it was done: what is known about it, or nothing if it was skipped.

    `exercise` is the id of the lift, and `block` tells which exercise of the routine it belongs to (see
    `routine.model.blocks`). `group` is the id of its group there, if it has one, of which each round has `round_sets`,
    and `boxed` the time that an AMRAP had taken by its end. `asked` is what the routine asked for, in its notation of
    reps. `length` is how long it took, `spent` how long the session had taken by its end. Times are in ms.
    """

    exercise: str
    name: str
    kind: SetKind
    number: int
    how: Literal["done", "skipped"]
    asked: str
    performed: Performed
    load: Load | None
    length: Ms
    at: When
    spent: Ms
    side: Side | None = None
    effort: float | None = None
    muscles: tuple[str, ...] = ()
    block: str = ""
    drop: int = 0
    group: str = ""
    round_sets: int = 0
    boxed: Ms = Ms(0)

    @property
    def worked(self) -> bool:
        """Whether it is a working set that was done."""
        return self.how == "done" and self.kind != "warm-up"

    @property
    def reps(self) -> int | None:
        """Its reps, if they are known or assumed."""
        return self.performed.reps

    @property
    def turn(self) -> RoundTurn:
        """The set as part of a round of its group."""
        return RoundTurn(self.number, self.round_sets, read_reps(self.asked), self.performed)

    @property
    def key(self) -> SetKey:
        """What identifies it, in the plan and in the journal."""
        return SetKey(self.block or self.exercise, self.kind, self.number, self.side, self.drop)


class Past(Struct, frozen=True):
    """A session of the journal; `zone` is in minutes east of UTC, `entries` are in the order of doing.

    `program` is the name of the program that it was done for, and `place` which day of it (`program.due.Place`).
    `changes` are the changes that the athlete made to its plan.
    """

    uid: str
    routine: str
    title: str
    file: str
    digest: str
    variant: str
    start_at: int
    started: When
    zone: int
    seen: When
    ended: When | None
    how: SessionStatus
    entries: tuple[Entry, ...] = ()
    id: int = 0
    holder: str = ""
    program: str = ""
    place: str = ""
    changes: tuple[PlanChange, ...] = ()

    @property
    def sets(self) -> int:
        """How many working sets were done; both sides of a set count as one."""
        return len({(e.block or e.exercise, e.number) for e in self.entries if e.worked})

    @property
    def spent(self) -> Ms:
        """How long it took, by the clock of the session."""
        return Ms(max((e.spent for e in self.entries), default=0))


class Fact(Struct, frozen=True):
    """A measurement: body weight, or a one-rep max."""

    what: Literal["body weight", "one-rep max"]
    exercise: str
    amount: float
    unit: Unit
    at: When

    @property
    def load(self) -> Load:
        return Load(self.amount, self.unit, False)


def volume(entries: Sequence[Entry], helped: Collection[str] = ()) -> float:
    """Kilograms lifted: reps times load, over all working sets; a minimum, if some reps are assumed or not known.

    Of the exercises `helped`, the load is help, which nobody lifts.
    """
    lifted = (e for e in entries if e.worked and e.exercise not in helped)
    return sum((e.reps or 0) * max(0.0, kilos(e.load)) for e in lifted)
