"""The whole journal as JSON or CSV, and back: what is exported and imported again is the same journal.

What was exported by the first version said nothing of how a set is known; that is told from what it did say.
Times are written in ISO 8601, a session's start with the offset of the clocks there; loads as routines write them.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, Final, cast

from msgspec import Struct

from coach.journal.entries import Entry, Fact, Past, When
from coach.notation import NotationError, Span, read_load, read_reps
from coach.progression.performed import (
    UNKNOWN,
    Performed,
    assumed,
    counted,
    held,
    reported,
    reported_hold,
    restored,
)
from coach.units import Ms

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
)
_SET: Final = (
    "exercise", "name", "muscles", "kind", "number", "side", "done", "asked", "known", "reps", "load", "time", "effort",
    "at", "spent", "block", "drop", "group",
)  # fmt: skip
_NEW: Final = ("known", "block", "drop", "group")
"""Columns that the first version didn't have."""
_FACT: Final = ("fact", "of", "weight", "measured")


class NotOurs(Exception):
    """A text that isn't an exported journal."""


class Everything(Struct, frozen=True):
    """All that a journal holds."""

    sessions: tuple[Past, ...]
    facts: tuple[Fact, ...]


def written(at: When, zone: int = 0) -> str:
    """A time of day with its offset: 2026-11-22T18:05:00.000+01:00."""
    here = datetime.fromtimestamp(at / 1000, timezone(timedelta(minutes=zone)))
    return here.isoformat(timespec="milliseconds")


def read_time(text: str) -> tuple[When, int]:
    """A time of day and its offset in minutes. Raises `ValueError`."""
    read = datetime.fromisoformat(text)
    offset = read.utcoffset() or timedelta()
    zero = datetime(1970, 1, 1, tzinfo=UTC)
    return round((read - zero) / timedelta(milliseconds=1)), round(offset / timedelta(minutes=1))


def to_json(everything: Everything) -> str:
    """All of it as one JSON text."""
    sessions = [_session(past) | {"sets": [_set(entry) for entry in past.entries]} for past in everything.sessions]
    return json.dumps({"format": FORMAT, "sessions": sessions, "facts": [_fact(f) for f in everything.facts]}, indent=1)


def to_csv(everything: Everything) -> str:
    """All of it as CSV: a row for each set, with its session; one for each fact, and for a session without sets."""
    out = io.StringIO()
    writer = csv.DictWriter(out, (*_SESSION, *_SET, *_FACT), lineterminator="\n")
    writer.writeheader()
    for past in everything.sessions:
        for row in [_set(entry) for entry in past.entries] or [{}]:
            writer.writerow(_session(past) | row)
    writer.writerows(_fact(fact) for fact in everything.facts)
    return out.getvalue()


def from_json(text: str) -> Everything:
    """The journal that a JSON text holds. Raises `NotOurs`."""
    try:
        data = json.loads(text)
        if data.get("format") not in _FORMATS:
            raise NotOurs(f"its format is {data.get('format')!r}, not {FORMAT!r}")
        sessions = [_past(row, row["sets"]) for row in data["sessions"]]
        return Everything(tuple(sessions), tuple(_read_fact(row) for row in data["facts"]))
    except (ValueError, KeyError, TypeError, AttributeError, NotationError) as error:
        raise NotOurs(f"not an exported journal ({error})") from None


def is_ours(header: Sequence[str]) -> bool:
    """Whether these are the columns of an exported journal."""
    first = tuple(name for name in _SET if name not in _NEW)
    return tuple(header) in ((*_SESSION, *_SET, *_FACT), (*_SESSION, *first, *_FACT))


