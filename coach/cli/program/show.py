"""`coach program list` and `coach program show`: which programs there are, and one as a table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import typer
from msgspec.structs import asdict

from coach.cli import compose, telling
from coach.cli.tables import columns
from coach.errors import CoachError, printable
from coach.program.model import WEEKDAYS, Change, Program, Week
from coach.program.sessions import faults, plans
from coach.units import MINUTE


def list_programs(as_json: bool) -> None:
    """Prints each program's name, title, days a week and number of weeks; a broken one with its first mistake."""
    programs = compose.programs()
    rows: list[dict[str, Any]] = []
    broken: list[str] = []
    for name in programs.names():
        try:
            program = programs.load(name)
        except CoachError as error:
            broken.append(str(error.mistakes[0]))
        else:
            rows.append(_summary(program))
    if as_json:
        typer.echo(json.dumps(rows, indent=2))
    else:
        columns([[r["name"], r["title"], _days(r), _weeks(r)] for r in rows])
    for line in broken:
        telling.fault(line)


def _summary(program: Program) -> dict[str, Any]:
    return {
        "name": program.name,
        "title": program.title,
        "summary": program.summary,
        "audience": program.audience,
        "days": max(len(phase.days) for phase in program.phases),
        "weeks": len(program.weeks),
        "end": program.end,
    }


def _days(row: dict[str, Any]) -> str:
    return f"{row['days']} day{'' if row['days'] == 1 else 's'}"


def _weeks(row: dict[str, Any]) -> str:
    count = row["weeks"]
    if count == 1:
        return "in turn" if row["end"] == "again" else "once"
    return f"{count} weeks{', then again' if row['end'] == 'again' else ''}"


def show_program(name: str, as_json: bool) -> None:
    """Prints the description of a program, and each of its weeks with its days and changes. Raises `CoachError`."""
    programs = compose.programs()
    program = programs.load(name)
    if wrong := faults(program, programs.library.load):
        raise CoachError(*wrong)
    sessions = list(plans(program, programs.library.load))
    if as_json:
        weeks = [
            {
                "week": due.place.week,
                "day": due.place.number,
                "id": due.day.id,
                "phase": due.phase.title,
                "title": due.day.title or session.title,
                "routine": due.day.routine,
                "variant": session.variant,
                "on": None if due.day.weekday is None else WEEKDAYS[due.day.weekday],
                "minutes": round(session.about / MINUTE),
                "changes": list(changes(due.week)),
            }
            for due, session in sessions
        ]
        typer.echo(json.dumps(_summary(program) | {"sessions": weeks}, indent=2))
        return
    typer.echo(printable(program.title))
    for line in (program.summary, program.audience, _rest(program)):
        if line:
            typer.echo(printable(line))
    phase = ""
    rows: list[list[str]] = []
    for due, session in sessions:
        number = due.place.number
        if number == 1 and due.phase.title != phase:
            phase = due.phase.title
            rows.append([phase, "", "", "", ""])
        week = f"week {due.place.week}" if number == 1 else ""
        day = f"{due.day.title or session.title}, {session.variant}" if due.day.variant else session.title
        on = "" if due.day.weekday is None else WEEKDAYS[due.day.weekday].capitalize()
        told = "; ".join(filter(None, [due.week.title, *changes(due.week)])) if number == 1 else ""
        rows.append([week, on or f"day {number}", day, f"{round(session.about / MINUTE)} min", told])
    typer.echo()
    columns(rows)
    typer.echo(_end(program))


def _rest(program: Program) -> str:
    if not program.rest_days:
        return ""
    return f"At least {program.rest_days} day{'' if program.rest_days == 1 else 's'} of rest between two sessions."


def _end(program: Program) -> str:
    return "After the last week it begins again." if program.end == "again" else "After the last week it is over."


def changes(week: Week) -> Iterator[str]:
    """What a week changes, in words and digits."""
    if told := ", ".join(_told(week.change)):
        yield told
    for id_, change in week.exercises.items():
        yield f"{id_}: {', '.join(_told(change))}"


def _told(change: Change) -> Iterator[str]:
    given = {key: value for key, value in asdict(change).items() if value != getattr(Change(), key)}
    for key, value in given.items():
        match key:
            case "sets":
                yield f"{value} sets"
            case "more_sets":
                yield f"{value:+} {'set' if abs(value) == 1 else 'sets'}"
            case "volume":
                yield f"{value:g} % of the sets"
            case "reps":
                yield f"reps {', '.join(map(str, value))}"
            case "percents":
                yield f"{', '.join(f'{percent:g}' for percent in value)} % of the one-rep max"
            case "intensity":
                yield f"{value:g} % of the load"
            case "rpe":
                yield f"RPE {value:g}"
