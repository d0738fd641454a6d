"""Programs: how they are read, which day comes next, what a week changes about its routines."""

from __future__ import annotations

import json
import re
import sqlite3
import time
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import CoachError
from coach.journal.entries import Entry, Past
from coach.journal.rows import put_past
from coach.journal.store import Journal
from coach.library.find import Library, shipped
from coach.library.programs import Programs
from coach.notation import Reps
from coach.program.due import Due, Place, at, due, first, rest_left
from coach.program.file import WeekTable, program_schema, read_program
from coach.program.model import Change, Day, Phase, Program, Week
from coach.program.sessions import faults
from coach.program.weeks import in_week
from coach.progression.performed import counted
from coach.routine.file.reader import read_routine
from tests.conftest import Coach

LIBRARY = Library((shipped() / "routines",))
NAMES = LIBRARY.names()


def read(text: str) -> Program:
    return read_program(text, "mine.toml", "mine", LIBRARY.catalogue(), NAMES)


def walk(program: Program, days: int) -> list[tuple[int, int, str]]:
    """The first `days` days: cycle, week and id of each."""
    found: list[tuple[int, int, str]] = []
    coming: Due | None = first(program)
    while coming is not None and len(found) < days:
        found.append((coming.place.cycle, coming.place.week, coming.place.day))
        coming = due(program, coming.place)
    return found


def test_five_lines_make_a_program() -> None:
    program = read('title = "Two days"\n[[day]]\nroutine = "full-upper"\n[[day]]\nroutine = "full-lower"\n')
    assert walk(program, 5) == [
        (0, 1, "full-upper"), (0, 1, "full-lower"), (1, 1, "full-upper"), (1, 1, "full-lower"), (2, 1, "full-upper"),
    ]  # fmt: skip


def test_weeks_and_phases_follow_each_other_and_end() -> None:
    program = read("""
title = "Build up"
end = "over"
[[day]]
routine = "back"
[[phase]]
title = "Volume"
weeks = 2
[[phase]]
title = "Peak"
[[phase.day]]
routine = "chest"
[[phase.day]]
routine = "chest"
variant = "beginner"
[[phase.week]]
[[phase.week]]
title = "Deload"
volume = 50
""")
    assert walk(program, 20) == [
        (0, 1, "back"), (0, 2, "back"), (0, 3, "chest"), (0, 3, "chest-2"), (0, 4, "chest"), (0, 4, "chest-2"),
    ]  # fmt: skip
    assert [(phase.title, week.title) for phase, week in program.weeks] == [
        ("Volume", ""), ("Volume", ""), ("Peak", ""), ("Peak", "Deload"),
    ]  # fmt: skip


def test_a_file_that_was_edited_goes_on_after_the_day_that_was_done() -> None:
    before = read('title = "A"\n[[day]]\nroutine = "back"\n[[day]]\nroutine = "chest"\n[[day]]\nroutine = "abs"\n')
    done = Place(0, 1, "chest", 2)
    assert due(before, done) == at(before, 1, 3)
    put_before = read('title = "A"\n[[day]]\nroutine = "arms"\n[[day]]\nroutine = "back"\n[[day]]\nroutine = "chest"\n')
    coming = due(put_before, done)
    assert coming is not None
    assert (coming.place.cycle, coming.place.day) == (1, "arms")
    taken_away = read('title = "A"\n[[day]]\nroutine = "back"\n[[day]]\nroutine = "abs"\n')
    coming = due(taken_away, done)
    assert coming is not None
    assert (coming.place.cycle, coming.place.day) == (0, "abs")


@pytest.mark.parametrize(
    ("rest_days", "since", "left"),
    [(0, 0, 0), (1, 0, 1), (1, 1, 1), (1, 2, 0), (2, 1, 2), (2, 2, 1), (2, 9, 0), (1, None, 0)],
)
def test_days_of_rest_that_are_left(rest_days: int, since: int | None, left: int) -> None:
    program = read(f'title = "A"\nrest_days = {rest_days}\n[[day]]\nroutine = "back"\n')
    assert rest_left(program, since) == left


MISTAKES = """
title = "Mine"
rest_days = 9
[[day]]
routine = "bakc"
[[day]]
title = "Own"
[[day.exercise]]
use = "pussh-up"
[[day]]
routine = "chest"
warm_up = [{ use = "arm-circles" }]
[[day]]
[[week]]
intensty = 90
"""


