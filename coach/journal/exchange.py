"""Exports the whole journal as JSON or CSV, and imports it: what comes back is the same journal.

The first version didn't export how a set is known; that is worked out from what it did export. Times are written in ISO
8601, the start of a session with its UTC offset; loads are written as in routines.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from typing import Any, Final, get_args

from msgspec import Struct
from msgspec.structs import replace

from coach.journal.csv_columns import from_columns, to_columns
from coach.journal.csv_rows import CsvRow
from coach.journal.entries import Entry, Fact, Past, SessionStatus, When
from coach.journal.fields import BadRow, Fields, harmless, number, unmarked
from coach.journal.plausible import LONGEST, MOST_LOAD, MOST_REPS
from coach.notation import Load, NotationError, Span, read_load, read_reps, show, write_load
from coach.progression.performed import (
    UNKNOWN,
    Basis,
    Performed,
    assumed,
    counted,
    held,
    reported,
    reported_hold,
    restored,
)
from coach.routine.model import SetKind, Side
from coach.units import SECOND, Ms, Unit

FORMAT: Final = "voice-coach journal 2"
_FORMATS: Final = ("voice-coach journal 1", FORMAT)

_SESSION: Final = (
    "uid",
    "routine",
    "title",
    "file",
    "digest",
    "variant",
    "start_at",
    "started",
    "seen",
    "ended",
    "how",
    "program",
    "place",
)
_SET: Final = (
    "exercise", "name", "muscles", "kind", "number", "side", "done", "asked", "known", "reps", "load", "time", "effort",
    "at", "spent", "block", "drop", "group", "round_sets", "boxed",
)  # fmt: skip
_NEW: Final = ("known", "block", "drop", "group", "round_sets", "boxed", "program", "place")
"""Columns that the first version didn't have."""
_FACT: Final = ("fact", "of", "weight", "measured")

_OLD_COLUMNS: Final = (*_SESSION, *_SET, *_FACT)
"""The columns of CSV files in which a weight and its unit were one column, and which had the routine's file."""
_COLUMNS: Final = (
    *(name for name in _SESSION if name != "file"),
    *(column for name in _SET for column in ((name, "load_unit", "bodyweight") if name == "load" else (name,))),
    *(column for name in _FACT for column in ((name, "weight_unit") if name == "weight" else (name,))),
)

_LONGEST_PATH: Final = 4096
"""The most characters of the path of a routine's file."""


class NotOurs(Exception):
    """A text that isn't an exported journal; the message continues a sentence that begins with the name of its file."""


class Everything(Struct, frozen=True):
    """Everything that a journal holds."""

    sessions: tuple[Past, ...]
    facts: tuple[Fact, ...]


class Exported(Struct, frozen=True):
    """What an exported file holds: `everything` except the rows in `left_out`, a line for each, which says why."""

    everything: Everything
    left_out: tuple[str, ...] = ()


def written(at: When, zone: int = 0) -> str:
    """A time with its UTC offset: 2026-11-22T18:05:00.000+01:00."""
    here = datetime.fromtimestamp(at / 1000, timezone(timedelta(minutes=zone)))
    return here.isoformat(timespec="milliseconds")


def to_json(everything: Everything) -> str:
    """Everything as one JSON text."""
    sessions = [_session(past) | {"sets": [_set(entry) for entry in past.entries]} for past in everything.sessions]
    return json.dumps({"format": FORMAT, "sessions": sessions, "facts": [_fact(f) for f in everything.facts]}, indent=1)


def to_csv(everything: Everything) -> str:
    """Everything as CSV: a row for each set, with its session; one for each other session and each measurement."""
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    for past in everything.sessions:
        for row in [_set(entry) for entry in past.entries] or [{}]:
            writer.writerow(_harmless(to_columns(_session(past) | row)))
    writer.writerows(_harmless(to_columns(_fact(fact))) for fact in everything.facts)
    return out.getvalue()


def _harmless(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: harmless(value) if isinstance(value, str) else value for name, value in row.items()}


def from_json(text: str) -> Exported:
    """The journal that a JSON text holds. Raises `NotOurs` if it holds none."""
    try:
        data = json.loads(text, parse_int=_whole_number)
    except RecursionError:
        raise NotOurs("is nested too deeply") from None
    except ValueError as error:
        raise NotOurs(f"is not JSON ({error})") from None
    found = data.get("format") if isinstance(data, dict) else None
    if found not in _FORMATS:
        raise NotOurs(f"is not an exported journal (its format is {show(found)}, not {show(FORMAT)})")
    left_out: list[str] = []
    sessions, facts = [], []
    for nth, row in enumerate(_listed(data, "sessions"), 1):
        with _row_left_out(f"session {nth}", left_out):
            past, entries = _past(Fields(row)), []
            for place, one in enumerate(_listed(row, "sets"), 1):
                with _row_left_out(f"session {nth}, set {place}", left_out):
                    entries.append(_entry(Fields(one), past.how))
            sessions.append(replace(past, entries=tuple(entries)))
    for nth, row in enumerate(_listed(data, "facts"), 1):
        with _row_left_out(f"fact {nth}", left_out):
            facts.append(_read_fact(Fields(row)))
    return Exported(Everything(tuple(sessions), tuple(facts)), tuple(left_out))


def _whole_number(digits: str) -> float | int:
    # Python refuses to read thousands of digits, and with them the whole file.
    return int(digits) if len(digits) <= 18 else float(digits[:400])


def _listed(row: object, name: str) -> Sequence[object]:
    found = row.get(name) if isinstance(row, dict) else None
    return found if isinstance(found, list) else ()


@contextmanager
def _row_left_out(where: str, left_out: list[str]) -> Iterator[None]:
    """Adds to `left_out` why a row can't be accepted."""
    try:
        yield
    except BadRow as error:
        left_out.append(f"{where}: {error}")


