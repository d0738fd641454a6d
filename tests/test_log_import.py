"""The logs of other programs: which program's they are, what their names mean, units, and what is not kept."""

from __future__ import annotations

import json

import pytest

from tests.conftest import Coach
from tests.support.gym import rows

STRONG = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
LATER = (
    '"Workout #";"Date";"Workout Name";"Duration (sec)";"Exercise Name";"Set Order";"Weight (kg)";"Reps";"RPE";'
    '"Distance (meters)";"Seconds";"Notes";"Workout Notes"\n'
    '"39";"2019-03-28 15:24:28";"Shoulder";"1267";"Shoulder Press (Machine)";"2";"40,5";"8";"";"";"";"slow";""\n'
)
HEVY = (
    '"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index",'
    '"set_type","weight_kg","reps","distance_km","duration_seconds","rpe"\n'
    '"Pecho","27 abr 2025, 18:00","27 abr 2025, 19:10","","Push Up",1,"",0,"normal",,8,,,8.5\n'
)
FITNOTES = (
    "Date,Exercise,Category,Weight (lbs),Reps,Distance,Distance Unit,Time\n"
    "2024-05-01,Flat Barbell Bench Press,Chest,135.0,8,,,\n"
    "2024-05-01,Plank,Abs,,,,,0:01:30\n"
)


def done(coach: Coach) -> list[tuple[object, ...]]:
    return list(rows(coach, "SELECT exercise, reps, load, unit, time FROM done ORDER BY at, place"))


@pytest.mark.parametrize(
    ("log", "said", "wanted"),
    [
        (LATER, "Strong: 1 session with 1 set added\n", [("machine-shoulder-press", 8, 40.5, "kg", 0)]),
        (HEVY, "Hevy: 1 session with 1 set added\n", [("push-up", 8, None, None, 0)]),
        (
            FITNOTES,
            "FitNotes: 1 session with 2 sets added\n",
            [("barbell-bench-press", 8, 135.0, "lb", 0), ("plank", None, None, None, 90_000)],
        ),
    ],
    ids=["Strong", "Hevy in Spanish", "FitNotes"],
)
def test_each_format_is_read(coach: Coach, log: str, said: str, wanted: list[tuple[object, ...]]) -> None:
    (coach.cwd / "log.csv").write_text(log)
    run = coach("import-log", "log.csv")
    assert (run.status, run.err) == (0, "")
    assert run.out.startswith(said)
    assert done(coach) == wanted
    assert (
        coach("import-log", "log.csv").out.splitlines()[0].endswith("0 sessions with 0 sets added; 1 was there already")
    )


def test_columns_that_are_not_kept_are_reported(coach: Coach) -> None:
    (coach.cwd / "log.csv").write_text(LATER)
    assert coach("import-log", "log.csv").out.endswith("\nNot kept: notes.\n")


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Bench Press (Barbell)", "barbell-bench-press"),
        ("Incline Bench Press (Dumbbell)", "incline-dumbbell-press"),
        ("Pull Up (Assisted)", "assisted-pull-up"),
        ("Chest Dip (Assisted)", "assisted-dip"),
        ("Triceps Dip (Assisted)", "assisted-dip"),
        ("Push Up (Knees)", "knee-push-up"),
        ("Zercher Carry (Keg)", "zercher-carry-keg"),
    ],
)
def test_equipment_and_help_are_part_of_the_name(coach: Coach, name: str, id_: str) -> None:
    (coach.cwd / "log.csv").write_text(f"{STRONG}2024-03-04 18:30:00,X,1h,{name},1,20.0,8,0,0,,,\n")
    assert coach("import-log", "log.csv", "--units", "kg").status == 0
    assert done(coach) == [(id_, 8, 20.0, "kg", 0)]


def test_the_weight_of_a_band_is_help(coach: Coach) -> None:
    (coach.cwd / "log.csv").write_text(f"{STRONG}2024-03-04 18:30:00,X,1h,Pull Up (Band),1,20.0,8,0,0,,,\n")
    assert coach("import-log", "log.csv", "--units", "kg").status == 0
    assert done(coach) == [("band-pull-up", 8, -20.0, "kg", 0)]
    assert [day["volume_kg"] for day in json.loads(coach("stats", "band-pull-up", "--json").out)] == [0]


def test_a_name_that_was_corrected_stays_corrected(coach: Coach) -> None:
    coach.config.mkdir(parents=True)
    (coach.config / "names.toml").write_text('"Press de Banca" = "barbell-bench-press"\n')
    (coach.cwd / "log.csv").write_text(f"{STRONG}2024-03-04 18:30:00,X,1h,Press de Banca,1,60,8,0,0,,,\n")
    run = coach("import-log", "log.csv", "--units", "lb")
    assert run.out == ("Strong: 1 session with 1 set added\nThe file doesn't say it: its weights were taken in lb.\n")
    assert done(coach) == [("barbell-bench-press", 8, 60.0, "lb", 0)]


def test_names_that_are_no_text_are_reported(coach: Coach) -> None:
    coach.config.mkdir(parents=True)
    (coach.config / "names.toml").write_text("squat = 1\n")
    (coach.cwd / "log.csv").write_text(LATER)
    run = coach("import-log", "log.csv")
    assert (run.status, run.err) == (
        1,
        f'coach: {coach.config}/names.toml:1: "squat" is no text; '
        'write the id of an exercise: "Bench Press (Barbell)" = "barbell-bench-press"\n',
    )
