"""Turns the logs of other programs into sessions of the journal."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from coach.journal.apps.fitnotes import FITNOTES
from coach.journal.apps.format import LogFormat
from coach.journal.apps.hevy import HEVY
from coach.journal.apps.jefit import JEFIT, tables
from coach.journal.apps.liftlog import LIFTLOG
from coach.journal.apps.liftosaur import LIFTOSAUR
from coach.journal.apps.logged_set import LoggedSet
from coach.journal.apps.strong import STRONG
from coach.journal.apps.stronglifts import STRONGLIFTS
from coach.journal.apps.values import column, unit_of
from coach.journal.csv_rows import CsvRow
from coach.journal.entries import Entry, Past
from coach.journal.fields import BadRow, one_line
from coach.journal.plausible import LONGEST
from coach.progression.performed import reported, reported_hold
from coach.units import MINUTE, Ms, Unit

FORMATS: Final[Sequence[LogFormat]] = (STRONG, HEVY, FITNOTES, LIFTOSAUR, LIFTLOG, STRONGLIFTS)
"""The programs whose log is a single table. JEFIT's has several."""

_MOST_COUNTED: Final = 10
"""From this number on, the reps logged for an exercise that is held may be seconds."""


class KnownExercise(Struct, frozen=True):
    """The exercise that a name in a log stands for. `on_body`: a weight is added to the athlete's own; `held`: it is
    held for a time and not counted; `helped`: its weight is help, taken from the athlete's own."""

    id: str
    name: str
    muscles: tuple[str, ...] = ()
    on_body: bool = False
    held: bool = False
    helped: bool = False


Names: TypeAlias = Callable[[str], KnownExercise | None]
Zone: TypeAlias = Callable[[datetime], tuple[int, int]]


class Log(Struct, frozen=True):
    """What was read: the sessions, the names that match no exercise of ours, why rows were left out, and what the
    journal has no place for."""

    program: str
    sessions: tuple[Past, ...]
    unmatched: tuple[str, ...]
    left_out: tuple[str, ...]
    not_kept: tuple[str, ...] = ()


class LogTable(Struct, frozen=True):
    """The `rows` of a log whose program is known; `unit_said` if its rows name the unit of their weights. `unit` is the
    one that holds for the whole file, if there is such a one."""

    format: LogFormat
    rows: Iterable[CsvRow]
    unit_said: bool
    unit: Unit | None = None


def jefit_table(text: str) -> LogTable | None:
    """The table of a JEFIT export; None if the text isn't one."""
    found = tables(text)
    return None if found is None else LogTable(JEFIT, found.rows, found.unit is not None, found.unit)


def table_of(header: Sequence[str], rows: Iterable[CsvRow]) -> LogTable | None:
    """The table of the program that writes these columns; None if no known program does."""
    names = {column(name) for name in header}
    format_ = next((format_ for format_ in FORMATS if format_.columns <= names), None)
    if format_ is None:
        return None
    of_units = {"weight unit", "weightunit", "unit", "completed weight unit", "weight_kg", "weight_lbs"}
    return LogTable(format_, rows, bool(names & of_units or any(unit_of(name) for name in header)))


def read_log(table: LogTable, unit: Unit | None, known: Names, zone: Zone) -> Log:
    """Reads the sessions of a log.

    `unit` is the unit of weights where the file doesn't name one. `known` finds the exercise for a name. `zone`
    converts a local time, or a time with its own zone, to ms since 1970 and minutes east of UTC. Raises `NoUnit` for a
    weight whose unit nobody knows.
    """
    read = _Read(table, unit, known)
    unmatched: dict[str, None] = {}
    program = table.format.program
    sessions = tuple(_session(program, sets, known, zone, unmatched) for sets in read.workouts.values())
    return Log(program, sessions, tuple(unmatched), tuple(read.left_out), tuple(read.not_kept))


