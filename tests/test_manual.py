"""`coach help` and the man page say what `--help` says."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tests.conftest import Coach


def test_help_of_a_command_is_its_own_help(coach: Coach) -> None:
    assert coach("help", "plates").out == coach("plates", "--help").out
    assert coach("help", "journal", "check").out == coach("journal", "check", "--help").out
    assert coach("help").out == coach("--help").out


def test_help_of_no_command(coach: Coach) -> None:
    run = coach("help", "strat")
    assert (run.status, run.err) == (1, 'coach: there is no command "strat"; did you mean "stats" or "start"?\n')


def test_the_man_page_has_every_command(coach: Coach) -> None:
    page = coach("help", "--man").out
    assert page.startswith('.TH COACH 1 "" "voice-coach ')
    commands = [line.split()[0] for line in coach("--help").out.partition("Commands:\n")[2].splitlines()]
    assert len(commands) > 20
    for command in commands:
        assert f"\n.SS coach {command}".replace("-", "\\-") in page
    assert "\n\\fB\\-\\-dry\\-run\\fR\n" in page


def test_the_man_page_is_well_formed(coach: Coach) -> None:
    if not shutil.which("groff"):
        pytest.skip("groff is not installed")
    page = coach("help", "--man").out
    done = subprocess.run(
        ["groff", "-ww", "-man", "-Tutf8", "-Kutf8"], input=page, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
