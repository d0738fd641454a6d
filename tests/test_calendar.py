"""Days and weeks are those of the local calendar of the session, in zones from -11 to +14 and across clock changes."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from coach.journal import history, stats
from coach.journal.entries import Entry, Past, day_of
from coach.journal.rows import put_past
from coach.journal.store import JournalFile
from coach.notation import Load
from coach.progression.performed import counted
from coach.units import SECOND, Ms

ZONES = ["Pacific/Pago_Pago", "America/Los_Angeles", "UTC", "Europe/Berlin", "Asia/Kathmandu", "Pacific/Auckland",
         "Pacific/Kiritimati"]  # fmt: skip
"""From eleven hours behind UTC to fourteen ahead."""


def at(when: datetime) -> tuple[int, int]:
    offset = when.utcoffset()
    assert offset is not None
    return round(when.timestamp() * 1000), round(offset.total_seconds() / 60)


def session(when: datetime) -> Past:
    started, zone = at(when)
    one = Entry("row", "Row", "working", 1, "done", "8", counted(8), Load(60, "kg", False), 30 * SECOND, started, Ms(0))
    return Past(str(when), "gym", "Gym", "", "", "", 1, started, zone, started, started, "complete", (one,))


def kept(folder: Path, *when: datetime) -> JournalFile:
    journal = JournalFile(folder / "journal.db")
    for one in when:
        journal.write(put_past, session(one))
    return journal


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("hour", [0, 8, 23])
@pytest.mark.parametrize("day", [2, 8])
def test_a_session_is_in_the_week_that_the_calendar_shows(tmp_path: Path, zone: str, hour: int, day: int) -> None:
    """On a Monday, and on a Sunday, just after it began, in the morning and at its end."""
    when = datetime(2026, 11, day, hour, 30, tzinfo=ZoneInfo(zone))
    now, east = at(when + timedelta(minutes=20))
    with kept(tmp_path, when) as journal:
        weeks = journal.read(stats.weeks, now, east, 4)
        assert [(str(week.monday), week.sessions) for week in weeks[-2:]] == [("2026-10-26", 0), ("2026-11-02", 1)]
        (best,) = journal.read(stats.bests)
        assert str(best.day) == f"2026-11-{day:02}"
        (one,) = journal.read(stats.days, "row")
        assert str(one.day) == f"2026-11-{day:02}"
        assert journal.read(history.in_week, "gym", day_of(now, east)) == (0,)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/Los_Angeles", "Pacific/Auckland", "Australia/Lord_Howe"])
@pytest.mark.parametrize("earlier", [0, 13, 600])
def test_once_a_week_is_once_a_week(tmp_path: Path, zone: str, earlier: int) -> None:
    """Every Sunday at ten for a year, over both changes of the clock, or some minutes earlier than the week before."""
    sundays = [datetime(2026, 1, 4, 10, 0, tzinfo=ZoneInfo(zone)) + timedelta(weeks=week) for week in range(52)]
    with kept(tmp_path, *sundays) as journal:
        for sunday in sundays[1:]:
            now, east = at(sunday - timedelta(minutes=earlier))
            today = day_of(now, east)
            before = journal.read(history.in_week, "gym", today - timedelta(days=1))
            assert before == (6,)
            assert journal.read(history.in_week, "gym", today) == (0,)
