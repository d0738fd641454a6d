"""The schema that editors complete and check with: true to the models, and to what taplo makes of it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

from coach.library.find import shipped
from coach.routine.file.schema import FILE_NAME
from tests.conftest import Coach
from tests.test_messages import EXAMPLES

ROUTINES = shipped() / "routines"
SEEN_BY_AN_EDITOR = ["not-toml", "unknown-key", "missing-key", "wrong-type", "wrong-notation", "wrong-value"]
SEEN_BY_AN_EDITOR += ["out-of-bounds", "empty", "too-long", "too-many", "control-character", "no-name", "call-content"]


def lint(*files: Path) -> subprocess.CompletedProcess[str]:
    """What taplo, the TOML tool that editors use, says of files that name their schema in the first line."""
    command = shutil.which("taplo")
    if command is None:
        pytest.skip("taplo is not here: npm install --global @taplo/cli")
    return subprocess.run([command, "lint", *map(str, files)], capture_output=True, text=True, check=False, timeout=60)


def test_the_copy_in_the_repository_is_the_schema(coach: Coach) -> None:
    assert coach("schema").out == (ROUTINES / FILE_NAME).read_text()


def test_shipped_routines_name_their_schema_and_pass() -> None:
    files = sorted(ROUTINES.glob("*.toml"))
    assert all(file.read_text().startswith(f"#:schema ./{FILE_NAME}\n") for file in files)
    run = lint(*files)
    assert run.returncode == 0, run.stderr


ANY_CASE: Final = f"""#:schema ./{FILE_NAME}
title = "Case"
[[exercise]]
name = "Row"
sets = "2 \u2013 3"
reps = "MAX"
tempo = "3-0-X-0"
rest = "90 S"
load = "60 KG"
[[exercise.call]]
at = "Half"
say = "On."
[[exercise]]
name = "Dip"
reps = "1 Min"
load = "Bodyweight + 10 Kg"
"""


def test_what_passes_the_check_passes_the_schema(coach: Coach) -> None:
    (coach.cwd / FILE_NAME).write_text((ROUTINES / FILE_NAME).read_text())
    file = coach.cwd / "case.toml"
    file.write_text(ANY_CASE)
    assert coach("check", "case.toml").status == 0
    run = lint(file)
    assert run.returncode == 0, run.stderr


def test_a_byte_order_mark_is_reported_and_removed(coach: Coach) -> None:
    """Tools that keep to TOML refuse it."""
    folder = coach.config / "routines"
    folder.mkdir(parents=True)
    file = folder / "mine.toml"
    text = 'title = "Mine"\r\n[[exercise]]\r\nname = "Row"\r\n'
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    run = coach("check", "mine")
    told = "begins with a byte order mark, which other TOML tools refuse; save it as UTF-8 without one"
    assert (run.status, run.out.splitlines()[0]) == (0, f"{file}:1: warning: {told}")
    (folder / FILE_NAME).write_text("that of an earlier coach")
    assert coach("edit", "mine", env={"EDITOR": "true"}).out == f"mine: {run.out.splitlines()[-1].partition(': ')[2]}\n"
    assert file.read_bytes() == f"#:schema ./{FILE_NAME}\n{text}".encode()
    assert (folder / FILE_NAME).read_text() == coach("schema").out


def test_an_editor_sees_the_mistakes(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text((ROUTINES / FILE_NAME).read_text())
    files = {code: tmp_path / f"{code}.toml" for code in SEEN_BY_AN_EDITOR}
    for code, file in files.items():
        file.write_text(f"#:schema ./{FILE_NAME}\n{EXAMPLES[code][0]}")
    run = lint(*files.values())
    assert run.returncode == 1
    assert [code for code, file in files.items() if f"{file}:" not in run.stderr] == []


BASE = """title = "Upper"
per_week = 2

[defaults]
sets = 3
rest = "90 s"

[[warm_up]]
use = "arm-circles"

[[exercise]]
use = "barbell-bench-press"
reps = "8-10"
load = "60 kg"
tempo = "3-0-1-0"
progress = "double"
step = "2.5 kg"
warmup_sets = 2

[[exercise]]
name = "Odd carry"
reps = "30 s"
group = "A"
cues = ["Stand tall."]