def test_every_mistake_has_its_line_and_its_remedy() -> None:
    with pytest.raises(CoachError) as refused:
        read(MISTAKES)
    assert list(map(str, refused.value.mistakes)) == [
        "mine.toml:3: rest_days: 9 is out of bounds; write a number that is at most 6",
        'mine.toml:15: week 1: unknown key "intensty"; did you mean "intensity"?',
    ]
    with pytest.raises(CoachError) as refused:
        read(MISTAKES.replace("= 9", "= 1").replace("intensty", "intensity"))
    assert list(map(str, refused.value.mistakes)) == [
        'mine.toml:5: day 1 "bakc": there is no routine "bakc"; did you mean "back"?',
        'mine.toml:9: exercise 1 "pussh-up": the catalogue has no exercise "pussh-up"; did you mean "push-up"?',
        'mine.toml:12: day 3 "chest": "warm_up" has no effect without exercises; leave it out, or write the day\'s '
        "exercises here",
        'mine.toml:13: day 4: has neither "routine" nor exercises; add routine = "…", or [[day.exercise]] tables',
    ]


ROUTINE = """
title = "Squat"
[[exercise]]
use = "barbell-back-squat"
sets = 4
reps = 5
warmup_sets = 2
[[exercise]]
use = "leg-press"
sets = "2-3"
reps = "8-10"
"""


def changed(**fields: object) -> list[tuple[int, int, str]]:
    """Of each exercise, how many warm-up and working sets it has in a week with these changes, and their reps."""
    routine = read_routine(ROUTINE, "squat.toml", "squat", LIBRARY.catalogue())
    week = Week(change=Change(**fields))  # type: ignore[arg-type]
    exercises = in_week(routine, week).variant().exercises
    return [
        (len(e.warm_up_sets), len(e.working_sets), ", ".join(str(asked.reps) for asked in e.working_sets))
        for e in exercises
    ]


def test_what_a_week_changes() -> None:
    assert changed() == [(2, 4, "5, 5, 5, 5"), (0, 3, "8-10, 8-10, 8-10")]
    assert changed(sets=2) == [(2, 2, "5, 5"), (0, 2, "8-10, 8-10")]
    assert changed(more_sets=1) == [(2, 5, "5, 5, 5, 5, 5"), (0, 4, "8-10, 8-10, 8-10, 8-10")]
    assert changed(volume=50.0) == [(2, 2, "5, 5"), (0, 2, "8-10, 8-10")]
    assert changed(reps=(Reps(3, 3), Reps(1, None))) == [(2, 4, "3, max, max, max"), (0, 3, "3, max, max")]


def test_percents_and_efforts() -> None:
    routine = read_routine(ROUTINE, "squat.toml", "squat", LIBRARY.catalogue())
    week = Week(change=Change(rpe=9.0), exercises={"barbell-back-squat": Change(percents=(70.0, 80.0))})
    squat, press = in_week(routine, week).variant().exercises
    assert [asked.load.percent for asked in squat.working_sets if asked.load] == [70, 80, 80, 80]
    assert (squat.progress.rule, press.progress.rpe) == ("none", 9)


@given(
    st.lists(st.integers(1, 4), min_size=1, max_size=4),
    st.lists(st.integers(1, 5), min_size=1, max_size=4),
    st.booleans(),
)
def test_every_day_of_every_week_comes_once(days: list[int], weeks: list[int], over: bool) -> None:
    phases = tuple(
        Phase("", (Week(),) * count, tuple(Day(f"{number}", "", "back") for number in range(of)))
        for count, of in zip(weeks, days, strict=False)
    )
    program = Program("p", "P", "", "", phases, end="over" if over else "again")
    whole = [(0, w, day.id) for w, (phase, _) in enumerate(program.weeks, 1) for day in phase.days]
    assert walk(program, len(whole)) == whole
    after = walk(program, len(whole) + 1)[len(whole) :]
    assert after == ([] if over else [(1, 1, program.phases[0].days[0].id)])


