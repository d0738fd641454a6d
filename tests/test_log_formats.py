"""The logs of other programs beside Strong, Hevy and FitNotes: a few rows of each, and what the journal has of them."""

from __future__ import annotations

import pytest

from tests.conftest import Coach
from tests.support.gym import rows

LIFTOSAUR = (
    "Workout DateTime,Program,Day Name,Exercise,Is Warmup Set?,Required Reps,Completed Reps,Is AMRAP?,Required RPE,"
    "Completed RPE,Log RPE?,Required Weight Value,Required Weight Unit,Completed Weight Value,Completed Weight Unit,"
    "Ask Weight?,Completed Reps Time,Target Muscles,Synergist Muscles,Notes\n"
    "2025-05-20T05:00:00.000Z,GZCLP,Day 1,Squat,1,5,5,0,,,0,50,lb,50,lb,0,2025-05-20T13:15:52.559Z,Quadriceps,,\n"
    "2025-05-20T05:00:00.000Z,GZCLP,Day 1,Squat,0,3,4,1,,8.5,0,100,lb,105,lb,0,2025-05-20T13:19:52.559Z,Quadriceps,,\n"
    "2025-05-20T05:00:00.000Z,GZCLP,Day 1,Squat,0,3,,0,,,0,100,lb,,,0,,Quadriceps,,\n"
    '2025-05-20T05:00:00.000Z,GZCLP,Day 1,"Bench Press, Dumbbell",0,8,8,0,,,0,20,kg,20,kg,0,,Pectoralis,,slow\n'
)
LIFTLOG = (
    "SessionId,Timestamp,Exercise,Weight,WeightUnit,Reps,TargetReps,Notes\n"
    "b59a,2024-10-16T10:45:06+02:00,Incline Dumbbell Bench Press,60,kg,8,8,\n"
    "b59a,2024-10-16T10:48:06+02:00,Incline Dumbbell Bench Press,60,kg,7,8,\n"
    "95bf,2024-10-14T10:43:50,Pull-ups,84,kg,8,8,\n"
)
STRONGLIFTS = (
    "Date (yyyy/mm/dd),Workout,Workout Name,Program Name,Body Weight (KG),Exercise,Top Set,Duration (hours),"
    "Start Time (h:mm),End Time (h:mm),Notes,Set 1 (Reps),Set 1 (KG),Set 2 (Reps),Set 2 (KG),Set 3 (Reps),Set 3 (KG)\n"
    '2026/08/11,1,"Workout A",5x5,83.5,"Squat",5/5/-,0.5,10:30 PM,11:00 PM,"",5,55,5,57.5,0,57.5\n'
    '2026/08/11,1,"Workout A",5x5,83.5,"Chin-ups",8,0.5,10:30 PM,11:00 PM,"",8,10,,,,\n'
)
JEFIT = (
    "### SETTING ##########\n\n_id,mass,length\n1, lbs, in\n\n"
    "### WORKOUT SESSIONS ###########\n\n_id,mydate,starttime,total_time\n170,2024-01-15,1705305600,3600\n\n"
    "### EXERCISE LOGS ###########\n\nlogs,record,mydate,ename,belongsession\n"
    '"135x8,145x6",180,2024-01-15,Barbell Bench Press,170\n'
    '"0x12",0,2024-01-15,Crunches,170\n'
    '"60",0,2024-01-15,Treadmill Running,170\n'
)


def brought(coach: Coach, log: str, *more: str) -> str:
    (coach.cwd / "log.csv").write_text(log, encoding="utf-8")
    run = coach("import-log", "log.csv", *more)
    assert (run.status, run.err) == (0, "")
    return run.out


def done(coach: Coach) -> list[tuple[object, ...]]:
    found = rows(
        coach,
        "SELECT done.exercise, reps, load, unit, bodyweight, kind FROM done JOIN session ON session.id = done.session"
        " ORDER BY session.started, done.place",
    )
    return list(found)


def test_liftosaur_says_the_unit_of_each_set_and_which_were_not_done(coach: Coach) -> None:
    said = brought(coach, LIFTOSAUR)
    assert done(coach) == [
        ("barbell-back-squat", 5, 50.0, "lb", 0, "warm-up"),
        ("barbell-back-squat", 4, 105.0, "lb", 0, "working"),
        ("dumbbell-bench-press", 8, 20.0, "kg", 0, "working"),
    ]
    assert said.splitlines()[0] == "Liftosaur: 1 session with 3 sets added"
    assert said.splitlines()[-2:] == ["Not kept: notes.", "left out, line 4: Squat: neither reps nor a time"]


