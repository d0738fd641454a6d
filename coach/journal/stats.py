"""Figures over many sessions: volume and sets by week, sets by muscle, bests by exercise."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from coach.journal.entries import When, day_of
from coach.notation import Load
from coach.units import HOUR, KG_PER_LB

_WEEK: Final = 7 * 24 * HOUR

_KILOS: Final = f"CASE unit WHEN 'lb' THEN load * {KG_PER_LB} ELSE load END"
_LIFTED: Final = f"coalesce(reps, 0) * max(coalesce({_KILOS}, 0), 0)"
"""The kilograms that a set lifted; help, which is less than nothing, isn't lifted."""
_PROVEN: Final = "known IN ('counted', 'reported')"
_WORKED: Final = "done.how = 'done' AND done.kind <> 'warm-up'"


class WeekTotals(Struct, frozen=True):
    """The week that starts on `monday`: kilograms lifted, sets, sessions, and sets by muscle."""

    monday: date
    volume: float
    sets: int
    sessions: int
    muscles: Mapping[str, int]


class Best(Struct, frozen=True):
    """An exercise's best set, by its estimated one-rep max (kg), and when it was done."""

    exercise: str
    name: str
    estimate: float
    reps: int
    load: Load
    day: date


class ExerciseDay(Struct, frozen=True):
    """An exercise on one day: the best estimate of the one-rep max, the heaviest load, kilograms lifted, most reps.

    Where the load is `help`, the least of it stands in place of the others.
    """

    day: date
    estimate: float | None
    heaviest: float | None
    volume: float
    reps: int
    help: float | None = None


def weeks(
    connection: sqlite3.Connection, now: When, zone: int, count: int, helped: Collection[str] = ()
) -> list[WeekTotals]:
    """The last `count` weeks, oldest first, including weeks in which nothing was done. Both sides of a set are one.

    `zone` is where the athlete is `now`, in minutes east of UTC; each session belongs to the week of its own calendar.
    Of the exercises `helped`, the load is help, which nobody lifts.
    """
    first = _monday(day_of(now, zone)) - timedelta(weeks=count - 1)
    rows = connection.execute(
        f"SELECT session.id, started, zone, done.exercise, number, kind, {_LIFTED}"
        f", muscles FROM session JOIN done ON done.session = session.id JOIN exercise ON exercise.id = done.exercise"
        f" WHERE started >= ? AND {_WORKED}",
        (now - (count + 1) * _WEEK,),
    )
    volume: dict[date, float] = defaultdict(float)
    sessions: dict[date, set[int]] = defaultdict(set)
    sets: dict[date, set[tuple[int, str, int]]] = defaultdict(set)
    muscles: dict[date, dict[str, set[tuple[int, str, int]]]] = defaultdict(lambda: defaultdict(set))
    for session, started, there, exercise, number, kind, lifted, trained in rows:
        monday = _monday(day_of(started, there))
        volume[monday] += 0 if exercise in helped else lifted
        if kind != "working":
            continue
        sessions[monday].add(session)
        sets[monday].add((session, exercise, number))
        for muscle in filter(None, trained.split(",")):
            muscles[monday][muscle].add((session, exercise, number))
    mondays = [first + timedelta(weeks=n) for n in range(count)]
    return [
        WeekTotals(
            m, volume[m], len(sets[m]), len(sessions[m]), {name: len(found) for name, found in muscles[m].items()}
        )
        for m in mondays
    ]


def bests(connection: sqlite3.Connection, helped: Collection[str] = ()) -> list[Best]:
    """Each exercise's best set, strongest first; of those `helped`, the load says nothing of strength."""
    rows = connection.execute("SELECT id, name FROM exercise").fetchall()
    found = []
    for id_, name in rows:
        if id_ in helped:
            continue
        best = connection.execute(
            "SELECT estimate, reps, load, unit, at, zone FROM done JOIN session ON session.id = done.session"
            " WHERE exercise = ? AND estimate IS NOT NULL"
            " ORDER BY estimate DESC LIMIT 1",
            (id_,),
        ).fetchone()
        if best:
            estimate, reps, load, unit, at, zone = best
            found.append(Best(id_, name, estimate, reps, Load(load, unit, False), day_of(at, zone)))
    return sorted(found, key=lambda best: -best.estimate)


def days(connection: sqlite3.Connection, exercise: str, helped: bool = False) -> list[ExerciseDay]:
    """All days on which an exercise was done, oldest first; `helped`: its load is help."""
    most = "min" if helped else "max"
    rows = connection.execute(
        f"SELECT min(started), zone, max(estimate), {most}({_KILOS}), sum({_LIFTED}),"
        f" max(CASE WHEN {_PROVEN} THEN reps ELSE 0 END) FROM done JOIN session ON session.id = done.session"
        f" WHERE exercise = ? AND {_WORKED} GROUP BY session.id ORDER BY started",
        (exercise,),
    )
    if helped:
        return [ExerciseDay(day_of(at, zone), None, None, 0, reps, least) for at, zone, _, least, _, reps in rows]
    return [ExerciseDay(day_of(started, zone), *rest) for started, zone, *rest in rows]


def names(connection: sqlite3.Connection) -> dict[str, str]:
    """The exercises in the journal, by id."""
    return dict(connection.execute("SELECT id, name FROM exercise ORDER BY name").fetchall())


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
