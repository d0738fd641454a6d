"""The logs of other programs: the CSV files that Strong, Hevy and FitNotes export, as sessions of the journal.

Strong: `Date, Workout Name, Duration, Exercise Name, Set Order, Weight, Reps, Distance, Seconds, Notes, Workout Notes,
RPE`, with commas or semicolons, in later versions with `Weight Unit` and `Workout Duration`; Set Order is a number, or
W for a warm-up, D for a drop, F for a set to failure. Hevy: `title, start_time, end_time, description, exercise_title,
superset_id, exercise_notes, set_index, set_type, weight_kg or weight_lbs, reps, distance_km, duration_seconds, rpe`.
FitNotes: `Date, Exercise, Category, Weight (kgs) or (lbs), Reps, Distance, Distance Unit, Time`, or `Weight` and
`Weight Unit`; without times of the day. A unit may stand in a heading: `Weight (kg)`, `Duration (sec)`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final, Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from coach.journal.csv_rows import CsvRow
from coach.journal.entries import Entry, Past
from coach.journal.fields import BadRow, Fields, number, one_line
from coach.journal.plausible import LONGEST, MOST_LOAD, MOST_REPS
from coach.notation import Load, show
from coach.progression.performed import reported, reported_hold
from coach.routine.model import SetKind
from coach.units import HOUR, MINUTE, SECOND, Ms, Unit

Row: TypeAlias = Mapping[str, str]
Program: TypeAlias = Literal["Strong", "Hevy", "FitNotes"]

_KINDS: Final[dict[str, SetKind]] = {
    "w": "warm-up",
    "d": "drop",
    "warmup": "warm-up",
    "drop": "drop",
    "dropset": "drop",
}
_STRONG_TIMES: Final = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %I:%M:%S %p")
_FIRST: Final = datetime(1970, 1, 3)
_LAST: Final = datetime(2199, 12, 30)
"""The times that can be kept wherever the clocks stand: plausible.EARLIEST and LATEST, and a day of room."""

_HEVY_TIMES: Final = ("%d %b %Y, %H:%M", "%Y-%m-%d %H:%M:%S", "%b %d, %Y, %I:%M %p")


class Log(Struct, frozen=True):
    """What was read: sessions, names that match no exercise of ours, why lines were left out, and columns with
    something in them that the journal has no place for."""

    program: Program
    sessions: tuple[Past, ...]
    unmatched: tuple[str, ...]
    left_out: tuple[str, ...]
    not_kept: tuple[str, ...] = ()


class _Line(Struct, frozen=True):
    number: int
    begun: datetime
    ended: datetime | None
    title: str
    exercise: str
    kind: SetKind
    load: Load | None
    reps: int | None
    hold: Ms
    effort: float | None


def program_of(header: Sequence[str]) -> Program | None:
    """Whose file it is, by its columns."""
    names = {_column(name) for name in header}
    if {"date", "exercise", "category", "weight", "reps"} <= names:
        return "FitNotes"
    if {"date", "workout name", "exercise name", "set order", "weight", "reps"} <= names:
        return "Strong"
    return "Hevy" if {"title", "start_time", "exercise_title", "set_index", "set_type", "reps"} <= names else None


def unit_said(header: Sequence[str]) -> bool:
    """Whether the columns say what weights are in."""
    names = [name.strip().lower() for name in header]
    return any(name in ("weight unit", "weight_kg", "weight_lbs") or _unit_of(name) for name in names)


def _column(name: str) -> str:
    """The name of a column without the unit that may follow it: `Weight (kg)`."""
    return re.sub(r"\s*\([^)]*\)$", "", name.strip().lower())


def _unit_of(name: str) -> Unit | None:
    found = re.search(r"weight.*\((kg|lb)s?\)", name)
    return None if found is None else "kg" if found[1] == "kg" else "lb"


_NOT_KEPT: Final[Mapping[str, str]] = {
    "notes": "notes",
    "workout notes": "notes of workouts",
    "exercise_notes": "notes",
    "description": "notes of workouts",
    "comment": "notes",
    "distance": "distances",
    "distance_km": "distances",
    "distance_miles": "distances",
    "superset_id": "supersets",
}
"""Columns that the journal has no place for, and what they hold."""


def read_log(
    program: Program,
    rows: Iterable[CsvRow],
    unit: Unit,
    known: Callable[[str], tuple[str, str, tuple[str, ...]] | None],
    zone: Callable[[datetime], tuple[int, int]],
) -> Log:
    """The sessions of a file.

    Some files don't say what weights are in: `unit` does. `known` gives the id, name and muscles of the
    exercise with a name, `zone` the time of day (ms since 1970, and minutes east of UTC) for one on the wall.
    """
    left_out: list[str] = []
    workouts: dict[tuple[datetime, str], list[_Line]] = {}
    not_kept: dict[str, None] = {}
    for row in rows:
        number = row.line
        plain = {_column(key): one_line(value) for key, value in row.fields.items()}
        in_heading: Unit = next(filter(None, (_unit_of(key.strip().lower()) for key in row.fields)), unit)
        not_kept |= {what: None for key, what in _NOT_KEPT.items() if plain.get(key, "") not in ("", "0", "0.0")}
        if plain.get("set order", "").lower() in ("rest timer", "note"):
            continue
        try:
            if row.problem:
                raise BadRow(row.problem)
            line = _READERS[program](number, plain, in_heading)
        except BadRow as error:
            left_out.append(f"line {number}: {error}")
            continue
        if line.reps is None and not line.hold:
            left_out.append(f"line {number}: {line.exercise}: neither reps nor a time")
            continue
        workouts.setdefault((line.begun, line.title), []).append(line)
    unmatched: dict[str, None] = {}
    sessions = tuple(_session(program, lines, known, zone, unmatched) for lines in workouts.values())
    return Log(program, sessions, tuple(unmatched), tuple(left_out), tuple(not_kept))


def _session(
    program: Program,
    lines: Sequence[_Line],
    known: Callable[[str], tuple[str, str, tuple[str, ...]] | None],
    zone: Callable[[datetime], tuple[int, int]],
    unmatched: dict[str, None],
) -> Past:
    first = lines[0]
    started, east = zone(first.begun)
    lasted = (first.ended - first.begun) / timedelta(milliseconds=1) if first.ended else len(lines) * 3 * MINUTE
    length = round(min(max(0, lasted), LONGEST))
    entries = tuple(_entries(lines, known, started, length, unmatched))
    ended = started + length
    uid = hashlib.sha256(f"{program} {first.begun.isoformat()} {first.title}".encode()).hexdigest()[:32]
    routine = _slug(first.title) or program.lower()
    return Past(
        uid, routine, first.title or program, "", "", "", 1, started, east, ended, ended, "imported", entries
    )  # fmt: skip


def _entries(
    lines: Sequence[_Line],
    known: Callable[[str], tuple[str, str, tuple[str, ...]] | None],
    started: int,
    length: int,
    unmatched: dict[str, None],
) -> Iterator[Entry]:
    numbers: dict[tuple[str, bool], int] = {}
    for index, line in enumerate(lines, 1):
        found = known(line.exercise)
        if found is None:
            unmatched[line.exercise] = None
        id, name, muscles = found or (_slug(line.exercise) or line.exercise, line.exercise, ())
        key = (id, line.kind == "warm-up")
        numbers[key] = numbers.get(key, 0) + (line.kind != "drop")
        spent = length * index // len(lines)
        asked = f"{line.hold // 1000} s" if line.reps is None else str(line.reps)
        entry = Entry(
            id,
            name,
            line.kind,
            max(1, numbers[key]),
            "done",
            asked,
            reported_hold(line.hold) if line.reps is None else reported(line.reps),
            line.load,
            line.hold,
            started + spent,
            spent,
        )
        yield replace(entry, effort=line.effort, muscles=muscles)


def _strong(number: int, row: Row, unit: Unit) -> _Line:
    begun = _time(row["date"], _STRONG_TIMES)
    written = row.get("weight unit", "").lower()
    length = _length(row.get("duration") or row.get("workout duration") or "")
    units: Unit = "lb" if written.startswith("lb") else "kg" if written else unit
    return _Line(
        number, begun, begun + length if length else None, _text(row, "workout name"), _named(row, "exercise name"),
        _KINDS.get(row["set order"].lower(), "working"), _load(row, "weight", units), _reps(row),
        _hold(row, "seconds"), _number(row, "rpe", 10) or None,
    )  # fmt: skip


def _hevy(number: int, row: Row, unit: Unit) -> _Line:
    begun = _time(row["start_time"], _HEVY_TIMES)
    ended = _time(row["end_time"], _HEVY_TIMES) if row.get("end_time") else None
    load = _load(row, "weight_lbs", "lb") if "weight_lbs" in row else _load(row, "weight_kg", "kg")
    return _Line(
        number, begun, ended, _text(row, "title"), _named(row, "exercise_title"),
        _KINDS.get(row["set_type"].lower(), "working"), load, _reps(row), _hold(row, "duration_seconds"),
        _number(row, "rpe", 10) or None,
    )  # fmt: skip


def _fitnotes(number: int, row: Row, unit: Unit) -> _Line:
    begun = _time(row["date"], ("%Y-%m-%d", "%d/%m/%Y")).replace(hour=12)
    written = row.get("weight unit", "").lower()
    units: Unit = "lb" if written.startswith("lb") else "kg" if written.startswith("kg") else unit
    clock = [int(part) for part in re.findall(r"\d{1,4}", row.get("time", ""))]
    hold = sum(part * 60**power for power, part in enumerate(reversed(clock[:3]))) * SECOND
    return _Line(
        number, begun, None, "FitNotes", _named(row, "exercise"), "working", _load(row, "weight", units), _reps(row),
        min(hold, LONGEST), None,
    )  # fmt: skip


_READERS: Final[Mapping[Program, Callable[[int, Row, Unit], _Line]]] = {
    "Strong": _strong,
    "Hevy": _hevy,
    "FitNotes": _fitnotes,
}
_MONTHS: Final[Mapping[str, str]] = {
    month: months.split()[0]
    for months in (
        "Jan ene janv gen", "Feb f\u00e9vr febbr", "Mar m\u00e4r m\u00e4rz mars mrt maart", "Apr abr avr",
        "May mai mag mei maio", "Jun juin giu juni", "Jul juil lug juli", "Aug ago ao\u00fbt", "Sep sept set",
        "Oct okt ott out", "Nov",
        "Dec dic d\u00e9c dez",
    )
    for month in months.casefold().split()
}  # fmt: skip
"""Months as Hevy writes them in Spanish, German, French, Italian, Portuguese and Dutch."""


def _in_english(text: str) -> str:
    """A time whose month is in English: `27 abr 2025, 18:00` is `27 Apr 2025, 18:00`."""

    def english(found: re.Match[str]) -> str:
        return _MONTHS.get(found[1].casefold(), found[1])

    return re.sub(r"([^\W\d_]{3,5})\.?(?=\s)", english, text, count=1)


def _text(row: Row, name: str) -> str:
    return Fields(row).text(name)


def _named(row: Row, name: str) -> str:
    return Fields(row).needed(name)


def _length(text: str) -> timedelta:
    """A duration as Strong writes it: `1h 5m`, `45m`, `50s`; whole seconds in later versions. Raises `BadRow`."""
    parts = {unit: n for n, unit in re.findall(r"(\d+)\s*([hms])", f"{text}s" if text.isdecimal() else text)}
    each = {"h": HOUR, "m": MINUTE, "s": SECOND}
    found = sum((number("duration", parts.get(unit), 0, LONGEST / ms) or 0) * ms for unit, ms in each.items())
    return timedelta(milliseconds=min(found, LONGEST))


def _time(text: str, forms: Sequence[str]) -> datetime:
    plain = text.replace("\u202f", " ")
    for form in forms:
        try:
            found = datetime.strptime(_in_english(plain) if "%b" in form else plain, form)
        except ValueError:
            continue
        if not _FIRST <= found < _LAST:
            raise BadRow(f"{show(text)} is not between the years 1970 and 2200")
        return found
    raise BadRow(f"{show(text)} is not a time")


def _number(row: Row, name: str, most: float, least: float = 0) -> float:
    return number(name, row.get(name, "").replace(",", ".") or None, least, most) or 0.0


def _reps(row: Row) -> int | None:
    return round(_number(row, "reps", MOST_REPS)) or None


def _hold(row: Row, name: str) -> Ms:
    return round(_number(row, name, LONGEST / SECOND) * SECOND)


def _load(row: Row, name: str, unit: Unit) -> Load | None:
    weight = round(_number(row, name, MOST_LOAD), 2)
    return Load(weight, unit, False) if weight else None


def _slug(name: str) -> str:
    return "-".join(re.findall(r"[^\W_]+", name.casefold()))