def is_ours(header: Sequence[str]) -> bool:
    """Whether these are the columns of an exported journal."""
    first = tuple(name for name in _OLD_COLUMNS if name not in _NEW)
    return tuple(header) in (_COLUMNS, _OLD_COLUMNS, first)


def from_csv(rows: Iterable[CsvRow]) -> Exported:
    """The journal that the rows of a CSV text hold; a session is described by the first of its rows."""
    sessions: dict[str, tuple[Past, list[Entry]]] = {}
    facts: list[Fact] = []
    left_out: list[str] = []
    for row in rows:
        with _row_left_out(f"line {row.line}", left_out):
            if row.problem:
                raise BadRow(row.problem)
            fields = Fields(from_columns({name: unmarked(value) for name, value in row.fields.items()}))
            if fields.value("fact"):
                facts.append(_read_fact(fields))
                continue
            uid = fields.needed("uid")
            past, entries = sessions[uid] if uid in sessions else (_past(fields), [])
            if fields.value("exercise") is not None:
                entries.append(_entry(fields, past.how))
            sessions[uid] = past, entries
    whole = tuple(replace(past, entries=tuple(entries)) for past, entries in sessions.values())
    return Exported(Everything(whole, tuple(facts)), tuple(left_out))


def _session(past: Past) -> dict[str, Any]:
    return {
        **{name: getattr(past, name) for name in _SESSION},
        "started": written(past.started, past.zone),
        "seen": written(past.seen),
        "ended": written(past.ended) if past.ended is not None else None,
    }


def _set(entry: Entry) -> dict[str, Any]:
    return {
        **{name: getattr(entry, name) for name in _SET if name not in ("done", "known", "time")},
        "muscles": ", ".join(entry.muscles),
        "done": entry.how,
        "known": entry.performed.basis.stored if entry.how == "done" else None,
        "load": write_load(entry.load) if entry.load else None,
        "time": entry.length / 1000,
        "at": written(entry.at),
        "spent": entry.spent / 1000,
        "boxed": entry.boxed / 1000,
    }


def _fact(fact: Fact) -> dict[str, Any]:
    weight = f"{fact.amount!r} {fact.unit}"
    return {"fact": fact.what, "of": fact.exercise, "weight": weight, "measured": written(fact.at)}


def _past(row: Fields) -> Past:
    started, zone = row.time("started")
    return Past(
        uid=row.needed("uid"),
        routine=row.needed("routine"),
        title=row.text("title"),
        file=row.text("file", _LONGEST_PATH),
        digest=row.text("digest"),
        variant=row.text("variant"),
        how=row.one_of("how", get_args(SessionStatus)),
        start_at=row.whole("start_at", 0, MOST_REPS) or 1,
        started=started,
        zone=zone,
        seen=row.time("seen")[0],
        ended=row.time("ended")[0] if row.value("ended") is not None else None,
        program=row.text("program"),
        place=row.text("place"),
    )


def _entry(row: Fields, session: SessionStatus) -> Entry:
    length = _ms(row, "time")
    side = row.one_of("side", get_args(Side)) if row.value("side") is not None else None
    return Entry(
        exercise=row.needed("exercise"),
        name=row.text("name"),
        muscles=tuple(filter(None, row.text("muscles").split(", "))),
        kind=row.one_of("kind", get_args(SetKind)),
        number=row.whole("number", 0, MOST_REPS) or 0,
        side=side,
        how=row.one_of("done", ("done", "skipped")),
        asked=row.text("asked"),
        performed=_performed(row, length, session),
        load=_load(row),
        length=length,
        effort=row.number("effort", 0, 10),
        at=row.time("at")[0],
        spent=_ms(row, "spent"),
        block=row.text("block") or row.needed("exercise"),
        drop=row.whole("drop", 0, MOST_REPS) or 0,
        group=row.text("group"),
        round_sets=row.whole("round_sets", 0, MOST_REPS) or 0,
        boxed=_ms(row, "boxed"),
    )


def _ms(row: Fields, name: str) -> Ms:
    """A number of seconds in ms, rounded to the nearest."""
    return Ms(round((row.number(name, 0, LONGEST / SECOND) or 0) * SECOND))


def _load(row: Fields) -> Load | None:
    written = row.text("load")
    try:
        return read_load(written) if written else None
    except NotationError as error:
        raise BadRow(f"load: {error}") from None


def _performed(row: Fields, length: Ms, session: SessionStatus) -> Performed:
    """What a row says of a set that took `length` ms, in a session that ended as `session` says."""
    reps = row.whole("reps", 0, MOST_REPS)
    if row.value("done") == "skipped":
        return UNKNOWN
    if "known" in row:
        return restored(row.one_of("known", [basis.stored for basis in Basis]), reps, length)
    try:
        asked = read_reps(row.value("asked"))
    except NotationError as error:
        raise BadRow(f"asked: {error}") from None
    if session in ("logged", "imported"):
        return reported_hold(length) if reps is None else reported(reps)
    if isinstance(asked, Span):
        return held(length)
    if reps is None:
        return assumed(asked)
    # Each rep took a whole number of tenths of a second: a set to failure that ran to the end of the count.
    return UNKNOWN if asked.to_failure and reps and length % (reps * 100) == 0 else counted(reps)


def _read_fact(row: Fields) -> Fact:
    amount, _, unit = row.needed("weight").partition(" ")
    what = row.one_of("fact", ("body weight", "one-rep max"))
    unit = Fields({"weight in": unit}).one_of("weight in", get_args(Unit))
    return Fact(what, row.text("of"), number("weight", amount, 0, MOST_LOAD) or 0.0, unit, row.time("measured")[0])
