"""Programs in a calendar: on which dates the sessions fall, and the file that a calendar reads."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

import pytest

from coach.program.due import first
from coach.program.file import read_program
from coach.program.spread import spread
from coach.routine.file.catalogue import Catalogue
from tests.conftest import Coach

MONDAY: Final = date(2026, 11, 30)


def days(text: str, begin: date = MONDAY, weeks: int = 2) -> list[str]:
    """The sessions of a program with the routines a, b and c: their dates and days."""
    program = read_program(f'title = "P"\n{text}', "p.toml", "p", Catalogue([]), ["a", "b", "c"])
    sessions = spread(program, first(program), begin.weekday(), weeks)
    return [f"{begin + timedelta(days=day):%a %d} {due.place.day}" for day, due in sessions]


A, B, C = ('[[day]]\nroutine = "a"\n', '[[day]]\nroutine = "b"\n', '[[day]]\nroutine = "c"\n')


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (A + B + C, ["Mon 30 a", "Wed 02 b", "Fri 04 c", "Mon 07 a", "Wed 09 b", "Fri 11 c"]),
        (f"rest_days = 2\n{A}{B}{C}", ["Mon 30 a", "Thu 03 b", "Sun 06 c", "Wed 09 a", "Sat 12 b"]),
        (A + 'on = "tuesday"\n' + B + 'on = "saturday"\n', ["Tue 01 a", "Sat 05 b", "Tue 08 a", "Sat 12 b"]),
        (f'end = "over"\n{A}[[week]]\n', ["Mon 30 a"]),
        (A, ["Mon 30 a", "Mon 07 a"]),
    ],
)
def test_sessions_are_spread_over_the_week(text: str, expected: list[str]) -> None:
    assert days(text) == expected


def test_a_calendar_of_a_program(coach: Coach) -> None:
    icalendar: Any = pytest.importorskip("icalendar", reason="icalendar is not installed")
    run = coach("program", "show", "linear-strength", "--ics", "plan.ics", "--from", "2026-11-30", "--weeks", "2")
    assert (run.status, run.out, run.err) == (0, "plan.ics: 4 sessions\n", "")
    calendar = icalendar.Calendar.from_ical((coach.cwd / "plan.ics").read_bytes())
    events = calendar.walk("VEVENT")
    assert [(str(one["summary"]), one.decoded("dtstart")) for one in events] == [
        ("Linear strength: Strength A", date(2026, 11, 30)),
        ("Linear strength: Strength B", date(2026, 12, 3)),
        ("Linear strength: Strength A", date(2026, 12, 7)),
        ("Linear strength: Strength B", date(2026, 12, 10)),
    ]
    assert len({str(one["uid"]) for one in events}) == 4
    assert str(events[1]["description"]).splitlines()[1:] == ["Barbell squat", "Overhead press", "Barbell deadlift"]
    run = coach("program", "show", "linear-strength", "--ics", "-", "--from", "soon")
    assert (run.status, run.err) == (
        1,
        'coach: --from: "soon" is not a date; write the year, the month and the day: "2026-12-01"\n',
    )
