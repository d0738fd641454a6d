"""`coach program simulate`: what the sessions of many weeks would ask for."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence

import typer
from msgspec import Struct

from coach.cli import compose, runtime
from coach.cli.tables import columns
from coach.errors import CoachError, Mistake, quoted
from coach.notation import Load, NotationError, read_weight, write_load
from coach.program.model import Program
from coach.program.sessions import days, faults
from coach.program.simulate import Athlete, LiftOfDay, Simulated, simulate
from coach.progression.strength import read_max


class _Resolved:
    """What was typed, resolved: exercises by any of their names."""

    def __init__(self) -> None:
        self._catalogue = compose.library().catalogue()

    def lift(self, name: str) -> str:
        return self._catalogue.find(name) or name

    def loads(self, option: str, given: Sequence[str], read: Callable[[str], Load]) -> dict[str, Load]:
        """Loads by lift, of texts such as "barbell-back-squat 60 kg". Raises `CoachError`."""
        found = {}
        for text in given:
            parts = re.fullmatch(r"(.+?)\s+((?:\d+\s*x\s*)?[\d.,]+\s*(?:kg|lb)s?)", text.strip())
            if parts is None:
                raise CoachError(Mistake(f"{option}: {quoted(text)} is no exercise with a weight", _LOAD_HINT))
            try:
                found[self.lift(parts[1])] = read(parts[2])
            except NotationError as error:
                raise CoachError(Mistake(f"{option}: {error}", _LOAD_HINT)) from None
        return found

    def lift_of_day(self, option: str, text: str) -> LiftOfDay:
        """A lift on a day, of a text such as "w3d1 barbell-back-squat". Raises `CoachError`."""
        parts = re.fullmatch(r"w(\d+)\s*d(\d+)\s+(.+)", text.strip(), re.IGNORECASE)
        if parts is None:
            hint = 'write the week, the day and the exercise: "w3d1 barbell-back-squat"'
            raise CoachError(Mistake(f"{option}: {quoted(text)} is no lift of a day", hint))
        return LiftOfDay(int(parts[1]), int(parts[2]), self.lift(parts[3]))

    def open_reps(self, given: Sequence[str]) -> dict[LiftOfDay, int]:
        """The reps of open sets, of texts such as "w3d1 barbell-back-squat 8". Raises `CoachError`."""
        found = {}
        for text in given:
            parts = re.fullmatch(r"(.+?)\s+(\d{1,3})", text.strip())
            if parts is None:
                hint = 'write the reps last: "w3d1 barbell-back-squat 8"'
                raise CoachError(Mistake(f"--reps: {quoted(text)} has no number of reps", hint))
            found[self.lift_of_day("--reps", parts[1])] = int(parts[2])
        return found


_LOAD_HINT = 'write an exercise and a weight: "barbell-back-squat 60 kg"'


class Told(Struct, frozen=True):
    """What a simulation is told, as it is typed: lifts missed, reps of open sets, first loads, one-rep maxes."""

    missed: Sequence[str]
    reps: Sequence[str]
    starts: Sequence[str]
    maxes: Sequence[str]


def simulate_program(name: str, weeks: int, given: Told, as_json: bool) -> None:
    """Prints the working sets of so many weeks if everything is done except what is missed. Raises `CoachError`."""
    programs = compose.programs()
    program = programs.load(name)
    load = programs.library.load
    if wrong := faults(program, load):
        raise CoachError(*wrong)
    settings, _ = runtime.settings({})
    told = _Resolved()
    measured = compose.maxes(settings.one_rep_max) | told.loads("--one-rep-max", given.maxes, read_max)
    athlete = Athlete(measured, told.loads("--start", given.starts, read_weight), settings.units, settings.rack)
    failures = frozenset(told.lift_of_day("--miss", text) for text in given.missed)
    open_reps = told.open_reps(given.reps)
    rows = list(simulate(program, load, weeks, athlete, failures, open_reps))
    _check("--miss", program, rows, failures)
    _check("--reps", program, rows, open_reps)
    if as_json:
        for row in rows:
            typer.echo(json.dumps(_object(row)))
        return
    columns(
        [[f"week {row.week}", f"day {row.day}", row.name, _sets(row), "missed" if row.missed else ""] for row in rows]
    )


def _check(option: str, program: Program, rows: Sequence[Simulated], named: Iterable[LiftOfDay]) -> None:
    """Raises `CoachError` for a lift that is `named` and that no session had."""
    there = {LiftOfDay(row.week, row.day, name) for row in rows for name in (row.exercise, row.lift)}
    if not there.issuperset(named):
        most = max(due.place.number for due in days(program))
        hint = f"it has {most} days a week; coach program simulate {program.name} --json names the exercises"
        raise CoachError(Mistake(f"{option} names a lift that no session of these weeks has", hint))


def _object(row: Simulated) -> dict[str, object]:
    return {
        "week": row.week,
        "day": row.day,
        "routine": row.routine,
        "exercise": row.exercise,
        "lift": row.lift,
        "name": row.name,
        "missed": row.missed,
        "sets": [
            {"reps": one.reps, "asked": one.asked, "load": write_load(one.load) if one.load else None}
            for one in row.sets
        ],
    }


def _sets(row: Simulated) -> str:
    """The sets on one line: `60 kg: 5, 5, 5; 70 kg: 3`."""
    told: list[str] = []
    before = object()
    for one in row.sets:
        if one.load != before:
            told.append(f"{write_load(one.load)}: {one.asked}" if one.load else one.asked)
        else:
            told[-1] += f", {one.asked}"
        before = one.load
    return "; ".join(told)
