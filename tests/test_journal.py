"""The journal from the command line: sessions are remembered, shown, corrected, exported and imported."""

from __future__ import annotations

import json
import os
import pty
import re
import sqlite3
import time
from pathlib import Path

import pytest

from coach.session.done import FORMS
from tests.conftest import Coach
from tests.support.gym import GYM, SETS, broken_off, done, hurried, journal, rows, said

PULL = """title = "Pull"
per_week = 2
talk = "brief"

[[exercise]]
use = "barbell-shrug"
sets = 3
reps = "8-10"
load = "60 kg"
progress = "double"

[[exercise]]
use = "pull-up"
sets = 2
reps = "6-8"
progress = { rule = "double", misses = 2 }
"""


@pytest.fixture
def pull(coach: Coach) -> Coach:
    """The program, with a routine that goes on from session to session."""
    (coach.cwd / "pull.toml").write_text(PULL)
    return coach


def log(coach: Coach, day: str, *rows: str) -> None:
    run = coach("log", "pull.toml", *(word for row in rows for word in ("--add", row)), "--on", day)
    assert (run.status, run.err) == (0, "")


def cues(coach: Coach, *words: str) -> list[str]:
    return [line for line in said(coach(*words).out) if line and not line.startswith("(")]


def test_a_session_is_kept_and_looked_back_on(coach: Coach) -> None:
    done(coach)
    assert rows(coach) == SETS
    (line,) = coach("history").out.splitlines()[1:]
    assert line.split()[4:-1] == ["Gym", "standard", "8", "345", "kg"]
    shown = coach("history", "show", "1").out.splitlines()
    assert shown[0].startswith("Gym, standard: ")
    assert shown[1:6] == [
        "    exercise       set        asked  done                   known    rpe",
        "1   Arm circles    1 warm-up  2      2                      counted",
        "2   Barbell shrug  1          2      2 x 60 kg              counted",
        "3   Barbell shrug  2          2      2 x 62.5 kg            counted",
        "4   Barbell shrug  2 drop     2      2 x 40 kg              counted",
    ]
    assert re.fullmatch(r"8 working sets, took \d:\d\d, 345 kg lifted", shown[-1])
    (row,) = json.loads(coach("history", "gym", "--json").out)
    assert (row["how"], row["sets"], row["volume_kg"]) == ("complete", 8, 345)


def test_what_is_said_before_an_exercise(pull: Coach) -> None:
    script = ("script", "pull.toml")
    assert cues(pull, *script)[3:5] == [
        "Barbell shrug. Three sets of eight to ten reps.",
        "Load sixty kilos: a twenty on each side.",
    ]
    log(pull, "2026-11-02", "barbell shrug 10 10 10 x 60", "pull-up 5 5")
    log(pull, "2026-11-04", "barbell shrug 10 9 8 x 62.5", "pull-up 5 4")
    lines = cues(pull, *script)
    assert lines[3:7] == [
        "Barbell shrug. Three sets of eight to ten reps.",
        "Last time: sixty-two and a half kilos, ten, nine, eight.",
        "Keep the weight today, and get nine reps or more in every set.",
        "Load a twenty and one one-and-a-quarter on each side.",
    ]
    assert "Last time: five, four." in lines
    log(pull, "2026-11-06", "barbell shrug 10 10 10 x 62.5", "pull-up 8 x bodyweight 8")
    lines = cues(pull, *script)
    assert "More weight today: sixty-five kilos." in lines
    assert "More weight today: bodyweight plus two and a half kilos." in lines
    assert pull("start", "pull.toml", "--dry-run").out == pull(*script).out


def test_more_often_than_the_routine_asks_for(pull: Coach) -> None:
    days = [time.strftime("%Y-%m-%d", time.localtime(time.time() - days * 86400)) for days in (9, 3, 1)]
    for day in days[:2]:
        log(pull, day, "pull-up 8")
    assert not [line for line in cues(pull, "script", "pull.toml") if "this week" in line]
    log(pull, days[2], "pull-up 8")
    assert "This is your third pull workout this week; go easy if you're still sore." in cues(
        pull, "script", "pull.toml"
    )


