"""What is known of a set, by how it ended; and what a journal of an earlier version says of it."""

from __future__ import annotations

import json
import sqlite3

import pytest

from coach.journal import schema
from coach.notation import Reps, Span
from coach.progression.performed import UNKNOWN, Basis, Performed, assumed, counted, held, restored
from coach.session.plan import Work
from coach.session.planner import plan
from coach.session.record import Ending, record_of
from coach.units import SECOND, Ms
from tests.conftest import Coach
from tests.support.exercises import exercise, routine
from tests.support.gym import journal, rows

FIXED = exercise("row", "Row", sets=1, reps=Reps(8, 10))
FAILURE = exercise("pull-up", "Pull-up", sets=1, reps=Reps(6, None), cap=15)
MOST = exercise("dip", "Dip", sets=1, reps=Reps(1, None))
HOLD = exercise("plank", "Plank", sets=1, reps=Span(45 * SECOND, 45 * SECOND))
SETS = {
    f"{name}{', own pace' if pace == 'me' else ''}": work
    for pace in ("tempo", "me")
    for name, one in (("8-10", FIXED), ("6+", FAILURE), ("max", MOST), ("45 s", HOLD))
    for work in plan(routine(one), pace=pace).steps
    if isinstance(work, Work)
}
"""A set of each kind; a rep takes four seconds."""


@pytest.mark.parametrize(
    ("asked", "ending", "at", "performed"),
    [
        ("8-10", "over", 40_000, counted(10)),
        ("8-10", "over", 19_000, counted(4)),  # the time of its group ran out
        ("8-10", "over", 3_999, None),
        ("8-10", "done", 36_000, counted(9)),
        ("8-10", "done", 35_999, counted(8)),  # the ninth isn't said yet
        ("8-10", "done", 1_000, counted(0)),
        ("8-10", "next", 35_999, counted(8)),
        ("8-10", "next", 3_999, None),
        ("8-10", "stop", 4_000, counted(1)),
        ("8-10", "stop", 3_999, None),
        ("6+", "over", 60_000, UNKNOWN),
        ("6+", "done", 36_400, counted(9)),
        ("6+", "next", 36_400, counted(9)),
        ("6+", "next", 2_000, None),
        ("6+", "stop", 36_400, counted(9)),
        ("max", "over", 40_000, UNKNOWN),
        ("45 s", "over", 45_000, held(45 * SECOND)),
        ("45 s", "done", 3_000, held(3 * SECOND)),
        ("45 s", "next", 30_000, held(30 * SECOND)),
        ("45 s", "next", 4_999, None),
        ("45 s", "stop", 30_000, held(30 * SECOND)),
        ("8-10, own pace", "done", 12_000, assumed(Reps(8, 10))),
        ("8-10, own pace", "next", 12_000, assumed(Reps(8, 10))),
        ("8-10, own pace", "next", 3_999, None),
        ("8-10, own pace", "stop", 12_000, UNKNOWN),
        ("8-10, own pace", "over", 12_000, UNKNOWN),  # the time of its group ran out
        ("6+, own pace", "done", 12_000, assumed(Reps(6, None))),
        ("max, own pace", "done", 12_000, UNKNOWN),
        ("45 s, own pace", "over", 45_000, held(45 * SECOND)),
    ],
)
def test_what_is_recorded_of_a_set(asked: str, ending: Ending, at: Ms, performed: Performed | None) -> None:
    record = record_of(SETS[asked], ending, at)
    assert record.length == at
    assert (record.how, record.performed) == (("done", performed) if performed else ("skipped", UNKNOWN))