def test_a_program_is_listed_shown_and_checked(coach: Coach) -> None:
    own = coach.config / "routines" / "programs"
    own.mkdir(parents=True)
    (own.parent / "push.toml").write_text('title = "Push"\n[[exercise]]\nname = "Press"\nsets = 4\n')
    (own / "mine.toml").write_text(
        'title = "Mine"\nrest_days = 1\n[[day]]\nroutine = "push"\non = "monday"\n[[day]]\ntitle = "Own"\n'
        '[[day.exercise]]\nuse = "pull-up"\nsets = 2\nreps = 5\n[[week]]\n[[week]]\ntitle = "Deload"\nvolume = 50\n'
    )
    listed = coach("program", "list")
    assert [line.split() for line in listed.out.splitlines() if line.startswith("mine ")] == [
        ["mine", "Mine", "2", "days", "2", "weeks,", "then", "again"]
    ]
    assert coach("program", "show", "mine").out.splitlines() == [
        "Mine",
        "At least 1 day of rest between two sessions.",
        "",
        "week 1  Monday  Push  8 min",
        "        day 2   Own   3 min",
        "week 2  Monday  Push  4 min  Deload; 50 % of the sets",
        "        day 2   Own   1 min",
        "After the last week it begins again.",
    ]
    run = coach("check", "mine")
    assert (run.status, run.out.split(":")[0]) == (0, "mine")
    run = coach("program", "show", "mien")
    assert (run.status, run.err) == (1, 'coach: there is no program "mien"; did you mean "mine"?\n')


PAGE = (Path(__file__).parents[1] / "docs" / "programs.md").read_text()