def test_the_best_yet(pull: Coach) -> None:
    log(pull, "2026-11-02", "barbell shrug 8 8 8 x 50", "pull-up 5 5")
    assert "Your best barbell shrug and pull-up on record." in cues(pull, "script", "pull.toml")
    log(pull, "2026-11-04", "barbell shrug 12 x 100", "pull-up 20")
    assert not [line for line in cues(pull, "script", "pull.toml") if line.startswith("Your best")]


def test_percent_of_a_measured_max(coach: Coach) -> None:
    (coach.cwd / "percent.toml").write_text(
        'title = "P"\n[[exercise]]\nuse = "barbell-shrug"\nreps = 5\nsets = 2\n'
        'progress = { rule = "percent", waves = [{ percent = [65, 75], reps = "5, 5+" }, { percent = [70] }] }\n'
    )
    assert "percent of your max" not in coach("script", "percent.toml").out
    assert coach("log", "--max", "shrug 100 kg", "--weight", "82").out == "body weight: 82 kg\nbarbell-shrug: 100 kg\n"
    assert "Start with fifty-seven and a half kilos" in coach("script", "percent.toml").out
    assert coach("log", "percent.toml", "--add", "barbell shrug 5 5 x 57.5").status == 0
    assert "Load sixty-two and a half kilos" in coach("script", "percent.toml").out


def test_what_was_really_done_is_typed_in_the_rest(coach: Coach) -> None:
    coach("script", GYM)
    presses = "2 9, 24 5 x 62.5 @ 8"
    lines = cues(coach, "start", GYM, "--dry-run", "--press", presses)
    assert "No set to log yet." in lines
    assert "Noted: five reps, sixty-two and a half kilos, effort eight." in lines
    master, slave = pty.openpty()
    process = hurried(coach, "start", GYM, "--mute", speed=8, stdin=slave)
    assert process.stdout
    # What follows an escape at once would be a key pressed with Alt: the rest is typed two lines later.
    typed = iter([b"9 x 5x\x7f.5\x1b", b"", b"4 x 6\x7f7.5@9.5\r"])
    in_rest = False
    for line in process.stdout:
        in_rest = in_rest or "Start with" in line
        if in_rest:
            os.write(master, next(typed, b""))
        if "Noted" in line:
            assert said(line) == ["Noted: four reps, seven and a half kilos, effort nine and a half."]
            process.kill()
    process.wait()
    os.close(master)
    os.close(slave)
    assert rows(coach, "SELECT exercise, reps, load, unit, effort FROM done") == [("arm-circles", 4, 7.5, "kg", 9.5)]