[[exercise]]
use = "pull-up"
reps = "max"
group = "A"

[[exercise.call]]
at = "rep 5"
say = "Halfway."

[group.A]
kind = "superset"
rest = "2 min"
"""
CHANGED = [
    ("per_week = 2", "per_week = 2"),
    ("warmup_sets = 2", "warm_sets = 2"),
    ('title = "Upper"\n', ""),
    ('"Upper"', '""'),
    ('"Upper"', "5"),
    ("per_week = 2", "per_week = 900"),
    ("per_week = 2", 'per_week = "2"'),
    ("sets = 3", "sets = 0"),
    ("sets = 3", 'sets = "3-4"'),
    ('"90 s"', '"90"'),
    ('rest = "90 s"', "rest = 90"),
    ('reps = "8-10"', "reps = 8"),
    ('"8-10"', '"eight"'),
    ('"8-10"', '"8 to 10"'),
    ('"8-10"', '"8, 8, 6+"'),
    ('"60 kg"', '"60"'),
    ('"60 kg"', '"9 st"'),
    ('"60 kg"', '"75 %"'),
    ('"60 kg"', '"bodyweight + 10 kg"'),
    ('"3-0-1-0"', '"3-0-1"'),
    ('"3-0-1-0"', "3010"),
    ('"double"', '"triple"'),
    ('"double"', '{ rule = "rpe", rpe = 8 }'),
    ('"double"', '{ rule = "rpe", rep = 8 }'),
    ('"2.5 kg"', '"2.5 %"'),
    ('use = "pull-up"\n', ""),
    ('use = "pull-up"', 'use = "pull-up"\nname = "Pull"'),
    ('["Stand tall."]', '"Stand tall."'),
    ('["Stand tall."]', '[""]'),
    ('kind = "superset"', 'kind = "megaset"'),
    ('at = "rep 5"', 'at = "sometime"'),
    ('say = "Halfway."\n', ""),
    ("[[warm_up]]", "[warm_up]"),
    ('reps = "max"', 'reps = "max"\nside = "each"'),
    ('use = "pull-up"', 'use = "pul-up"'),
    ('kind = "superset"', 'kind = "superset"\ncap = "5 min"'),
    ('at = "rep 5"', 'at = "rep 500"'),
]
"""What stands in the routine, and what an author has there instead."""
AUTHORING = (Path(__file__).parents[1] / "docs" / "authoring.md").read_text()
IN_AN_EDITOR = AUTHORING.partition("## In an editor\n")[2].partition("\n## ")[0]
BEYOND_A_SCHEMA = set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", IN_AN_EDITOR)) & set(EXAMPLES)
"""Mistakes that only `coach check` can see, as docs/authoring.md says."""


def test_schema_and_check_agree_on_changed_routines(coach: Coach) -> None:
    (coach.cwd / FILE_NAME).write_text((ROUTINES / FILE_NAME).read_text())
    files = {coach.cwd / f"{number}.toml": change for number, change in enumerate(CHANGED)}
    for file, (old, new) in files.items():
        assert old in BASE
        file.write_text(f"#:schema ./{FILE_NAME}\n{BASE.replace(old, new, 1)}")
    seen = lint(*files).stderr
    told = map(json.loads, coach("check", "--json", *map(str, files)).out.splitlines())
    mistakes = [(row["file"], row["code"]) for row in told if row["kind"] == "error"]
    by_check = {file for file, code in mistakes if code not in BEYOND_A_SCHEMA}
    by_schema = {str(file) for file in files if f"{file}:" in seen}
    assert [files[Path(file)] for file in sorted(by_schema ^ by_check)] == []
    assert {code for _, code in mistakes} >= {"unknown-exercise", "group-field", "impossible-call"}


@pytest.mark.parametrize("words", [["mine"], ["mine", "--program"]], ids=["routine", "program"])
def test_what_coach_new_writes_finds_its_schema_where_it_is(coach: Coach, words: list[str]) -> None:
    assert coach("new", *words).status == 0
    (file,) = coach.config.rglob("mine.toml")
    assert lint(file).returncode == 0
    file.write_text(file.read_text().replace("title = ", "titel = ", 1))
    found = lint(file)
    assert found.returncode == 1
    assert "titel" in found.stderr
