"""`coach history`, and sessions as tables."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

import typer

from coach.cli import compose, journal, runtime
from coach.cli.numbers import in_locale
from coach.cli.tables import columns
from coach.clock import duration
from coach.errors import CoachError, Mistake, did_you_mean, printable, quoted
from coach.journal.entries import Entry, Past, volume
from coach.journal.exchange import written
from coach.journal.history import all_sessions, newest
from coach.journal.store import Missing
from coach.notation import write_load
from coach.program.due import read_place
from coach.progression.rounds import rounds_of


def all_or_none() -> list[Past]:
    """All sessions, the oldest first; none if there is no journal yet."""
    try:
        return _all()
    except Missing:
        return []


def _all() -> list[Past]:
    with journal.opened() as kept:
        return kept.read(all_sessions)


def last(routine: str | None = None) -> Past:
    """The session of the latest date, of `routine` or of any. Raises `CoachError` if there is none."""
    with journal.opened() as kept:
        past = kept.read(newest, routine)
    if past is None:
        hint = "coach history shows what there is"
        raise CoachError(Mistake(f"the journal has no session{f' of {quoted(routine)}' if routine else ''}", hint))
    return past


def session(number: int) -> Past:
    """The session with a number. It keeps the number even if older sessions are added. Raises `CoachError` if there is
    none."""
    found = {past.id: past for past in _all()}
    if number not in found:
        raise CoachError(Mistake(f"there is no session {number}", "coach history has the numbers"))
    return found[number]


def list_sessions(routine: str | None, as_json: bool, most: int, program: str | None = None) -> None:
    """Prints the sessions, the newest last: all, a routine's, or a program's with their weeks and days."""
    found = all_or_none() if as_json and routine is program is None else _all()
    if program is not None:
        programs = {past.program for past in found} - {""}
        if program not in programs:
            hint = did_you_mean(program, programs) or f"coach start {program} begins it"
            raise CoachError(Mistake(f"the journal has no session of the program {quoted(program)}", hint))
        found = [past for past in found if past.program == program]
    if routine is not None:
        names = {past.routine for past in found}
        if routine not in names:
            hint = did_you_mean(routine, names) or "coach history without a name shows all"
            raise CoachError(Mistake(f"the journal has no session of {quoted(routine)}", hint))
        found = [past for past in found if past.routine == routine]
    helped = _helped(found)
    if as_json:
        typer.echo(json.dumps([_object(past, helped) for past in found], indent=2))
        return
    if len(found) > most:
        typer.echo(f"({len(found) - most} before these; --all shows them)")
    heads = ["", "when", "routine", "variant", "sets", "volume", "took", ""]
    rows = [heads, *(_row(past, helped) for past in found[-most:])]
    if program is not None:
        days = ["day", *(_day(past) for past in found[-most:])]
        rows = [[row[0], day, *row[1:]] for row, day in zip(rows, days, strict=True)]
    columns(rows)


def show_session(number: int, as_json: bool) -> None:
    """Prints one session, set by set."""
    past = session(number)
    if as_json:
        print_object(past)
        return
    typer.echo(
        printable(f"{past.title}{', ' + past.variant if past.variant else ''}: {when(past)}{_ended(past, ', ')}")
    )
    print_sets(past.entries)
    facts = [
        f"{past.sets} working set{'' if past.sets == 1 else 's'}",
        f"took {duration(past.spent)}" if past.spent else "",
        *_scores(past),
        _lifted(past),
    ]
    typer.echo(", ".join(filter(None, facts)))


def print_object(past: Past) -> None:
    """Prints one session with its sets as a JSON object."""
    typer.echo(json.dumps(_object(past, _helped([past])) | {"done": [_set(e) for e in past.entries]}, indent=2))


def _scores(past: Past) -> list[str]:
    """The results of a session's AMRAPs: `AMRAP a: 4 rounds and 12 reps`."""
    groups = dict.fromkeys(entry.group for entry in past.entries if entry.boxed)
    found = []
    for group in groups:
        score = rounds_of(entry.turn for entry in past.entries if entry.group == group and entry.how == "done")
        reps = f" and {score.reps} reps" if score.reps else ""
        found.append(f"AMRAP {group}: {score.whole} rounds{reps}")
    return found