class _Read:
    """Sorts the rows of a table into the sets of each workout, and collects what was left out."""

    def __init__(self, table: LogTable, unit: Unit | None, known: Names) -> None:
        self.workouts: dict[tuple[str, str], list[LoggedSet]] = {}
        self.left_out: list[str] = []
        self.not_kept: dict[str, None] = {}
        self._format, self._unit, self._known = table.format, table.unit or unit, known
        for row in table.rows:
            self._row(row)

    def _row(self, row: CsvRow) -> None:
        plain = {column(key): one_line(value) for key, value in row.fields.items()}
        unit: Unit | None = next(filter(None, map(unit_of, row.fields)), self._unit)
        for key, what in self._format.not_kept.items():
            if plain.get(key, "") not in ("", "0", "0.0"):
                self.not_kept[what] = None
        try:
            if row.problem:
                raise BadRow(row.problem)
            sets = self._format.sets(plain, unit)
            if sets is not None and not sets:
                raise BadRow("no set of it was done")
            for one in sets or ():
                self._add(one)
        except BadRow as error:
            self.left_out.append(f"line {row.line}: {error}")

    def _add(self, one: LoggedSet) -> None:
        if one.reps is None and not one.hold:
            raise BadRow(f"{one.exercise}: neither reps nor a time")
        known = self._known(one.exercise)
        if one.load and known and known.helped:
            # Some programs write help as less than nothing.
            one = replace(one, load=replace(one.load, amount=abs(one.load.amount)))
        if one.load and one.load.amount < 0 and not (known and known.on_body):
            raise BadRow(f"{one.exercise}: a weight of {one.load.amount:g} {one.load.unit} is no weight to lift")
        if known and known.held and not one.hold and (one.reps or 0) >= _MOST_COUNTED:
            raise BadRow(f"{one.exercise}: {one.reps} reps, or seconds? it is held for a time")
        if known and known.on_body and one.load:
            if self._format.counts_body:
                self.not_kept[f"loads of {known.name.lower()}, which may have the body's weight in"] = None
            amount = -one.load.amount if known.helped else one.load.amount
            load = None if self._format.counts_body else replace(one.load, amount=amount, bodyweight=True)
            one = replace(one, load=load)
        self.workouts.setdefault((one.session or one.begun.isoformat(), one.title), []).append(one)


def _session(program: str, sets: Sequence[LoggedSet], known: Names, zone: Zone, unmatched: dict[str, None]) -> Past:
    first = sets[0]
    done = _times_done(sets)
    begun, ended = (min(done), max(done)) if done else (first.begun, first.ended)
    started, east = zone(begun)
    lasted = (ended - begun) / timedelta(milliseconds=1) if ended else len(sets) * 3 * MINUTE
    length = round(min(max(0, lasted), LONGEST))
    entries = tuple(_entries(sets, known, zone, (started, length), unmatched))
    uid = hashlib.sha256(f"{program} {first.session or first.begun.isoformat()} {first.title}".encode()).hexdigest()
    return Past(
        uid[:32], _slug(first.title) or program.lower(), first.title or program, "", "", "", 1, started, east,
        started + length, started + length, "imported", entries,
    )  # fmt: skip


def _times_done(sets: Sequence[LoggedSet]) -> list[datetime]:
    """When each set was done, if that is known of all of them and plausible: within a day of the beginning."""
    done = [one.done for one in sets if one.done and abs(one.done - one.begun) < timedelta(days=1)]
    return done if len(done) == len(sets) else []


def _entries(
    sets: Sequence[LoggedSet], known: Names, zone: Zone, span: tuple[int, int], unmatched: dict[str, None]
) -> Iterator[Entry]:
    """The sets of a session, whose beginning and length (ms) are `span`. Times that aren't known are spread evenly over
    it."""
    started, length = span
    exact = bool(_times_done(sets))
    numbers: dict[tuple[str, bool], int] = {}
    for index, one in enumerate(sets, 1):
        found = known(one.exercise)
        if found is None:
            unmatched[one.exercise] = None
            found = KnownExercise(_slug(one.exercise) or one.exercise, one.exercise)
        key = (found.id, one.kind == "warm-up")
        numbers[key] = numbers.get(key, 0) + (one.kind != "drop")
        spent = max(0, zone(one.done)[0] - started) if exact and one.done else length * index // len(sets)
        entry = Entry(
            found.id,
            found.name,
            one.kind,
            max(1, numbers[key]),
            "done",
            f"{one.hold // 1000} s" if one.reps is None else str(one.reps),
            reported_hold(one.hold) if one.reps is None else reported(one.reps),
            one.load,
            one.hold,
            started + spent,
            Ms(spent),
        )
        yield replace(entry, effort=one.effort, muscles=found.muscles)


def _slug(name: str) -> str:
    return "-".join(re.findall(r"[^\W_]+", name.casefold()))
