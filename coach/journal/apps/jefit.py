"""JEFIT's export ("Export data"): several tables in one file, each below a line such as `### EXERCISE LOGS ###`.

A row of `EXERCISE LOGS` is an exercise: `mydate, ename, belongsession, logs` and others, where `logs` lists the sets as
weight and reps: `35x10,45x10`. Weights are in the unit of the account, which is the `mass` of `SETTING`. `WORKOUT
SESSIONS` says by its `_id` when each session began (`starttime`, in older files `starttimie`, in seconds since 1970)
and how long it took (`total_time`, in seconds).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from coach.journal.apps import values
from coach.journal.apps.format import LogFormat
from coach.journal.apps.logged_set import LoggedSet
from coach.journal.apps.values import LogRow
from coach.journal.csv_rows import CsvRow, read_rows
from coach.journal.fields import BadRow, number
from coach.journal.plausible import EARLIEST, LATEST, LONGEST, MOST_LOAD, MOST_REPS
from coach.notation import Load, show
from coach.units import SECOND, Unit

_HEAD: Final = re.compile(r"^### *([A-Z][A-Z _]*?) *#* *$", re.MULTILINE)
_SET: Final = re.compile(r"(\d+(?:\.\d+)?)\s*x\s*(\d+)")


class Tables(Struct, frozen=True):
    """The exercises of a file, each with the times of its session, and the unit of their weights if the file names
    it."""

    rows: Iterator[CsvRow]
    unit: Unit | None


def tables(text: str) -> Tables | None:
    """Reads the exercises of a file; returns None if it has no table of them."""
    parts = {head[1]: (head, end) for head, end in _parts(text)}
    if "EXERCISE LOGS" not in parts:
        return None
    sessions = {row.fields.get("_id", ""): row.fields for row in _rows(text, parts.get("WORKOUT SESSIONS"))}
    settings = [row.fields for name in parts if "SETTING" in name for row in _rows(text, parts[name])]
    mass = next((row["mass"] for row in settings if row.get("mass")), "").strip().lower()
    unit: Unit | None = "lb" if mass.startswith("lb") else "kg" if mass.startswith("kg") else None
    return Tables(_with_sessions(_rows(text, parts["EXERCISE LOGS"]), sessions), unit)


def _parts(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """The headings, each with the position at which the table below it ends."""
    heads = list(_HEAD.finditer(text))
    for index, head in enumerate(heads):
        yield head, heads[index + 1].start() if index + 1 < len(heads) else len(text)


def _rows(text: str, part: tuple[re.Match[str], int] | None) -> Iterator[CsvRow]:
    if part is None:
        return
    head, end = part
    start = re.compile(r"\s*").match(text, head.end(), end)
    assert start
    before = text.count("\n", 0, start.end())
    for row in read_rows(text[start.end() : end])[1]:
        if not all(set(value) <= {"#"} for value in row.fields.values()):
            yield replace(row, line=row.line + before)


def _with_sessions(rows: Iterator[CsvRow], sessions: Mapping[str, LogRow]) -> Iterator[CsvRow]:
    for row in rows:
        own = sessions.get(row.fields.get("belongsession", ""), {})
        begun = own.get("starttime") or own.get("starttimie") or ""
        yield replace(row, fields={**row.fields, "starttime": begun, "total_time": own.get("total_time", "")})


def _sets(row: LogRow, unit: Unit | None) -> Sequence[LoggedSet]:
    begun = _start(row["starttime"]) or values.read_time(row.get("mydate", ""), ("%Y-%m-%d",)).replace(hour=12)
    lasted = values.amount(row, "total_time", LONGEST / SECOND)
    sets = [part.strip() for part in row["logs"].split(",") if part.strip()]
    return [
        LoggedSet(
            begun=begun,
            ended=begun + timedelta(seconds=lasted) if lasted else None,
            session=row.get("belongsession", ""),
            title="JEFIT",
            exercise=values.needed(row, "ename"),
            load=load,
            reps=reps,
        )
        for load, reps in (_set(one, unit) for one in sets)
    ]


def _start(written: str) -> datetime | None:
    seconds = number("starttime", written or None, 0, LATEST / 1000)
    return datetime.fromtimestamp(seconds, UTC) if seconds and seconds * 1000 >= EARLIEST else None


def _set(written: str, unit: Unit | None) -> tuple[Load | None, int | None]:
    found = _SET.fullmatch(written)
    if not found:
        raise BadRow(f"logs: {show(written)} is not a set, such as 60x8")
    weight = number("logs", found[1], 0, MOST_LOAD) or 0.0
    reps = number("logs", found[2], 0, MOST_REPS) or 0
    return values.weighed("logs", weight, unit), round(reps) or None


JEFIT: Final = LogFormat("JEFIT", frozenset(("ename", "logs", "mydate")), _sets, {})