def from_csv(rows: Iterable[Mapping[str, str]]) -> Everything:
    """The journal that the rows of a CSV text hold. Raises `NotOurs`."""
    sessions: dict[str, tuple[Mapping[str, str], list[Mapping[str, str]]]] = {}
    facts = []
    try:
        for row in rows:
            if row["fact"]:
                facts.append(_read_fact(row))
                continue
            sets = sessions.setdefault(row["uid"], (row, []))[1]
            if row["exercise"]:
                sets.append(row)
        return Everything(tuple(_past(row, sets) for row, sets in sessions.values()), tuple(facts))
    except (ValueError, KeyError, TypeError, NotationError) as error:
        raise NotOurs(f"not an exported journal ({error})") from None


def _session(past: Past) -> dict[str, Any]:
    return {
        **{name: getattr(past, name) for name in _SESSION},
        "started": written(past.started, past.zone),
        "seen": written(past.seen),
        "ended": written(past.ended) if past.ended is not None else None,
    }


def _set(entry: Entry) -> dict[str, Any]:
    return {
        **{name: getattr(entry, name) for name in _SET if name not in ("done", "known")},
        "muscles": ", ".join(entry.muscles),
        "done": entry.how,
        "known": entry.performed.basis.stored if entry.how == "done" else None,
        "load": str(entry.load) if entry.load else None,
        "time": entry.time / 1000,
        "at": written(entry.at),
        "spent": entry.spent / 1000,
    }


def _fact(fact: Fact) -> dict[str, Any]:
    weight = f"{fact.amount!r} {fact.unit}"
    return {"fact": fact.what, "of": fact.exercise, "weight": weight, "measured": written(fact.at)}


def _past(row: Mapping[str, Any], sets: Sequence[Mapping[str, Any]]) -> Past:
    started, zone = read_time(row["started"])
    return Past(
        **{name: row[name] for name in ("uid", "routine", "title", "file", "digest", "variant", "how")},
        start_at=int(row["start_at"]),
        started=started,
        zone=zone,
        seen=read_time(row["seen"])[0],
        ended=read_time(row["ended"])[0] if row["ended"] else None,
        entries=tuple(_read_sets(sets, row["how"])),
    )


def _read_sets(rows: Iterable[Mapping[str, Any]], session: str) -> Iterator[Entry]:
    for row in rows:
        time = round(float(row["time"]) * 1000)
        yield Entry(
            **{name: row[name] for name in ("exercise", "name", "kind", "asked")},
            muscles=tuple(filter(None, (row["muscles"] or "").split(", "))),
            number=int(row["number"]),
            side=row["side"] or None,
            how=row["done"],
            performed=_performed(row, time, session),
            load=read_load(row["load"]) if row["load"] else None,
            time=time,
            effort=float(row["effort"]) if row["effort"] not in (None, "") else None,
            at=read_time(row["at"])[0],
            spent=round(float(row["spent"]) * 1000),
            block=row.get("block") or row["exercise"],
            drop=int(row.get("drop") or 0),
            group=row.get("group") or "",
        )


def _performed(row: Mapping[str, Any], time: Ms, session: str) -> Performed:
    """What a row says of a set that took `time`, in a session that ended as `session` says."""
    if row["done"] == "skipped":
        return UNKNOWN
    reps = _whole(row["reps"])
    if "known" in row:
        return restored(row["known"], reps, time)
    asked = read_reps(row["asked"])
    if session in ("logged", "imported"):
        return reported_hold(time) if reps is None else reported(reps)
    if isinstance(asked, Span):
        return held(time)
    if reps is None:
        return assumed(asked)
    # Each rep took a whole number of tenths of a second: a set to failure that ran to the end of the count.
    return UNKNOWN if asked.to_failure and reps and time % (reps * 100) == 0 else counted(reps)


def _read_fact(row: Mapping[str, Any]) -> Fact:
    amount, _, unit = row["weight"].partition(" ")
    what = cast("Any", row["fact"])
    return Fact(what, row["of"] or "", float(amount), cast("Any", unit), read_time(row["measured"])[0])


def _whole(value: Any) -> int | None:
    return int(value) if value not in (None, "") else None