@pytest.mark.parametrize("text", re.findall(r"^```toml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
def test_every_example_of_the_guide_is_a_program(text: str) -> None:
    assert faults(read(text), LIBRARY.load) == []


def test_the_guide_names_every_field_of_a_week_and_every_shipped_program() -> None:
    fields = set(WeekTable.model_fields) - {"change"} | {"change.ID"}
    table = PAGE.partition("| Field of a week |")[2].partition("\n\n")[0]
    assert set(re.findall(r"^\| `([^`]+)`", table, re.MULTILINE)) == fields
    shipped_ones = PAGE.partition("## What ships")[2]
    assert set(re.findall(r"^\| `([^`]+)`", shipped_ones, re.MULTILINE)) == set(Programs(LIBRARY).names())


def test_every_shipped_program_is_fine(coach: Coach) -> None:
    names = [row["name"] for row in json.loads(coach("program", "list", "--json").out)]
    assert names
    for name in names:
        assert coach("program", "show", name).status == 0, name


def simulated(coach: Coach, name: str, *words: str) -> dict[str, list[str]]:
    """Of each lift, its sessions in order: the load and the reps of its sets, and a star where it was missed."""
    run = coach("program", "simulate", name, "--json", *words)
    assert (run.status, run.err) == (0, "")
    found: dict[str, list[str]] = {}
    for line in run.out.splitlines():
        row = json.loads(line)
        loads = list(dict.fromkeys(one["load"] or "" for one in row["sets"]))
        reps = " ".join(one["asked"] for one in row["sets"])
        found.setdefault(row["exercise"], []).append(f"{'/'.join(loads)} {reps}{'*' if row['missed'] else ''}".strip())
    return found


def test_linear_strength_with_three_misses(coach: Coach) -> None:
    misses = [word for day in ("w3d1", "w3d2", "w4d1") for word in ("--miss", f"{day} barbell-back-squat")]
    starts = ["--start", "barbell-back-squat 60 kg", "--start", "deadlift 80 kg"]
    rows = simulated(coach, "linear-strength", "--weeks", "6", *starts, *misses)
    # Two sessions a week. After three misses in a row at 70 kg it goes back by a tenth, to 63, and from there on again.
    assert rows["barbell-back-squat"] == [
        "60 kg 5 5 5", "62.5 kg 5 5 5", "65 kg 5 5 5", "67.5 kg 5 5 5",
        "70 kg 5 5 5*", "70 kg 5 5 5*", "70 kg 5 5 5*", "62.5 kg 5 5 5",
        "65 kg 5 5 5", "67.5 kg 5 5 5", "70 kg 5 5 5", "72.5 kg 5 5 5",
    ]  # fmt: skip
    assert rows["deadlift"] == ["80 kg 5", "85 kg 5", "90 kg 5", "95 kg 5", "100 kg 5", "105 kg 5"]


def test_running_and_what_a_phase_adds(coach: Coach) -> None:
    rows = simulated(coach, "couch-to-half-an-hour", "--weeks", "12")
    assert len(rows["run"]) == 27  # nine weeks of three; then it is over
    assert [sets.split() for sets in rows["run"][::3][:4]] == [["1:00"] * 8, ["1:30"] * 6, ["2:00"] * 5, ["3:00"] * 5]
    assert rows["run"][-1] == "30:00"
    rows = simulated(coach, "home-bodyweight", "--weeks", "12")
    assert [len(sets.split()) for sets in rows["bodyweight-squat"]] == [2] * 4 + [3] * 4 + [4] * 4


def test_what_is_wrong_with_a_simulation(coach: Coach) -> None:
    def said(*words: str) -> str:
        run = coach("program", "simulate", "linear-strength", *words)
        assert run.status == 1
        return run.err

    assert said("--miss", "squat") == (
        'coach: --miss: "squat" is no lift of a day; write the week, the day and the exercise: '
        '"w3d1 barbell-back-squat"\n'
    )
    assert said("--start", "squat") == (
        'coach: --start: "squat" is no exercise with a weight; write an exercise and a weight: '
        '"barbell-back-squat 60 kg"\n'
    )
    assert said("--reps", "w1d2 deadlift") == (
        'coach: --reps: "w1d2 deadlift" has no number of reps; write the reps last: "w3d1 barbell-back-squat 8"\n'
    )
    assert said("--weeks", "2", "--miss", "w9d1 deadlift") == (
        "coach: --miss names a lift that no session of these weeks has; it has 2 days a week; coach program simulate "
        "linear-strength --json names the exercises\n"
    )


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

    def trains(self, how: Literal["done", "skipped"] = "done") -> None:
        """Does the day that was last said to be due, or skips all of it, as the journal has it of a session now."""
        row, name = self.told, self.told["program"]
        place = f"{row['cycle'] - 1}.{row['week']}.{row['day']} {row['id']}"
        one = Entry("row", "Row", "working", 1, how, "1", counted(1), None, 30_000, self.now, 0)
        past = Past(
            f"{self.now}", name, name, "", "", "", 1, self.now, self.zone, self.now, self.now, "complete", (one,),
            program=name, place=place,
        )  # fmt: skip
        self.now += 1000
        with Journal(self.journal) as journal:
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
    athlete.trains(how="skipped")
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
        run = coach("start", "mine", "--speaker", "silent", "--plain", "--talk", "beeps", *words)
        assert run.status == 0
    assert coach("today").out == ("Mine: week 1, day 2: B, about 1 min; the program asks for 1 day of rest first\n")
    done = json.loads(coach("history", "--program", "mine", "--json").out)
    assert [row["program_day"] for row in done] == ["0.1.1 a", "0.1.1 a"]
    rows = coach("history", "--program", "mine").out.splitlines()
    assert [row.split("  ")[1] for row in rows[1:]] == ["week 1, day 1", "week 1, day 1"]
    run = coach("history", "--program", "mien")
    assert (run.status, run.err) == (
        1, 'coach: the journal has no session of the program "mien"; did you mean "mine"?\n',
    )  # fmt: skip


def test_a_new_program_is_fine_and_is_edited_by_its_name(coach: Coach) -> None:
    run = coach("new", "two-days", "--program")
    path = coach.config / "routines" / "programs" / "two-days.toml"
    assert (run.status, run.out.splitlines()[0]) == (0, f"Wrote {path}")
    assert path.read_text().startswith("#:schema ./program.schema.json\n")
    assert coach("schema", "--program").out == (path.parent / "program.schema.json").read_text()
    assert coach("check", "two-days").status == 0
    assert coach("edit", "two-days", env={"EDITOR": "true"}).status == 0
    again = coach("new", "two-days", "--program")
    hint = "is there already; coach edit two-days opens it, or choose another name"
    assert (again.status, again.err) == (1, f"coach: {path}: {hint}\n")


def test_the_shipped_schema_is_that_of_the_program() -> None:
    assert (shipped() / "routines" / "programs" / "program.schema.json").read_text() == program_schema()