def _lifted(past: Past) -> str:
    """The kilograms lifted; a minimum, and marked as one, if the reps of a set with a load are only assumed or not
    known."""
    lifted = volume(past.entries, _helped([past]))
    unsure = any(entry.worked and entry.load and entry.performed.proven is None for entry in past.entries)
    return in_locale(f"{'at least ' if unsure else ''}{lifted:,.0f} kg lifted") if lifted else ""


def print_sets(entries: Sequence[Entry]) -> None:
    """Prints sets as a table, each with the number by which `coach log` corrects it."""
    rows = [["", "exercise", "set", "asked", "done", "known", "rpe"]]
    columns([*rows, *(set_row(place, entry) for place, entry in enumerate(entries, 1))])


def set_row(place: int, entry: Entry) -> list[str]:
    kind = "" if entry.kind == "working" else f" {entry.kind}"
    side = f" {entry.side}" if entry.side else ""
    effort = in_locale(f"{entry.effort:g}") if entry.effort else ""
    return [str(place), entry.name, f"{entry.number}{kind}{side}", entry.asked, did(entry), known(entry), effort]


def did(entry: Entry) -> str:
    """What was done in a set: `8 x 60 kg`, `45 s`, `skipped`; `? x 60 kg` if nobody knows."""
    if entry.how == "skipped":
        return "skipped"
    if entry.reps is not None:
        what = str(entry.reps)
    else:
        what = "?" if entry.performed.held is None else duration(entry.performed.held)
    return what + (f" x {in_locale(runtime.language().load_label(entry.load))}" if entry.load else "")


def known(entry: Entry) -> str:
    """How that is known: `counted`, `reported`, `assumed`, `held`, `not known`; "" for a set that was skipped."""
    return "" if entry.how == "skipped" else entry.performed.basis.shown


def when(past: Past) -> str:
    """When it was, in the local time of the place."""
    here = timezone(timedelta(minutes=past.zone))
    return datetime.fromtimestamp(past.started / 1000, here).strftime("%a %Y-%m-%d %H:%M")


def _ended(past: Past, lead: str = "") -> str:
    how = {"complete": "", "open": "broken off"}.get(past.how, past.how)
    return lead + how if how else ""


def _helped(sessions: Sequence[Past]) -> frozenset[str]:
    return compose.helped({entry.exercise for past in sessions for entry in past.entries if entry.load})


def _row(past: Past, helped: Collection[str]) -> list[str]:
    lifted = volume(past.entries, helped)
    shown = in_locale(f"{lifted:,.0f} kg") if lifted else ""
    spent = duration(past.spent) if past.spent else ""
    return [str(past.id), when(past), past.title, past.variant, str(past.sets), shown, spent, _ended(past)]


def _day(past: Past) -> str:
    """The day of its program: `week 2, day 1`, and the cycle from the second one on."""
    place = read_place(past.place)
    if place is None:
        return ""
    cycle = f"cycle {place.cycle + 1}, " if place.cycle else ""
    return f"{cycle}week {place.week}, day {place.number}"


def _object(past: Past, helped: Collection[str]) -> dict[str, Any]:
    return {
        "number": past.id,
        "routine": past.routine,
        "title": past.title,
        "variant": past.variant,
        "started": written(past.started, past.zone),
        "how": past.how,
        "sets": past.sets,
        "seconds": past.spent / 1000,
        "volume_kg": round(volume(past.entries, helped), 2),
        "program": past.program or None,
        "program_day": past.place or None,
    }


def _set(entry: Entry) -> dict[str, Any]:
    return {
        "exercise": entry.exercise,
        "set": entry.number,
        "kind": entry.kind,
        "side": entry.side,
        "how": entry.how,
        "asked": entry.asked,
        "known": known(entry) and entry.performed.basis.stored,
        "reps": entry.reps,
        "load": write_load(entry.load) if entry.load else None,
        "seconds": entry.length / 1000,
        "rpe": entry.effort,
    }