def test_the_last_session_is_corrected(coach: Coach) -> None:
    done(coach)
    run = coach("log", "--set", "2 8 x 65 @ 9", "--set", "10 45s", "--set", "5 skipped")
    table = run.out.splitlines()
    assert table[2] == "2   Barbell shrug  1          2      8 x 65 kg              reported  9"
    assert table[5] == "5   Row            1 left     2      skipped"
    assert table[10] == "10  Plank          1          2 s    45 s                   reported"
    run = coach("log", "gym", "--edit", env={"EDITOR": "sed -i 's/8 x 65 kg @ 9/7 x 65 kg/'"})
    assert run.out.splitlines()[2] == "2   Barbell shrug  1          2      7 x 65 kg              reported  9"
    assert rows(coach, "SELECT reps, load, round(estimate, 1) FROM done WHERE place = 2") == [(7, 65.0, 80.2)]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["history"], "there is no journal yet; it begins with your first session: coach start back"),
        (["history", "show", "7"], "there is no session 7; coach history has the numbers"),
        (["history", "puul"], 'the journal has no session of "puul"; did you mean "pull"?'),
        (["log", "--set", "9 8"], '"9 8" names no set of Pull; write its number, 1 to 1, first'),
        (["log", "--set", "1 x"], f'"x" is not a set; write {FORMS}'),
        (["log", "pull.toml", "--add", "pul-up 8"], 'there is no exercise "pul-up"; did you mean "pull-up"?'),
        (["log", "bakc", "--add", "pull-up 8"], 'there is no routine "bakc"; did you mean "back"?'),
        (["log", "x", "--add", "pull-up 8", "--on", "May"],
         '"May" is not a date; write 2026-11-20 or 2026-11-20 18:30'),
        (["log", "--max", "squat"], '"squat" is not a one-rep max; write the exercise first: "squat 140 kg"'),
        (["log", "--weight", "heavy"], '"heavy" is not a load; write "60 kg", "135 lb", "75 %" (of your one-rep max), '
         '"90 % of top" (of today\'s heaviest set), "bodyweight", "bodyweight + 10 kg" or '
         '"bodyweight - 20 kg" (of help)'),
        (["resume"], "there is no session to resume; the last one is over; coach start begins another"),
        (["import-log", "pull.toml"], "pull.toml: is no log that is known here; give it what coach export, Strong, "
         "Hevy, FitNotes, JEFIT, Liftosaur, LiftLog or StrongLifts wrote; or write a CSV with the columns Date, "
         "Workout Name, Exercise Name, Set Order, Weight (kg), Reps, Seconds: a row a set"),
        (["plates", "60", "--bar", "barbel"], 'there is no bar "barbel"; did you mean "barbell"?'),
        (["check", "steps.toml"], ""),
    ],
)  # fmt: skip
def test_what_a_user_can_get_wrong(pull: Coach, words: list[str], message: str) -> None:
    (pull.cwd / "steps.toml").write_text(PULL + 'step = "75 %"\n')
    if words != ["history"]:
        log(pull, "2026-11-02", "pull-up 8")
    run = pull(*words)
    assert (run.status, run.err) == (1, f"coach: {message}\n" if message else "")
    if words[0] == "check":
        line = 'steps.toml:17: exercise 2 "pull-up": step: "75 %" is not a weight; write "60 kg" or "135 lb"'
        assert run.out.splitlines()[0] == line


def test_a_step_is_a_weight(coach: Coach) -> None:
    (coach.cwd / "steps.toml").write_text(
        'title = "Steps"\n[[exercise]]\nname = "Press"\nstep = "0 kg"\n'
        '[[exercise]]\nname = "Row"\nprogress = { rule = "linear", step = "bodyweight + 5 kg" }\n'
    )
    run = coach("check", "steps.toml")
    hint = 'is not a weight; write "60 kg" or "135 lb"'
    assert [line for line in run.out.splitlines() if line.startswith("steps")] == [
        f'steps.toml:4: exercise 1 "Press": step: "0 kg" {hint}',
        f'steps.toml:7: exercise 2 "Row": step: "bodyweight + 5 kg" {hint}',
    ]


def test_broken_off_and_taken_up_again(coach: Coach) -> None:
    coach("script", GYM)
    here = broken_off(coach, GYM)
    seen_ago(coach, 12)
    rehearsed = cues(coach, "start", GYM, "--dry-run")
    assert rehearsed[:1] == [
        f"You stopped twelve minutes ago, at {here}.",
    ]
    assert cues(coach, "start", GYM, "--dry-run", "--fresh")[0] == "Gym."
    assert cues(coach, "start", GYM, "--dry-run", "--from", "2")[0] == "Gym."
    seen_ago(coach, 4 * 60 + 12)
    assert cues(coach, "start", GYM, "--dry-run")[0] == "Gym."
    assert cues(coach, "resume", "--dry-run")[0] == f"You stopped four hours twelve minutes ago, at {here}."
    process = hurried(coach, "resume", "--mute")
    out, _ = process.communicate(timeout=60)
    assert said(out)[0] == f"You stopped four hours twelve minutes ago, at {here}."
    assert rows(coach) == SETS
    assert rows(coach, "SELECT how FROM session") == [("complete",)]