def test_liftlog_counts_the_body_in_so_that_weight_is_not_kept(coach: Coach) -> None:
    said = brought(coach, LIFTLOG)
    assert done(coach) == [
        ("pull-up", 8, None, None, 0, "working"),
        ("incline-dumbbell-press", 8, 60.0, "kg", 0, "working"),
        ("incline-dumbbell-press", 7, 60.0, "kg", 0, "working"),
    ]
    assert said.endswith("\nNot kept: loads of pull-up, which may have the body's weight in.\n")
    assert list(rows(coach, "SELECT (ended - started) / 60000 FROM session ORDER BY started")) == [(0,), (3,)]


def test_a_row_of_stronglifts_is_all_sets_of_an_exercise(coach: Coach) -> None:
    said = brought(coach, STRONGLIFTS)
    assert done(coach) == [
        ("barbell-back-squat", 5, 55.0, "kg", 0, "working"),
        ("barbell-back-squat", 5, 57.5, "kg", 0, "working"),
        ("chin-up", 8, 10.0, "kg", 1, "working"),
    ]
    assert said.endswith("\nNot kept: the body's weight.\n")


def test_jefit_has_tables_for_sessions_sets_and_the_unit(coach: Coach) -> None:
    said = brought(coach, JEFIT, "--units", "kg")
    assert done(coach) == [
        ("barbell-bench-press", 8, 135.0, "lb", 0, "working"),
        ("barbell-bench-press", 6, 145.0, "lb", 0, "working"),
        ("crunch", 12, None, None, 0, "working"),
    ]
    assert list(rows(coach, "SELECT started / 1000, (ended - started) / 60000 FROM session")) == [(1705305600, 60)]
    assert said.endswith('left out, line 16: logs: "60" is not a set, such as 60x8\n')


@pytest.mark.parametrize(
    "log", [LIFTOSAUR, LIFTLOG, STRONGLIFTS, JEFIT], ids=["Liftosaur", "LiftLog", "StrongLifts", "JEFIT"]
)
def test_a_log_imported_twice_is_in_the_journal_once(coach: Coach, log: str) -> None:
    brought(coach, log)
    before = done(coach)
    assert " 0 sessions with 0 sets added; " in brought(coach, log)
    assert done(coach) == before


STRONG = (
    "Date,Workout Name,Duration,Exercise Name,Set Order,Weight (kg),Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Pull Up", ("pull-up", 8, 10.0, "kg", 1, "working")),
        ("Chest Dip", ("chest-dip", 8, 10.0, "kg", 1, "working")),
        ("Push Up", ("push-up", 8, 10.0, "kg", 1, "working")),
        ("Pull Up (Assisted)", ("assisted-pull-up", 8, 10.0, "kg", 0, "working")),
        ("Bench Press (Barbell)", ("barbell-bench-press", 8, 10.0, "kg", 0, "working")),
    ],
)
def test_a_weight_on_the_body_is_not_one_that_is_lifted(coach: Coach, name: str, wanted: tuple[object, ...]) -> None:
    brought(coach, f"{STRONG}2024-03-04 18:30:00,X,1h,{name},1,10,8,0,0,,,\n")
    assert done(coach) == [wanted]


def test_reps_of_a_hold_may_be_seconds(coach: Coach) -> None:
    (coach.cwd / "log.csv").write_text(f"{STRONG}2024-03-04 18:30:00,X,1h,Plank,1,0,60,0,0,,,\n")
    run = coach("import-log", "log.csv")
    assert (run.status, run.err) == (1, "")
    assert run.out == (
        "Strong: 0 sessions with 0 sets added\n"
        f"Its exercises, kept in {coach.config}/names.toml to correct:\n  Plank  plank\n"
        "left out, line 2: Plank: 60 reps, or seconds? it is held for a time\n"
    )


