"""Help with one's own weight: how it is written, said, typed, raised by less of it, and kept."""

from __future__ import annotations

from pathlib import Path

import pytest

import coach as voice_coach
from coach.journal.store import JournalFile
from coach.notation import Load, read_load, write_load
from coach.progression.equipment import weights_of
from coach.progression.plates import STANDARD
from coach.session.done import Done
from coach.session.noting import note
from coach.session.plan import Work
from coach.session.planner import plan
from coach.session.record import record_of
from coach.speech import english
from coach.units import HOUR, Ms
from tests.conftest import Coach
from tests.support.athletes import BEGIN, Athlete, Diary
from tests.support.exercises import exercise, routine

HELPED = """
title = "Helped"

[[exercise]]
use = "pull-up"
sets = 2
reps = 3
load = "bodyweight - 2.5 kg"
progress = "linear"
step = "2.5 kg"
warmup_sets = 1
"""


@pytest.mark.parametrize(
    ("load", "harder", "easier"),
    [
        ("bodyweight - 20 kg", "bodyweight - 17.5 kg", "bodyweight - 22.5 kg"),
        ("bodyweight - 40 lb", "bodyweight - 35 lb", "bodyweight - 45 lb"),
        ("bodyweight - 2.5 kg", "bodyweight", "bodyweight - 5 kg"),
        ("bodyweight - 1 kg", "bodyweight", "bodyweight - 3.5 kg"),
        ("bodyweight", "bodyweight + 2.5 kg", None),
    ],
)
def test_less_help_is_harder(load: str, harder: str, easier: str | None) -> None:
    weights = weights_of(("a pull-up bar",), STANDARD, None, None)
    found, less = weights.harder(read_load(load)), weights.easier(read_load(load), 10)
    assert (found and write_load(found), less and write_load(less)) == (harder, easier)


def test_it_is_said_and_shown() -> None:
    load = read_load("bodyweight-20kg")
    assert load == Load(-20, "kg", bodyweight=True)
    assert english.load_label(load) == "bodyweight - 20 kg"
    shown = voice_coach.loads(HELPED).variants[0].exercises[0]
    assert [asked.load for asked in shown.sets] == [Load(-2.5, "kg", bodyweight=True)] * 3


def test_it_becomes_less_and_then_none(tmp_path: Path) -> None:
    with JournalFile(tmp_path / "journal.db") as journal:
        diary = Diary(Athlete("strong", growth=0.05), journal)
        for day in range(3):
            diary.trains(voice_coach.loads(HELPED), "standard", Ms(BEGIN + day * 48 * HOUR))
    assert [[one.line for one in trained.said] for trained in diary.sessions] == [
        ["Start with five reps, two and a half kilos of help."],
        [
            "Last time: two and a half kilos of help, three, three.",
            "No help today, just your own weight.",
            "Start with five reps, two and a half kilos of help.",
        ],
        [
            "Last time: bodyweight, three, three.",
            "More weight today: bodyweight plus two and a half kilos.",
            "Start with five reps, two and a half kilos of help.",
        ],
    ]


def test_a_number_alone_is_as_much_help() -> None:
    pull_up = exercise("pull-up", "Pull-up", load=read_load("bodyweight - 20 kg"))
    work = next(step for step in plan(routine(pull_up)).steps if isinstance(step, Work))
    records = ((2, record_of(work, "done", work.nominal)),)
    for typed, kept in ((Load(15, None, False), "bodyweight - 15 kg"), (Load(0, None, True), "bodyweight")):
        noted = note(records, Done(None, load=typed))
        assert noted is not None
        assert write_load(noted[0][0][1].load or typed) == kept


LOG = """Date,Workout Name,Exercise Name,Set Order,Weight (kg),Reps,Seconds
2026-11-20 18:30:00,Pull,Pull Up,1,-20,8,
2026-11-20 18:30:00,Pull,Bench Press (Barbell),1,-20,8,
"""


def test_a_log_brings_it(coach: Coach) -> None:
    (coach.cwd / "log.csv").write_text(LOG)
    run = coach("import-log", "log.csv")
    assert run.status == 0, run.err
    assert "left out, line 3: Bench Press (Barbell): a weight of -20 kg is no weight to lift" in run.out.splitlines()
    assert '"load": "bodyweight - 20 kg"' in coach("export", "--json", "-o", "-").out
