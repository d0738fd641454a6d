"""The commands among other programs: JSON, pipes, colours and exit statuses."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any, Final

import pytest

from tests.conftest import Coach
from tests.support import terminal as screen
from tests.support.terminal import terminal

STRONG: Final = "Date,Workout Name,Exercise Name,Set Order,Weight,Reps\n"
GOOD: Final = "2024-05-01 10:00:00,Push,Bench Press (Barbell),1,60,8\n"
BAD: Final = "yesterday,Push,Bench Press (Barbell),1,60,8\n"


def piped(coach: Coach, given: str, *words: str) -> tuple[int, str]:
    """What `coach words…` printed and left with, with `given` on standard input."""
    done = subprocess.run(
        coach.command(*words), input=given, env=coach.env, cwd=coach.cwd, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout


def said(coach: Coach, *words: str) -> Any:
    run = coach(*words)
    assert (run.status, run.err) == (0, "")
    return json.loads(run.out)


MINI: Final = (Path(__file__).parent / "mini.toml").read_text()


def test_a_routine_through_a_pipe(coach: Coach) -> None:
    (coach.cwd / "mini.toml").write_text(MINI)
    assert piped(coach, MINI, "check", "-") == (0, coach("check", "mini.toml").out.replace("mini.toml", "stdin"))
    assert piped(coach, MINI, "script", "-") == (0, coach("script", "mini.toml").out)
    bad = 'title = "Bad"\n[[exercise]]\nname = "Row"\nrset = 9\n'
    status, out = piped(coach, bad, "check", "-")
    assert (status, out.splitlines()[0]) == (
        1,
        'stdin:4: exercise 1 "Row": unknown key "rset"; did you mean "rest"?',
    )
    assert json.loads(piped(coach, bad, "check", "-", "--json")[1].splitlines()[0])["file"] == "stdin"


def test_files_to_standard_output(coach: Coach) -> None:
    """Whatever writes a file writes the same to standard output, and nothing else."""
    (coach.cwd / "mini.toml").write_text(MINI)
    assert piped(coach, STRONG + GOOD, "import-log", "-", "--units", "kg")[0] == 0
    writing = {
        "show mini.toml --picture": "mini.svg",
        "render mini.toml --format wav -o": "mini.wav",
        "journal backup": "copy.db",
    }
    for command, file in writing.items():
        run = subprocess.run(
            coach.command(*command.split(), "-"), env=coach.env, cwd=coach.cwd, capture_output=True, check=True
        )
        assert (coach(*command.split(), file).status, run.stderr) == (0, b"")
        assert run.stdout == (coach.cwd / file).read_bytes(), command
    assert not (coach.cwd / "-").exists()


def test_quiet_says_errors_only(coach: Coach) -> None:
    (coach.cwd / "mini.toml").write_text(MINI)
    for words in (["render", "mini.toml", "-o", "mini.wav"], ["start", "mini.toml", "--dry-run"]):
        run = coach("--quiet", *words)
        assert (run.status, run.out, run.err) == (0, "", "")
    run = coach("start", "nothing.toml", "-q")
    assert (run.status, run.out, run.err) == (
        1, "", "coach: nothing.toml: there is no such file; coach list names the routines\n"
    )  # fmt: skip


def test_verbose_says_what_is_read_and_where_a_fault_was_found(coach: Coach) -> None:
    file = coach.cwd / "other.toml"
    file.write_text("rate = 180\n")
    run = coach("plates", "80", "--verbose", "--config", "other.toml")
    assert (run.out, run.err) == (coach("plates", "80").out, "coach: settings from other.toml\n")
    assert coach("--verbose", "plates", "heavy").err.splitlines()[1].startswith("Traceback ")


def test_each_setting_has_a_variable(coach: Coach) -> None:
    coach.config.mkdir(parents=True)
    file = coach.config / "config.toml"
    file.write_text("rate = 180\nvolume = 50\n")
    variables = {"COACH_RATE": "200", "COACH_PACE": "me", "COACH_PLATES": '["20 kg"]', "COACH_KEYS": '{ f5 = "pause" }'}
    run = coach("config", "--json", env=variables)
    found = {name: (one["value"], one["from"]) for name, one in json.loads(run.out).items()}
    assert (found["rate"], found["volume"]) == ((200, "COACH_RATE"), (50, f"{file}:2"))
    assert (found["pace"], found["plates"]) == (("me", "COACH_PACE"), (["20 kg"], "COACH_PLATES"))
    assert found["keys"][0]["f5"] == "pause"
    assert coach("plates", "47", env=variables).out.startswith("60 kg (the nearest to 47 kg)")


def test_what_is_wrong_with_a_variable(coach: Coach) -> None:
    run = coach("plates", "80", env={"COACH_RATE": "fast", "COACH_PACE": "you"})
    assert (run.status, run.err) == (
        1,
        'coach: COACH_RATE: rate: "fast" is a text; write a whole number\n'
        'coach: COACH_PACE: pace: "you" is not one of its values; write "tempo" or "me"\n',
    )
    run = coach("config", env={"COACH_RAET": "180"})
    assert run.err == 'coach: there is no setting "COACH_RAET"; did you mean "COACH_RATE"?\n'
    run = coach("--config", "gone.toml", "plates", "80")
    assert run.err == "coach: gone.toml: there is no such file; name a configuration file, or leave it out\n"


def test_plates_as_json(coach: Coach) -> None:
    assert said(coach, "plates", "83", "--json") == {
        "asked": "83 kg",
        "total": "82.5 kg",
        "bar": "barbell",
        "bar_weight": "20 kg",
        "unit": "kg",
        "each_side": [25, 5, 1.25],
    }


def test_an_exercise_as_json_is_the_object_of_the_list(coach: Coach) -> None:
    shown = said(coach, "exercises", "show", "pullup", "--json")
    assert shown in said(coach, "exercises", "pull-up", "--json")


def test_before_there_is_a_journal(coach: Coach) -> None:
    assert said(coach, "history", "--json") == []
    found = said(coach, "journal", "check", "--json")
    assert (found["exists"], found["well"], found["sessions"]) == (False, True, 0)
    assert coach("history").status == 1


def test_the_health_of_a_journal_as_json(coach: Coach) -> None:
    assert piped(coach, STRONG + GOOD, "import-log", "-", "--units", "kg")[0] == 0
    found = said(coach, "journal", "check", "--json")
    path = found.pop("path")
    version = found.pop("version")
    rest = {"exists": True, "sessions": 1, "sets": 1, "left_out": {}, "wrong": [], "well": True}
    assert found == rest
    assert coach("journal", "check").out == f"{path}: version {version}, 1 sessions, 1 sets, all well\n"
    with Path(path).open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 2000)
    run = coach("journal", "check", "--json")
    assert (run.status, json.loads(run.out)["well"]) == (1, False)


def test_the_journal_through_a_pipe(coach: Coach) -> None:
    """What one writes to standard output, the other reads from standard input, and nothing else is among it."""
    assert piped(coach, STRONG + GOOD, "import-log", "-", "--units", "kg")[0] == 0
    for kind in ("--csv", "--json"):
        exported = coach("export", kind, "-o", "-").out
        assert exported == coach("export", kind).out
        known = "0 sessions with 0 sets added; 1 was there already\n"
        assert piped(coach, exported, "import-log", "-") == (0, known)
    assert not (coach.cwd / "-").exists()


def test_a_fit_file_through_a_pipe(coach: Coach) -> None:
    pytest.importorskip("garmin_fit_sdk", reason="the FIT SDK is not installed")
    assert piped(coach, STRONG + GOOD, "import-log", "-", "--units", "kg")[0] == 0
    command = coach.command("export", "--fit", "-o", "-")
    data = subprocess.run(command, env=coach.env, cwd=coach.cwd, capture_output=True, check=True).stdout
    assert coach("export", "--fit", "-o", "s.fit").status == 0
    assert data == (coach.cwd / "s.fit").read_bytes()


@pytest.mark.parametrize(("rows", "status"), [(BAD, 1), (BAD + GOOD, 0), ("", 0)])
def test_a_log_whose_rows_are_all_left_out_is_a_mistake(coach: Coach, rows: str, status: int) -> None:
    assert piped(coach, STRONG + rows, "import-log", "-", "--units", "kg")[0] == status


def test_a_journal_of_which_every_set_is_left_out_is_a_mistake(coach: Coach) -> None:
    assert coach("log", "push", "--add", "bench press 8 x 60").status == 0
    exported = coach("export", "--json").out
    status, out = piped(coach, exported.replace('"kind": "working"', '"kind": "odd"'), "import-log", "-")
    assert (status, out.splitlines()[1]) == (
        1,
        'left out, session 1, set 1: kind: "odd" is none of working, warm-up, drop',
    )


@pytest.mark.parametrize(
    ("variables", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": ""}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": ""}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colours_are_as_the_variables_say(coach: Coach, variables: dict[str, str], coloured: bool) -> None:
    (coach.cwd / "bad.toml").write_text('titel = "Bad"\n')
    out = coach("check", "bad.toml", env={"NO_COLOR": "", "FORCE_COLOR": ""} | variables).out
    assert ("\x1b[" in out) is coloured


def test_numbers_as_the_locale_writes_them(coach: Coach) -> None:
    """For people; what another program reads is the same everywhere."""
    if not shutil.which("localedef") or not Path("/usr/share/i18n/locales/de_DE").is_file():
        pytest.skip("no locale of German can be made here: localedef or its sources are missing")
    locales = coach.home / "locales"
    locales.mkdir()
    command = ["localedef", "-i", "de_DE", "-f", "UTF-8", str(locales / "de_DE.UTF-8")]
    subprocess.run(command, check=True, capture_output=True)
    german = {"LOCPATH": str(locales), "LC_ALL": "de_DE.UTF-8"}
    assert coach("log", "push", "--add", "bench press 8 x 62.5 8 x 62.5 9 x 60").status == 0
    assert coach("plates", "82,5", env=german).out.startswith("82,5 kg: barbell 20 kg, on each side 25 + 5 + 1,25\n")
    shown = coach("history", "show", "1", env=german).out
    assert "  8 x 62,5 kg  " in shown
    assert shown.splitlines()[-1] == "3 working sets, 1.540 kg lifted"
    for words in (["history", "--json"], ["export", "--csv"], ["plates", "82.5", "--json"]):
        assert coach(*words, env=german).out == coach(*words).out


def test_long_output_goes_through_the_pager(coach: Coach) -> None:
    if lacking := screen.missing():
        pytest.skip(f"{lacking} is not installed")
    script = coach.home / "pager"
    script.write_text("#!/bin/sh\necho BEGIN\nhead -2\necho END\n")
    script.chmod(0o755)
    with terminal(coach.home) as seen:
        # The pager leaves after two lines of many, which is no error.
        seen.run(coach.command("exercises"), coach.env | {"COACH_PAGER": str(script)})
        shown = seen.until("END")
        assert seen.status() == 0
    assert [line.split()[0] for line in shown.splitlines() if line][::3] == ["BEGIN", "END"]
    assert coach("exercises", env={"COACH_PAGER": str(script)}).out.count("\n") > 100