OF_STRONG = (
    "write a CSV with the columns Date, Workout Name, Exercise Name, Set Order, Weight (kg), Reps, Seconds: a row a set"
)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            "Activity Type,Date,Favorite,Title,Distance,Calories,Total Reps,Total Sets\nStrength Training,2024-01-15,"
            ",X,0,100,80,12\n",
            "is Garmin Connect's list of activities, which has no sets",
        ),
        ('{"count":2,"next":null,"results":[{"id":1,"reps":8}]}', "is data of wger, which has no export of logs"),
        ('<?xml version="1.0"?>\n<HealthData></HealthData>', "is Apple Health's export, which has no sets"),
    ],
    ids=["Garmin", "wger", "Apple"],
)
def test_logs_that_cannot_be_read_are_named(coach: Coach, text: str, what: str) -> None:
    (coach.cwd / "log.csv").write_text(text)
    run = coach("import-log", "log.csv")
    assert (run.status, run.err) == (1, f"coach: log.csv: {what}; {OF_STRONG}\n")


def test_a_weight_whose_row_leaves_the_unit_empty_waits_for_it(coach: Coach) -> None:
    log = (
        "Date,Workout Name,Exercise Name,Set Order,Weight,Weight Unit,Reps\n"
        "2024-03-01 18:00:00,A,Deadlift (Barbell),1,225,lbs,5\n"
        "2024-03-01 18:00:00,A,Deadlift (Barbell),2,100,,5\n"
        "2024-03-01 18:00:00,A,Pull Up,1,0,,5\n"
    )
    (coach.cwd / "log.csv").write_text(log)
    refused = coach("import-log", "log.csv")
    assert refused.status == 1
    assert "doesn't say of every weight whether it is kilograms or pounds; say it with --units" in refused.err
    brought(coach, log, "--units", "kg")
    assert [one[1:4] for one in done(coach)] == [(5, 225.0, "lb"), (5, 100.0, "kg"), (5, None, None)]


def test_the_unit_beside_the_weight_counts_and_help_may_be_negative(coach: Coach) -> None:
    said = brought(
        coach,
        "Date,Time,Exercise,Category,Weight,Unit,Reps,Distance,Unit,Duration\n"
        "2024-03-01,18:00,Barbell Squat,Legs,185,lbs,5,,km,\n"
        "2024-03-01,18:10,Assisted Pull Up,Back,-20,kgs,8,,km,\n"
        "2024-03-01,18:20,Plank,Abs,,,,,km,0:01:00\n",
    )
    assert "left out" not in said
    assert done(coach) == [
        ("barbell-back-squat", 5, 185.0, "lb", 0, "working"),
        ("assisted-pull-up", 8, 20.0, "kg", 0, "working"),
        ("plank", None, None, None, 0, "working"),
    ]


@pytest.mark.parametrize(
    ("written", "load"),
    [("1,225.5", 1225.5), ("1.225,5", 1225.5), ("61,235", 61.23), ("82,5", 82.5), ("22.680", 22.68), ("1,225", None)],
)
def test_marks_between_thousands_are_no_decimal_points(coach: Coach, written: str, load: float | None) -> None:
    said = brought(
        coach,
        "Date,Workout Name,Exercise Name,Set Order,Weight (kg),Reps\n"
        f'2024-03-01 18:00:00,A,Leg Press,1,"{written}",5\n2024-03-01 18:00:00,A,Leg Press,2,90,5\n',
    )
    assert [one[2] for one in done(coach)] == ([90.0] if load is None else [load, 90.0])
    asked = 'left out, line 2: weight: is "1,225" 1225, or 1.225? write it without the comma'
    assert (asked in said) == (load is None)


def test_a_log_in_utf_16(coach: Coach) -> None:
    log = "Date,Workout Name,Exercise Name,Set Order,Weight (kg),Reps\r\n2024-03-01 18:00:00,Drücken,Squat,1,80,5\r\n"
    (coach.cwd / "log.csv").write_bytes(log.encode("utf-16"))
    assert coach("import-log", "log.csv").out.startswith("Strong: 1 session with 1 set added\n")
    assert "Drücken" in coach("history").out


def test_equipment_that_the_catalogue_lacks_keeps_its_own_name(coach: Coach) -> None:
    brought(
        coach,
        "Date,Workout Name,Exercise Name,Set Order,Weight (kg),Reps\n"
        "2024-03-01 18:00:00,A,Shrug (Smith Machine),1,80,5\n2024-03-01 18:00:00,A,Hammer Curl (Band),1,0,5\n"
        '2024-03-01 18:00:00,A,"Bicep Curl, EZ Bar",1,20,5\n2024-03-01 18:00:00,A,Flat Dumbbell Bench Press,1,20,5\n',
    )
    assert [one[0] for one in done(coach)] == [
        "shrug-smith-machine", "hammer-curl-band", "curl-bar-curl", "dumbbell-bench-press",
    ]  # fmt: skip