def seen_ago(coach: Coach, minutes: int) -> None:
    """Makes the last sign of life of the session so old."""
    with sqlite3.connect(journal(coach)) as connection:
        connection.execute("UPDATE session SET seen = ?", (round(time.time() * 1000) - minutes * 60_000,))
    connection.close()


def test_a_routine_that_was_edited_meanwhile_keeps_its_history(coach: Coach) -> None:
    file = coach.cwd / "mine.toml"
    file.write_text(Path(GYM).read_text())
    coach("script", GYM)
    here = broken_off(coach, "mine.toml")
    file.write_text(Path(GYM).read_text().replace('use = "barbell-shrug"', 'name = "Curl"'))
    process = hurried(coach, "start", "mine.toml", "--mute")
    out, _ = process.communicate(timeout=60)
    assert said(out)[0] == f"You stopped just now, at {here}."
    assert rows(coach) == SETS


def test_a_session_keeps_its_number(pull: Coach) -> None:
    log(pull, "2026-11-20", "pull-up 8")
    log(pull, "2026-11-10", "pull-up 6")
    assert [line.split()[:3] for line in pull("history").out.splitlines()[1:]] == [
        ["2", "Tue", "2026-11-10"],
        ["1", "Fri", "2026-11-20"],
    ]
    assert pull("history", "show", "1").out.startswith("Pull: Fri 2026-11-20 00:00")


def test_an_exported_journal_imports_as_the_same(pull: Coach) -> None:
    done(pull)
    log(pull, "2026-11-02 18:30", "barbell shrug 10 x 62.5 @ 8.5 9", "pull-up 8 x bodyweight + 2.5 kg")
    assert pull("log", "--weight", "82.35 kg", "--max", "shrug 220.5 lb").status == 0
    for kind in ("json", "csv"):
        run = pull("export", f"--{kind}", "-o", f"all.{kind}")
        assert run.out == f"all.{kind}: 2 sessions, 15 sets\n"
        other = {"XDG_DATA_HOME": str(pull.home / kind)}
        assert pull("import-log", f"all.{kind}", env=other).out == "2 sessions with 15 sets added\n"
        assert pull("export", f"--{kind}", env=other).out == (pull.cwd / f"all.{kind}").read_text()
        again = pull("import-log", f"all.{kind}", env=other)
        assert again.out == "0 sessions with 0 sets added; 2 were there already\n"
    assert pull("script", "pull.toml", env=other).out == pull("script", "pull.toml").out


def test_the_file_is_looked_after(coach: Coach) -> None:
    assert coach("journal", "path").out == f"{journal(coach)}\n"
    assert coach("journal", "check").out == f"{journal(coach)}: there is no journal yet\n"
    done(coach)
    assert coach("journal", "check").out == f"{journal(coach)}: version 4, 1 sessions, 12 sets, all well\n"
    assert coach("journal", "backup", "copy.db").status == 0
    assert coach("journal", "backup", "copy.db").err == "coach: copy.db: is there already; name a new file\n"
    journal(coach).write_bytes((coach.cwd / "copy.db").read_bytes()[:6000] + b"\xff" * 20_000)
    run = coach("journal", "check")
    assert run.status == 1
    assert run.out.splitlines()[-1] == (
        f"It is set aside when the next session begins. To save what can be saved: sqlite3 {journal(coach)} .recover"
    )


def test_plates(coach: Coach) -> None:
    assert coach("plates", "82.5").out == (
        "82.5 kg: barbell 20 kg, on each side 25 + 5 + 1.25\n"
        "Load eighty-two and a half kilos: a twenty-five, a five and one one-and-a-quarter on each side.\n"
    )
    coach.config.mkdir(parents=True)
    (coach.config / "config.toml").write_text(
        'units = "kg"\nbars.barbell = "15 kg"\nplates = ["2 x 10 kg", "4 x 5 kg"]\n'
    )
    assert coach("plates", "60").out == (
        "55 kg (the nearest to 60 kg): barbell 15 kg, on each side 10 + 5 + 5\n"
        "Load sixty kilos: the closest you can load is fifty-five, a ten and two fives on each side.\n"
    )
    (coach.config / "config.toml").write_text('plates = ["ten"]\n')
    assert coach("plates", "60").err == (
        f'coach: {coach.config}/config.toml:1: plates: "ten" is not a plate; '
        'write "20 kg", or "4 x 20 kg" where there are only four\n'
    )


