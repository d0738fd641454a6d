"""`coach program show --ics`: a program's coming sessions as a calendar, by icalendar, which loads only here."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import typer

from coach.atomic import atomic_write
from coach.cli import compose, journal
from coach.cli.installation import install_command
from coach.cli.program.today import due_today
from coach.errors import CoachError, Mistake, quoted
from coach.program.due import Due
from coach.program.model import Program
from coach.program.sessions import faults, routine_of, variant_of
from coach.program.spread import spread
from coach.session.plan import Plan
from coach.session.planner import plan
from coach.units import MINUTE


def write_calendar(name: str, file: str, begin: str | None, weeks: int) -> None:
    """Writes the sessions of so many weeks, from the one that is due, into `file`; `-` is standard output.

    `begin` is the date of the first one, such as 2026-12-01; today if None. Raises `CoachError`.
    """
    programs = compose.programs()
    program = programs.load(name)
    load = programs.library.load
    if wrong := faults(program, load):
        raise CoachError(*wrong)
    first = _date(begin)
    with journal.opened() as kept:
        coming = due_today(program, journal.Memory(kept, lambda _: None, for_session=False)).due
    sessions = []
    for day, due in spread(program, coming, first.weekday(), weeks):
        routine = routine_of(due, load)
        sessions.append((first + timedelta(days=day), due, plan(routine, variant_of(due.day, routine))))
    data = _calendar(program, sessions)
    if file == "-":
        sys.stdout.buffer.write(data)
        return
    with atomic_write(Path(file)) as temporary:
        temporary.write_bytes(data)
    typer.echo(f"{file}: {len(sessions)} session{'' if len(sessions) == 1 else 's'}")


def _date(text: str | None) -> date:
    try:
        return date.fromisoformat(text) if text else journal.today()
    except ValueError:
        hint = 'write the year, the month and the day: "2026-12-01"'
        raise CoachError(Mistake(f"--from: {quoted(text or '')} is not a date", hint)) from None


def _calendar(program: Program, sessions: Iterable[tuple[date, Due, Plan]]) -> bytes:
    """The sessions as an iCalendar file (RFC 5545), an all-day event for each."""
    try:
        from icalendar import Calendar
    except ImportError:
        raise CoachError(Mistake("icalendar is not installed", install_command("calendar"))) from None
    calendar = Calendar()
    calendar.add("prodid", "-//voice-coach//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", program.title)
    for on, due, session in sessions:
        calendar.add_component(_event(program, on, due, session))
    data: bytes = calendar.to_ical()
    return data


def _event(program: Program, on: date, due: Due, session: Plan) -> Any:
    from icalendar import Event

    place = due.place
    event = Event()
    # The same session has the same id in every file, so that a calendar moves it instead of adding it again.
    event.add("uid", f"{program.name}-{place.cycle}.{place.week}.{place.number}-{place.day}@voice-coach")
    event.add("dtstamp", datetime.now(UTC))
    event.add("dtstart", on)
    event.add("summary", f"{program.title}: {due.day.title or session.title}")
    label = f" ({due.week.title})" if due.week.title else ""
    about = f"Week {place.week}, day {place.number}{label}, about {max(1, round(session.about / MINUTE))} min"
    names = dict.fromkeys(one.exercise.name for one in session.sets if not one.warm_up)
    event.add("description", "\n".join([f"{about}:", *names]))
    return event
