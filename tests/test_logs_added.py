"""The logs of Strong and Hevy, added to the journal by `coach import-log`."""

from __future__ import annotations

from tests.conftest import Coach
from tests.support.gym import rows

STRONG = """Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE
2026-05-04 18:02:54,"Pull day",1h 5m,"Pull Up",1,0.0,8.0,0,0.0,"","",
2026-05-04 18:02:54,"Pull day",1h 5m,"Bent Over Row (Barbell)",W,40.0,10.0,0,0.0,"","",
2026-05-04 18:02:54,"Pull day",1h 5m,"Bent Over Row (Barbell)",1,60.0,8.0,0,0.0,"","",8.5
2026-05-04 18:02:54,"Pull day",1h 5m,"Bent Over Row (Barbell)",Rest Timer,,,0,90.0,"","",
2026-05-04 18:02:54,"Pull day",1h 5m,"Sandbag Throw",1,20.0,,0,0.0,"","",
2026-05-06 18:02:54,"Core",50s,"Plank",1,,,0,60.0,"","",
2026-05-06 18:02:54,"Core",50s,"Sandbag Throw",1,20.0,5,0,0.0,"","",
"""


HEVY = (
    '"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index",'
    '"set_type","weight_kg","reps","distance_km","duration_seconds","rpe"\n'
    '"Back","22 Dec 2025, 08:00","22 Dec 2025, 08:37","","Pull Up",,"",0,"normal",,10,,0,8.5\n'
    '"Back","22 Dec 2025, 08:00","22 Dec 2025, 08:37","","Shrug (Barbell)",,"",0,"warmup",40,10,,,\n'
    '"Back","22 Dec 2025, 08:00","22 Dec 2025, 08:37","","Shrug (Barbell)",,"",1,"normal",80.25,8,,,\n'
    '"Back","22 Dec 2025, 08:00","22 Dec 2025, 08:37","","Shrug (Barbell)",,"",2,"dropset",60,8,,,\n'
)


def test_the_logs_of_strong_and_hevy(coach: Coach) -> None:
    (coach.cwd / "strong.csv").write_text(STRONG)
    (coach.cwd / "hevy.csv").write_text(HEVY)
    run = coach("import-log", "strong.csv")
    assert (run.status, run.err) == (
        1,
        "coach: strong.csv: doesn't say whether its weights are kilograms or pounds; "
        "say it with --units: coach import-log strong.csv --units kg, or --units lb\n",
    )
    run = coach("import-log", "strong.csv", "--units", "kg")
    assert (run.status, run.out) == (
        0,
        "Strong: 2 sessions with 5 sets added\n"
        f"Its exercises, kept in {coach.config}/names.toml to correct:\n"
        "  Bent Over Row (Barbell)  barbell-bent-over-row\n"
        "  Plank                    plank\n"
        "  Pull Up                  pull-up\n"
        "  Sandbag Throw            as it is: not in the catalogue\n"
        "The file doesn't say it: its weights were taken in kg.\n"
        "left out, line 6: Sandbag Throw: neither reps nor a time\n",
    )
    assert coach("import-log", "hevy.csv").out == (
        "Hevy: 1 session with 4 sets added\n"
        f"Its exercises, kept in {coach.config}/names.toml to correct:\n"
        "  Pull Up          pull-up\n"
        "  Shrug (Barbell)  barbell-shrug\n"
    )
    assert coach("import-log", "hevy.csv").out == "Hevy: 0 sessions with 0 sets added; 1 was there already\n"
    head = STRONG.splitlines()[0].replace(",", ";")
    later = head.replace("Weight;", "Weight;Weight Unit;").replace("Duration;", "")
    (coach.cwd / "later.csv").write_text(
        later + ';Workout Duration\n2026-06-01 07:00:00;"A";"Shrug";1;135;lbs;5;;0;;;9;3600\n'
    )
    assert coach("import-log", "later.csv").out.startswith("Strong: 1 session with 1 set added\n")
    query = "SELECT exercise, kind, number, reps, load, unit, time, effort FROM done ORDER BY at, place"
    assert rows(coach, query) == [
        ("pull-up", "working", 1, 10, None, None, 0, 8.5),
        ("barbell-shrug", "warm-up", 1, 10, 40.0, "kg", 0, None),
        ("barbell-shrug", "working", 1, 8, 80.25, "kg", 0, None),
        ("barbell-shrug", "drop", 1, 8, 60.0, "kg", 0, None),
        ("pull-up", "working", 1, 8, None, None, 0, None),
        ("barbell-bent-over-row", "warm-up", 1, 10, 40.0, "kg", 0, None),
        ("barbell-bent-over-row", "working", 1, 8, 60.0, "kg", 0, 8.5),
        ("plank", "working", 1, None, None, None, 60_000, None),
        ("sandbag-throw", "working", 1, 5, 20.0, "kg", 0, None),
        ("barbell-shrug", "working", 1, 5, 135.0, "lb", 0, 9.0),
    ]
    assert [line.split()[4] for line in coach("history").out.splitlines()[1:]] == ["Back", "Pull", "Core", "A"]