def test_a_session_as_a_fit_file(coach: Coach) -> None:
    sdk = pytest.importorskip("garmin_fit_sdk", reason="the FIT SDK is not installed")
    done(coach)
    assert (
        coach("export", "--fit").err
        == "coach: a FIT file is not for the terminal; name it: --output session.fit, or - to pipe it on\n"
    )
    assert coach("export", "--fit", "-o", "s.fit").status == 0
    messages, errors = sdk.Decoder(sdk.Stream.from_file(str(coach.cwd / "s.fit"))).read()
    assert errors == []
    assert len(messages["set_mesgs"]) == len(SETS)
    shrug = messages["set_mesgs"][2]
    assert (shrug["category"], shrug["repetitions"], shrug["weight"], shrug["set_type"]) == ("shrug", 2, 62.5, "active")
    assert (shrug["category_subtype"], shrug["duration"]) == (1, 2.0)
    assert [title["wkt_step_name"] for title in messages["exercise_title_mesgs"]] == [
        "Arm circles", "Barbell shrug", "Row", "Dip", "Plank",
    ]  # fmt: skip
    (session,) = messages["session_mesgs"]
    assert (session["sport"], session["sub_sport"]) == ("training", "strength_training")


def test_figures_and_pictures(pull: Coach) -> None:
    for weeks, load in ((3, 60), (2, 62.5), (1, 65)):
        day = time.strftime("%Y-%m-%d", time.localtime(time.time() - weeks * 7 * 86400))
        log(pull, day, f"barbell shrug 10 10 8 x {load}", "pull-up 8 7")
    figures = json.loads(pull("stats", "--json", "--weeks", "5").out)
    assert [week["volume_kg"] for week in figures["weeks"]] == [0, 1680, 1750, 1820, 0]
    assert [week["sets"] for week in figures["weeks"]] == [0, 5, 5, 5, 0]
    assert figures["weeks"][1]["muscles"] == {"traps": 3, "lats": 2, "upper back": 2}
    assert [(best["exercise"], best["estimate_kg"], best["load"]) for best in figures["bests"]] == [
        ("barbell-shrug", 86.67, "65 kg")
    ]
    out = pull("stats").out
    assert "Kilograms a week" in out
    assert "\x1b" not in out
    lines = [line.split() for line in out.splitlines()]
    assert ["traps", "3", "3", "3"] in lines
    assert ["Barbell", "shrug", "10", "x", "65", "kg", "86.7", "kg"] in [line[:8] for line in lines]
    one = pull("stats", "shrug").out
    assert "Barbell shrug: estimated 1RM (Epley), kg" in one
    assert one.endswith("\nBest estimate of 3 sessions: 86.7 kg\n")
    assert pull("stats", "pull-up").out.splitlines()[1].split()[1:] == ["8"]
    for words, message in (
        (["stats", "shrugg"], 'the journal has no exercise "shrugg"; did you mean "barbell-shrug" or "Barbell shrug"?'),
        (["stats", "--plot", "x.pdf"], 'can\'t draw "x.pdf"; name it x.png or x.svg'),
    ):
        run = pull(*words)
        assert run.status == 1
        assert run.err.startswith("coach: " + message.split(";", maxsplit=1)[0])
    pytest.importorskip("matplotlib", reason="matplotlib is not installed")
    assert pull("stats", "--plot", "weeks.svg").out == "weeks.svg\n"
    assert "Working sets a week, by muscle" in (pull.cwd / "weeks.svg").read_text()
    assert pull("stats", "shrug", "--plot", "shrug.png").status == 0
    assert (pull.cwd / "shrug.png").read_bytes().startswith(b"\x89PNG")
