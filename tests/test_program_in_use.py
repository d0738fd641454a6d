"""A program as it is trained: weeks with sessions missed, days of rest, a file edited in between."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from coach.journal.entries import Entry, Past
from coach.journal.rows import put_past
from coach.journal.store import JournalFile
from coach.notation import Load
from coach.progression.performed import counted
from coach.units import SECOND, Ms
from tests.conftest import Coach
from tests.support.gym import hurried

THREE_WEEKS: Final = '[[week]]\n[[week]]\n[[week]]\ntitle = "Deload"\n'


class Athlete:
    """Goes through programs whose days have one exercise each; time passes as it is told."""

    def __init__(self, coach: Coach) -> None:
        self.coach = coach
        self.journal = coach.home / ".local" / "share" / "voice-coach" / "journal.db"
        self.journal.parent.mkdir(parents=True)
        self.programs = coach.config / "routines" / "programs"
        self.programs.mkdir(parents=True)
        self.now, self.zone = round(time.time() * 1000), 0
        self.told: dict[str, Any] = {}

    def writes(self, *days: str, name: str = "mine", head: str = "rest_days = 1", weeks: str = THREE_WEEKS) -> None:
        rows = "".join(
            f'[[day]]\ntitle = "{day}"\n[[day.exercise]]\nname = "{day} press"\nsets = 1\nreps = 1\n' for day in days
        )
        (self.programs / f"{name}.toml").write_text(f'title = "{name.title()}"\n{head}\n{rows}{weeks}')

    def today(self, *words: str) -> str:
        """What `coach today` says is due: cycle, week, number and id of the day, and the days of rest before it."""
        run = self.coach("today", *words, "--json")
        assert (run.status, run.err) == (0, "")
        self.told = row = json.loads(run.out)
        return f"{row['cycle']}.{row['week']}.{row['day']} {row['id']}, {row['rest_days_left']}"

    def set(self, exercise: str, asked: str, reps: int, load: Load | None = None, number: int = 1) -> Entry:
        """A working set that the coach has counted, now."""
        return Entry(
            exercise,
            exercise,
            "working",
            number,
            "done",
            asked,
            counted(reps),
            load,
            30 * SECOND,
            self.now,
            Ms(0),
            block=exercise,
        )

    def trains(self, entries: Sequence[Entry] = ()) -> None:
        """Does the day that was last said to be due: one set, or those given."""
        row, name = self.told, self.told["program"]
        place = f"{row['cycle'] - 1}.{row['week']}.{row['day']} {row['id']}"
        done = tuple(entries) or (self.set("row", "1", 1),)
        past = Past(
            f"{self.now}", name, name, "", "", "", 1, self.now, self.zone, self.now, self.now, "complete", done,
            program=name, place=place,
        )  # fmt: skip
        self.now += 1000
        with JournalFile(self.journal) as journal:
            journal.write(put_past, past)

    def waits(self, days: int) -> None:
        """So many days pass: all that was done was so much longer ago."""
        with closing(sqlite3.connect(self.journal)) as connection, connection:
            for column in ("started", "seen", "ended"):
                connection.execute(f"UPDATE session SET {column} = {column} - ?", (days * 86_400_000,))


def test_three_weeks_of_a_program_with_sessions_missed_and_the_file_edited_in_between(coach: Coach) -> None:
    athlete = Athlete(coach)
    athlete.writes("A", "B")
    assert coach("today").err == (
        "coach: no program was begun yet; name one: coach today PROGRAM; coach program list shows them\n"
    )
    assert athlete.today("mine") == "1.1.1 a, 0"
    athlete.trains()
    assert athlete.today() == "1.1.2 b, 1"
    athlete.waits(1)
    assert athlete.today() == "1.1.2 b, 1"
    athlete.waits(1)
    assert athlete.today() == "1.1.2 b, 0"
    # Days are missed, and a session in which nothing was done: what is due stays due.
    athlete.waits(9)
    athlete.trains([replace(athlete.set("row", "1", 1), how="skipped")])
    assert athlete.today() == "1.1.2 b, 0"
    athlete.trains()
    assert athlete.today() == "1.2.1 a, 1"
    athlete.waits(2)
    athlete.trains()
    # A day is put between, then the one that was done last is taken away.
    athlete.writes("A", "C", "B")
    assert athlete.today() == "1.2.2 c, 1"
    athlete.writes("C", "B")
    assert athlete.today() == "1.2.1 c, 1"
    athlete.waits(3)
    athlete.trains()
    assert athlete.today() == "1.2.2 b, 1"
    # Another program comes in between, for a session; each goes on where it was.
    athlete.writes("Run", name="other")
    assert athlete.today("other") == "1.1.1 run, 0"
    athlete.trains()
    assert athlete.today() == "1.2.1 run, 1"
    athlete.waits(4)
    assert athlete.today("mine") == "1.2.2 b, 0"
    athlete.trains()
    assert athlete.today() == "1.3.1 c, 1"
    # The third week is taken away while it is due, and the program is over after what it has.
    athlete.writes("C", "B", head='end = "over"', weeks="[[week]]\n[[week]]\n")
    run = coach("today", "mine")
    assert (run.status, run.err) == (
        1,
        "coach: Mine is over: all its weeks are done; coach program list names others; coach start with --day does one "
        "of its days again\n",
    )


@pytest.mark.parametrize("machine", ["UTC", "Pacific/Pago_Pago", "Pacific/Kiritimati"])
def test_days_of_rest_are_those_of_the_calendar_where_the_session_was(coach: Coach, machine: str) -> None:
    """One minute after midnight, two days ago in Kiritimati (UTC+14), wherever the machine believes to be."""
    athlete = Athlete(coach)
    athlete.writes("A", head="rest_days = 2")
    there = datetime.now(ZoneInfo("Pacific/Kiritimati"))
    midnight = there.replace(hour=0, minute=1) - timedelta(days=2)
    athlete.now, athlete.zone = round(midnight.timestamp() * 1000), 14 * 60
    athlete.today("mine")
    athlete.trains()
    coach.env["TZ"] = machine
    assert athlete.today().endswith(", 1")


def test_the_day_that_is_done_is_kept_with_its_place(coach: Coach) -> None:
    athlete = Athlete(coach)
    athlete.writes("A", "B")
    for words in ((), ("--day", "1")):
        session = hurried(coach, "start", "mine", "--mute", "--plain", "--talk", "beeps", *words)
        assert session.wait(timeout=60) == 0
    assert coach("today").out == ("Mine: week 1, day 2: B, about 1 min; the program asks for 1 day of rest first\n")
    done = json.loads(coach("history", "--program", "mine", "--json").out)
    assert [row["program_day"] for row in done] == ["0.1.1 a", "0.1.1 a"]
    rows = coach("history", "--program", "mine").out.splitlines()
    assert [row.split("  ")[1] for row in rows[1:]] == ["week 1, day 1", "week 1, day 1"]
    run = coach("history", "--program", "mien")
    assert (run.status, run.err) == (
        1, 'coach: the journal has no session of the program "mien"; did you mean "mine"?\n',
    )  # fmt: skip


IN_PLACES: Final = """
title = "Places"
[[day]]
title = "All"
[[day.exercise]]
use = "incline-push-up"
sets = 1
reps = "3-5"
progress = { rule = "ladder", rungs = ["push-up"] }
[[day.exercise]]
use = "barbell-bench-press"
alternate = ["barbell-overhead-press"]
sets = 1
reps = 3
progress = "linear"
[[day.exercise]]
use = "barbell-back-squat"
progress = { rule = "stages", stages = ["3, 3", "2, 2, 2"] }
"""


def test_the_journal_says_which_rung_whose_turn_and_which_stage_it_is(coach: Coach) -> None:
    athlete = Athlete(coach)
    (athlete.programs / "places.toml").write_text(IN_PLACES)

    def said() -> str:
        run = coach("start", "places", "--dry-run", "--plain")
        assert (run.status, run.err) == (0, "")
        return run.out

    athlete.today("places")
    first = said()
    assert "Incline push-up" in first
    assert "Overhead press" not in first
    sixty = Load(60, "kg", False)
    athlete.trains(
        entries=[
            athlete.set("incline-push-up", "3-5", 5),
            athlete.set("barbell-bench-press", "3", 3, sixty),
            athlete.set("barbell-back-squat", "3", 3, sixty),
            athlete.set("barbell-back-squat", "3", 2, sixty, number=2),
        ]
    )
    second = said()
    assert "You reached the top of the range last time, so today's exercise is a harder one." in second
    assert "Incline push-up" not in second
    assert "Bench press" not in second
    assert "Same weight today, in three sets of two." in second


def test_a_day_is_done_in_the_variant_that_was_asked_for(coach: Coach) -> None:
    said = coach("start", "add-a-back-day", "--variant", "beginner", "--dry-run").out
    assert "Beginner version." in said
    assert "Advanced version." not in said
