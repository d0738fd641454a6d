"""The commands among other programs: JSON, pipes, colours and exit statuses."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any, Final

import pytest

from tests.conftest import Coach

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


def test_a_routine_as_json(coach: Coach) -> None:
    found = said(coach, "show", "back", "--variant", "beginner", "--json")
    assert list(found) == [
        "name", "title", "summary", "variants", "default_variant", "minutes",
        "variant", "variant_summary", "audience", "per_week", "exercises", "sets_by_muscle",
    ]  # fmt: skip
    assert (found["name"], found["variant"]) == ("back", "beginner")
    assert found["exercises"][0]["warm_up"]
    row = next(one for one in found["exercises"] if not one["warm_up"])
    assert list(row) == ["id", "name", "warm_up", "side", "group", "sets"]
    assert list(row["sets"][0]) == ["kind", "reps", "tempo", "rest_seconds", "load"]
    assert max(found["sets_by_muscle"].values()) == next(iter(found["sets_by_muscle"].values()))


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
        known = "0 sessions with 0 sets added; 1 were there already\n"
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
def test_a_log_of_which_all_is_left_out_is_a_mistake(coach: Coach, rows: str, status: int) -> None:
    assert piped(coach, STRONG + rows, "import-log", "-", "--units", "kg")[0] == status


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
