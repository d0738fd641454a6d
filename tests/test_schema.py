"""The schema that editors complete and check with: true to the models, and to what taplo makes of it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

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


def test_an_editor_sees_the_mistakes(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text((ROUTINES / FILE_NAME).read_text())
    files = {code: tmp_path / f"{code}.toml" for code in SEEN_BY_AN_EDITOR}
    for code, file in files.items():
        file.write_text(f"#:schema ./{FILE_NAME}\n{EXAMPLES[code][0]}")
    run = lint(*files.values())
    assert run.returncode == 1
    assert [code for code, file in files.items() if f"{file}:" not in run.stderr] == []
