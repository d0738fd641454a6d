"""`coach import` as athletes use it: a text file or standard input becomes one of their routines."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.conftest import Coach, Run
from tests.support import terminal as terminals
from tests.support.terminal import terminal

PUSH = """Day 1 \u2013 Push:
Warm-up: 5 min bike, 10 arm circles

1. Bench Press / 3x8 / 60kg / 90s / RPE 8
2. Squat 3x5 60
   Zercher \x1b[31mthing
"""


def piped(coach: Coach, text: str | bytes, *words: str) -> Run:
    """Runs the program with `text` on its standard input."""
    done = subprocess.run(
        coach.command(*words),
        input=text.encode() if isinstance(text, str) else text,
        env=coach.env,
        cwd=coach.cwd,
        capture_output=True,
        timeout=60,
        check=False,
    )
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


def test_a_file_becomes_the_athletes_own_routine(coach: Coach) -> None:
    (coach.cwd / "push.txt").write_text(PUSH)
    run = coach("import", "push.txt")
    assert (run.status, run.err) == (0, "")
    file = coach.config / "routines" / "push.toml"
    assert run.out == (
        f"{file}: Day 1 - Push, 2 exercises, 2 to warm up\n"
        "line  exercise     in the catalogue      sets  reps   load   effort  rest   group\n"
        "2     Bike         stationary-bike       1*    5 min                        warm-up\n"
        "2     Arm circles  arm-circles           1*    10                           warm-up\n"
        "4     Bench Press  barbell-bench-press*  3     8      60 kg  RPE 8   90 s\n"
        "5     Squat        barbell-back-squat*   3     5                     1:30*\n"
        "* not written: sets and rest; what the coach takes instead is shown\n"
        "* equipment not written: taken to be a barbell\n"
        'push.txt:5: not carried: "60"; a number alone; write 3x8, 60 kg or 90 s\n'
        'push.txt:6: not carried: "Zercher \\x1b[31mthing"; no sets, reps or time, and not in the catalogue\n'
        "Next: coach check push, change what you like in the file, and coach start push\n"
    )
    assert "\x1b" not in file.read_text()
    check = coach("check", "push")
    assert (check.status, check.err) == (0, "")
    assert "\npush: standard " in f"\n{check.out}"
    rows = [line.split() for line in coach("show", "push").out.splitlines()]
    assert ["1", "Barbell", "bench", "press", "3", "8"] in [row[:6] for row in rows]


def test_a_file_is_never_overwritten(coach: Coach) -> None:
    (coach.cwd / "push.txt").write_text("Squat 3x5")
    (coach.cwd / "mine.toml").write_text("mine")
    assert coach("import", "push.txt").status == 0
    for words, file in (([], coach.config / "routines" / "push.toml"), (["-o", "mine.toml"], Path("mine.toml"))):
        run = coach("import", "push.txt", *words)
        assert (run.status, run.err) == (1, f"coach: {file}: is there already; name another file with -o FILE.toml\n")
    assert (coach.cwd / "mine.toml").read_text() == "mine"


def test_a_file_of_another_name(coach: Coach) -> None:
    (coach.cwd / "leg_day.txt").write_text("Squat 3x5\n")
    run = coach("import", "leg_day.txt", "-o", "my legs.toml")
    assert run.out == (
        "my legs.toml: My legs, 1 exercise\n"
        "line  exercise  in the catalogue     sets  reps  rest\n"
        "1     Squat     barbell-back-squat*  3     5     1:30*\n"
        "* not written: rest; what the coach takes instead is shown\n"
        "* equipment not written: taken to be a barbell\n"
        "Next: coach check 'my legs.toml', change what you like in the file, and coach start 'my legs.toml'\n"
    )
    assert coach("check", "my legs.toml").status == 0


def test_standard_input_is_named_by_its_title(coach: Coach) -> None:
    run = piped(coach, PUSH, "import", "-")
    assert run.out.startswith(f"{coach.config}/routines/day-1-push.toml: Day 1 - Push, 2 exercises")
    assert 'stdin:5: not carried: "60"' in run.out
    assert piped(coach, "Squat 3x5", "import", "-", "-o", "s.toml").status == 0


def test_a_shipped_routine_of_the_same_name_is_mentioned(coach: Coach) -> None:
    (coach.cwd / "back.txt").write_text("Squat 3x5\n")
    assert 'It goes before the shipped routine "back".\n' in coach("import", "back.txt").out


WEEK = "My week\n\nDay 1\nSquat 5x5\nDay 2 - Pull\nDeadlift 1x5 100 kg\n"


def test_a_plan_of_several_days_is_a_routine_a_day(coach: Coach) -> None:
    (coach.cwd / "week.txt").write_text(WEEK)
    run = coach("import", "week.txt")
    assert (run.status, run.err) == (
        1,
        "coach: week.txt: has 2 sessions, and a routine is one; "
        "coach import week.txt --split writes a routine for each of them\n",
    )
    assert not (coach.config / "routines").exists()
    run = coach("import", "week.txt", "--split")
    assert (run.status, run.err) == (0, "")
    names = ["week-my-week-day-1.toml", "week-my-week-day-2-pull.toml"]
    assert sorted(path.name for path in (coach.config / "routines").glob("*.toml")) == names
    program = coach.config / "routines" / "programs" / "week.toml"
    assert run.out.endswith(
        f"\n{program}: Week, a program of 2 days\n"
        "Next: coach check week, change what you like in the file, and coach start week\n"
    )
    assert coach("check", "week").status == 0
    assert coach("start", "week", "--dry-run", "--plain").out.splitlines()[1].endswith("Week: day one.")
    assert 'title = "My week: Day 2 - Pull"' in (coach.config / "routines" / names[1]).read_text()
    assert coach("check", *(name.removesuffix(".toml") for name in names)).status == 0


def test_a_program_of_the_days_does_not_hide_behind_a_routine_of_its_name(coach: Coach) -> None:
    (coach.cwd / "back.txt").write_text(WEEK)
    assert coach("import", "back.txt", "--split").status == 0
    assert (coach.config / "routines" / "programs" / "back-program.toml").exists()
    again = coach("import", "back.txt", "--split")
    there = coach.config / "routines" / "back-my-week-day-1.toml"
    assert (again.status, again.err) == (1, f"coach: {there}: is there already; name another file with -o FILE.toml\n")


@pytest.mark.parametrize(("answer", "written"), [("n", False), ("y", True), ("", True)])
def test_on_a_terminal_it_asks_first(coach: Coach, answer: str, written: bool) -> None:
    (coach.cwd / "legs.txt").write_text("Squat 3x5\n")
    if lacking := terminals.missing():
        pytest.skip(f"no terminal to look at: {lacking} not found")
    with terminal(coach.cwd) as screen:
        screen.run(coach.command("import", str(coach.cwd / "legs.txt")), coach.env, (120, 24))
        screen.until("Write legs.toml? [Y/n]:")
        screen.press(*answer, "Enter")
        assert screen.status() == 0
        assert ("Nothing was written." in screen.seen()) is not written
    assert (coach.config / "routines" / "legs.toml").exists() is written


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x0e\x10\x00\x00\x00\x00\x00\x00.FIT\x00", "is a FIT workout for a watch; do it on the watch, or write its "
         "exercises as plain lines, one a line: Squat 5x5 60 kg"),
        (b"%PDF-1.7\n", "is a PDF; copy its text into a text file"),
        (b"PK\x03\x04\x14", "is a document of an office program; save it as plain text, or its table as CSV"),
        (b"{\\rtf1\\ansi Squat 5x5}", "is rich text (RTF); save it as plain text: in TextEdit, "
         "Format, Make Plain Text"),
        (b"<workout_file>\n<name>x</name>", "is a Zwift workout; ride it in Zwift, or write: Bike 20 min"),
        (b"Warmup\n- 10m 60%\n- 5m ramp 50-70%\n",
         "is a workout of intervals.icu; it goes by power; ride it there, or write: Bike 20 min"),
        (b"Squat / 3x5 / update: custom() {~ reps = 1 ~}\n", "has Liftoscript's own program code ({~ \u2026 ~}); keep "
         "the lines of its exercises, such as: Squat / 5x5 / 100lb / progress: lp(5lb)"),
        (b"Date,Workout Name,Duration,Exercise Name\n", "is a log of training, not a plan; coach import-log FILE "
         "adds it to the journal"),
    ],
)  # fmt: skip
def test_files_of_other_programs_are_refused_by_name(coach: Coach, data: bytes, message: str) -> None:
    (coach.cwd / "plan.txt").write_bytes(data)
    run = coach("import", "plan.txt")
    assert (run.status, run.out, run.err) == (1, "", f"coach: plan.txt: {message}\n")


def test_units_of_the_configuration(coach: Coach) -> None:
    coach.config.mkdir(parents=True)
    (coach.config / "config.toml").write_text('units = "kg"\n')
    run = piped(coach, "Squat 3x5 60", "import", "-", "-o", "s.toml")
    assert "not carried" not in run.out
    assert 'load = "60 kg"\n# 60 is taken in kg, as the configuration has it.\n' in (coach.cwd / "s.toml").read_text()


@pytest.mark.parametrize(
    ("text", "words", "message"),
    [
        ("", ["gone.txt"], "gone.txt: there is no such file; name a text file, or - for what is typed"),
        ("", ["my.toml"], "my.toml: is a routine file already; coach check my.toml reads it"),
        ("", ["."], ".: can't be read: is a directory; check its name and permissions"),
        ("Squat 3x5", ["-"], "stdin: there is no title to name the file after; name one with -o FILE.toml"),
        ("Squat 3x5", ["-", "-o", "x.txt"], "can't write .txt; name it x.toml"),
        ("Squat 3x5", ["-", "-o", "no/x.toml"], "no: there is no such folder; make it first, or name another"),
        (b"Squat 3x5\n\xff", ["-"], "stdin:2: is not UTF-8 text; save it as UTF-8"),
        (b"\0" * 1_000_001, ["-"], "stdin: is larger than a megabyte; split it into several files"),
        ("\n" * 2001, ["-"], "stdin: has more than 2000 lines; put each session into a file of its own"),
        (
            "Back day\nBreathe, then rest\n",
            ["-"],
            "stdin: there is no exercise in it; write one exercise a line: Bench Press / 3x8 / 60 kg / 90 s\n"
            'coach: stdin:2: not carried: "Breathe, then rest"; no sets, reps or time, and not in the catalogue',
        ),
    ],
)
def test_what_a_user_can_get_wrong(coach: Coach, text: str | bytes, words: list[str], message: str) -> None:
    run = piped(coach, text, "import", *words)
    assert (run.status, run.out, run.err) == (1, "", f"coach: {message}\n")
    assert not (coach.config / "routines").exists()