@pytest.mark.parametrize("basis", Basis)
def test_each_basis_has_a_word_that_the_journal_takes_and_gives_back(basis: Basis) -> None:
    connection = sqlite3.connect(":memory:")
    for part in schema.parts():
        for statement in part:
            connection.execute(statement)
    performed = Performed(basis, 8 if basis.counts_as_reps else None, 30 * SECOND if basis is Basis.HELD else None)
    assert restored(basis.stored, performed.reps, 30 * SECOND) == performed
    (check,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'done'").fetchone()
    assert check.count(f"'{basis.stored}'") == 2 if basis is Basis.UNKNOWN else 1
    connection.close()


OLD = [
    # asked, how, reps, time; then what is known now, and how
    ("8-10", "done", 10, 40_000, ("counted", 10)),
    ("8-10", "done", 7, 29_123, ("counted", 7)),
    ("6+", "done", 15, 60_000, ("not known", None)),
    ("max", "done", 10, 40_000, ("not known", None)),
    ("6+", "done", 9, 36_412, ("counted", 9)),
    ("6+", "done", 9, 60_000, ("counted", 9)),
    ("45 s", "done", None, 45_000, ("held", None)),
    ("1:30", "done", None, 90_000, ("held", None)),
    ("8-10", "done", None, 12_000, ("assumed", 8)),
    ("6+", "done", None, 12_000, ("assumed", 6)),
    ("max", "done", None, 12_000, ("not known", None)),
    ("8-10", "skipped", 3, 14_000, ("not known", None)),
]  # fmt: skip


def old_journal(coach: Coach) -> None:
    """A journal as the second version wrote it: a session of sets of all kinds, and one that was logged."""
    journal(coach).parent.mkdir(parents=True)
    connection = sqlite3.connect(journal(coach))
    for part in schema.parts()[:2]:
        for statement in part:
            connection.execute(statement)
    connection.execute("PRAGMA user_version = 2")
    session = "INSERT INTO session VALUES (?, ?, 'gym', 'Gym', '', '', '', 1, 0, 0, 0, 0, ?, '')"
    connection.executemany(session, [(1, "a", "complete"), (2, "b", "logged")])
    connection.execute("INSERT INTO exercise VALUES ('squat', 'Squat', '')")
    done = "INSERT INTO done VALUES (?, ?, 'squat', ?, ?, NULL, ?, ?, ?, 60, 'kg', 0, ?, NULL, 0, 0, ?)"
    for place, (asked, how, reps, time, _) in enumerate(OLD, 1):
        connection.execute(done, (1, place, "working", place, how, asked, reps, time, 70.0 if reps else None))
    for place, (kind, number) in enumerate((("working", 1), ("drop", 1), ("drop", 1), ("working", 1)), 1):
        connection.execute(done, (2, place, kind, number, "done", "6+", 15, 0, 70.0))
    connection.commit()
    connection.close()


def test_a_journal_of_the_version_before_tells_what_it_knows(coach: Coach) -> None:
    old_journal(coach)
    assert coach("journal", "check").out.endswith("version 4, 2 sessions, 16 sets, all well\n")
    found = rows(coach, "SELECT known, reps FROM done WHERE session = 1 ORDER BY place")
    assert found == [known for *_, known in OLD]
    assert rows(coach, "SELECT count(*) FROM done WHERE session = 1 AND estimate IS NOT NULL") == [(4,)]
    assert rows(coach, "SELECT known, reps, block, nth_drop FROM done WHERE session = 2 ORDER BY place") == [
        ("reported", 15, "squat", 0), ("reported", 15, "squat", 1), ("reported", 15, "squat", 2),
        ("reported", 15, "squat 2", 0),
    ]  # fmt: skip
    shown = [line.split() for line in coach("history", "show", "1").out.splitlines()[2:-1]]
    assert shown[0] == ["1", "Squat", "1", "8-10", "10", "x", "60", "kg", "counted"]
    assert shown[2] == ["3", "Squat", "3", "6+", "?", "x", "60", "kg", "not", "known"]


def test_an_export_of_the_version_before_tells_the_same(coach: Coach) -> None:
    old_journal(coach)
    new = json.loads(coach("export", "--json").out)
    old = {**new, "format": "voice-coach journal 1"}
    for session, rows_of in zip(old["sessions"], (OLD, None), strict=True):
        for index, row in enumerate(session["sets"]):
            for column in ("known", "block", "drop", "group", "round_sets", "boxed"):
                del row[column]
            if rows_of:
                row["reps"] = rows_of[index][2]
    (coach.cwd / "old.json").write_text(json.dumps(old))
    other = {"XDG_DATA_HOME": str(coach.home / "other")}
    assert coach("import-log", "old.json", env=other).out == "2 sessions with 16 sets added\n"
    again = json.loads(coach("export", "--json", env=other).out)["sessions"][0]["sets"]
    want = json.loads(coach("export", "--json").out)["sessions"][0]["sets"]
    assert [(row["known"], row["reps"]) for row in again] == [(row["known"], row["reps"]) for row in want]
