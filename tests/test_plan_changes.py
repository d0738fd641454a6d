"""A session whose plan the athlete changes: what is heard, and that it is true."""

from __future__ import annotations

from coach.journal.rows import decoded, encoded
from coach.library.find import Library, shipped
from coach.notation import Reps
from coach.session.changing import replayed
from coach.session.commands import Command
from coach.session.moves import advance
from coach.session.obeying import obey
from coach.session.planner import plan
from coach.session.state import Session
from coach.units import SECOND, Ms
from tests.conftest import Coach
from tests.support.exercises import exercise, routine

ROUTINE = """
title = "Pull"
[[exercise]]
use = "pull-up"
sets = 2
reps = 8
[[exercise]]
use = "machine-row"
sets = "1-2"
reps = 8
[[exercise]]
use = "barbell-shrug"
sets = 2
reps = 8
[[exercise]]
use = "dumbbell-pullover"
sets = 2
reps = 8
[[exercise]]
use = "hyperextension"
sets = 2
reps = 8
"""
PRESSED = "14 later, 24 later, 60 swap, 170 skip, 185 swap, 500 shorter"
"""Two exercises put off, two swapped, one skipped, and less time."""

HEARD = """
Pull-up. Two sets of eight reps.
Later. Now: machine row.
Machine row. One or two sets of eight reps.
Later. Now: barbell shrug.
Barbell shrug. Two sets of eight reps.
Dumbbell shrug instead.
Dumbbell shrug. Two sets of eight reps.
Next: the last set.
Skipped. Now: machine row.
Back to the machine row.
Machine row. One or two sets of eight reps.
Band row instead.
Band row. One or two sets of eight reps.
Next: the last set.
Back to the pull-up.
Pull-up. Two sets of eight reps.
Next: the last set.
No hyperextension: about six minutes to go.
Dumbbell pullover. Two sets of eight reps.
Next: the last set.
That's it for your pull workout: four exercises, seven sets, in fourteen minutes.
"""
"""What names an exercise, a set or what was done. Done were a dumbbell shrug, and all sets of three other exercises."""


def test_a_session_changed_in_every_way_says_what_is_true(coach: Coach) -> None:
    (coach.cwd / "pull.toml").write_text(ROUTINE)
    words = ("start", "pull.toml", "--dry-run", "--plain", "--talk", "brief", "--press", PRESSED)
    said = [line.split(maxsplit=1)[1].strip() for line in coach(*words).out.splitlines()]
    assert [line for line in said if line in HEARD.splitlines()] == HEARD.split("\n")[1:-1]
    assert not [line for line in said if "hyperextension." in line or line.startswith("You finished")]


def test_changes_are_kept_over_a_kill() -> None:
    """The changes in the journal make the same plan again; see also test_kept.py."""
    routine = Library([shipped() / "routines"]).load("back")
    course = plan(routine)
    session, now = Session(course), 0
    for command in (Command.LATER, Command.EXTRA, Command.SKIP, Command.SHORTER, Command.LATER):
        session = advance(session, Ms(now := now + 20_000), 20 * SECOND)
        session, _ = obey(session, command, Ms(now), None)
    assert [one.key for one in replayed(course, decoded(encoded(session.changes))).sets] == [
        one.key for one in session.plan.sets
    ]


def test_a_shown_session_is_cut_to_the_minutes_that_there_are(coach: Coach) -> None:
    (coach.cwd / "pull.toml").write_text(ROUTINE)
    head, cut, *_ = coach("show", "pull.toml", "--minutes", "12").out.splitlines()
    assert head == "Pull, standard: about 10 minutes"
    assert cut == "To save time: one set fewer, no hyperextension and no dumbbell pullover."


def test_a_set_that_goes_wrong_on_its_other_side_is_a_try_on_both() -> None:
    course = plan(routine(exercise("row", "Row", sets=1, side="each", reps=Reps(8, 8))))
    session = Session(course, index=course.works[0][0])
    session = advance(session, Ms(32_000), 32 * SECOND)
    session = advance(session, Ms(40_000), 8 * SECOND)
    session, _ = obey(session, Command.REDO, Ms(60_000), 32 * SECOND)
    assert [(one.set.key.block, one.set.side, one.how) for _, one in session.records] == [
        ("row (try 1)", "left", "skipped"),
        ("row (try 1)", "right", "skipped"),
    ]
    coming = [one for index, one in session.plan.works if index > session.index]
    assert [(one.key.block, one.side) for one in coming] == [("row", "left"), ("row", "right")]
