"""Which day of a program is due, by the journal; and `coach today`, which says it in one line."""

from __future__ import annotations

import json

import typer

from coach.cli import compose, journal, runtime
from coach.cli.compose import Today
from coach.errors import CoachError, Mistake, printable
from coach.journal.entries import Past, When, day_of
from coach.journal.history import last_of_program, last_program
from coach.program.due import Due, again, due, read_place, rest_left
from coach.program.model import WEEKDAYS, Program
from coach.session.plan import Plan
from coach.units import MINUTE


def due_today(program: Program, memory: journal.Memory, number: int | None = None) -> Today:
    """The day that is due, or the day `number` (from 1) of its week. Raises `CoachError` if there is none."""
    last = memory.ask(None, last_of_program, program.name)
    coming = due(program, read_place(last.place) if last else None)
    if coming is None:
        hint = "coach program list names others; coach start with --day does one of its days again"
        if number is None or last is None or (done := read_place(last.place)) is None:
            raise CoachError(Mistake(f"{program.title} is over: all its weeks are done", hint))
        coming = again(program, done) or Due(done, *program.weeks[-1], program.weeks[-1][0].days[0])
    if number is not None:
        coming = _of_week(program, coming, number)
    since = _days_between(last, journal.wall()) if last else None
    return Today(program, coming, rest_left(program, since), journal.today().weekday())


def _of_week(program: Program, coming: Due, number: int) -> Due:
    """The day `number` of the week of `coming`. Raises `CoachError` if that week has fewer."""
    days = coming.phase.days
    if not 1 <= number <= len(days):
        raise CoachError(Mistake(f"there is no day {number}", f"{program.title} has {len(days)}; name one from 1"))
    day = days[number - 1]
    place = coming.place
    return Due(type(place)(place.cycle, place.week, day.id, number), coming.phase, coming.week, day)


def begun_for(program: Program, past: Past) -> Today:
    """The day that a session was begun for. Raises `CoachError` if the program no longer has it."""
    place = read_place(past.place)
    found = again(program, place) if place else None
    if found is None:
        raise CoachError(Mistake(f"{program.title} no longer has that day", "coach start begins the one that is due"))
    return Today(program, found, weekday=journal.today().weekday())


def _days_between(last: Past, now: When) -> int:
    """How many days of the calendar lie between a session and now, both as the clock showed them at that session."""
    return (day_of(now, last.zone) - day_of(last.started, last.zone)).days


def print_today(name: str | None, as_json: bool) -> None:
    """Prints what is due of a program: the one named, or else the one done last. Raises `CoachError`."""
    with journal.opened() as kept:
        memory = journal.Memory(kept, lambda _: None, for_session=False)
        chosen = name or memory.ask(None, last_program)
        if chosen is None:
            hint = "name one: coach today PROGRAM; coach program list shows them"
            raise CoachError(Mistake("no program was begun yet", hint))
        today, session = _planned_today(chosen, memory)
    program = today.program
    place, day = today.due.place, today.due.day
    row = {
        "program": program.name,
        "title": program.title,
        "cycle": place.cycle + 1,
        "week": place.week,
        "weeks": len(program.weeks),
        "day": place.number,
        "id": day.id,
        "phase": today.due.phase.title,
        "label": today.due.week.title,
        "session": day.title or session.title,
        "routine": day.routine or None,
        "variant": session.variant,
        "on": None if day.weekday is None else WEEKDAYS[day.weekday],
        "minutes": round(session.about / MINUTE),
        "rest_days_left": today.rest_left,
    }
    typer.echo(json.dumps(row) if as_json else printable(_line(today, session.title, session.variant, session.about)))


def _planned_today(program: str, memory: journal.Memory) -> tuple[Today, Plan]:
    """The day of the program that is due, and its plan. Raises `CoachError`."""
    today = due_today(compose.read_program(program), memory)
    settings, _ = runtime.settings({})
    recall = journal.recall(memory, settings, program=today.program.name)
    return today, compose.chosen_today(today, None, settings, recall=recall).plan


def due_line(program: str, memory: journal.Memory) -> str:
    """What is due of the program, in a line. Raises `CoachError`."""
    today, session = _planned_today(program, memory)
    return _line(today, session.title, session.variant, session.about)


def _line(today: Today, title: str, variant: str, about: int) -> str:
    """ "Full body: week 2, day 1: Full body A (beginner), about 52 minutes. One more day of rest first." """
    due = today.due
    week = f"week {due.place.week}, " if len(today.program.weeks) > 1 else ""
    label = f" ({due.week.title})" if due.week.title else ""
    minutes = max(1, round(about / MINUTE))
    on = "" if due.day.weekday is None else f", meant for {WEEKDAYS[due.day.weekday].capitalize()}"
    what = due.day.title or title
    named = f"{what}, {variant}" if due.day.variant else what
    line = f"{today.program.title}: {week}day {due.place.number}{label}: {named}, about {minutes} min{on}"
    left = today.rest_left
    rest = f"; the program asks for {left} day{'' if left == 1 else 's'} of rest first" if left else ""
    return f"{line}{rest}"
