"""A swap for good: offered after the session, kept by the athlete, and applied whenever the routine is played."""

from __future__ import annotations

import os
import pty

import pytest

from tests.conftest import Coach
from tests.test_heard import playing, until

PULL = """
title = "Pull"

[[exercise]]
use = "barbell-bent-over-row"
sets = 2
reps = 3
rest = "8 s"
ready = "5 s"

[[exercise]]
name = "Towel row"
sets = 1
reps = 2

[variant.easy]
change.barbell-bent-over-row = { reps = 2 }

[variant.hard]
"""


@pytest.fixture
def pull(coach: Coach) -> Coach:
    (coach.cwd / "pull.toml").write_text(PULL)
    return coach


def planned(coach: Coach, variant: str = "hard") -> list[str]:
    run = coach("start", "pull.toml", "--variant", variant, "--dry-run", "--fresh", "--talk", "brief")
    assert run.status == 0, run.err
    return [line.split("  ")[-1] for line in run.out.splitlines() if "reps" in line and "Two sets" in line]


def test_it_is_kept_applied_and_taken_away(pull: Coach) -> None:
    assert planned(pull) == ["Barbell bent-over row. Two sets of three reps."]
    run = pull("log", "pull.toml", "--swap", "Barbell bent-over row: pulley row")
    assert (run.status, run.out, run.err) == (0, "pull, barbell-bent-over-row: pulley-row\n", "")
    assert (pull.config / "swaps.toml").read_text().splitlines()[-1] == '"pull"."barbell-bent-over-row" = "pulley-row"'
    assert planned(pull) == ["Pulley row. Two sets of three reps."]
    assert planned(pull, "easy") == ["Pulley row. Two sets of two reps."]
    assert pull("check", "pull.toml").status == 0
    assert pull("log", "pull.toml", "--swap", "barbell-bent-over-row:").out == "pull, barbell-bent-over-row: no swap\n"
    assert planned(pull) == ["Barbell bent-over row. Two sets of three reps."]


@pytest.mark.parametrize(
    ("swap", "message"),
    [
        ("row", '"row" is not a swap; write what you do instead after a colon: "barbell-row: dumbbell-row"'),
        ("bench: dip", 'Pull has no exercise "bench"; Pull has barbell-bent-over-row, towel-row'),
        ("towel row: dumbel row", 'there is no exercise "dumbel row"; did you mean "dumbbell-row"?'),
    ],
)  # fmt: skip
def test_what_is_no_swap(pull: Coach, swap: str, message: str) -> None:
    run = pull("log", "pull.toml", "--swap", swap)
    assert (run.status, run.out, run.err) == (1, "", f"coach: {message}\n")
    assert not (pull.config / "swaps.toml").exists()


def test_the_file_is_the_athletes(pull: Coach) -> None:
    pull.config.mkdir(parents=True)
    file = pull.config / "swaps.toml"
    file.write_text('# mine\npull.barbell-row = "dumbel-row"\n')
    run = pull("start", "pull.toml", "--dry-run")
    assert (run.status, run.err) == (
        1,
        f'coach: {file}: there is no exercise "dumbel-row"; did you mean "dumbbell-row"?\n',
    )
    file.write_text("pull = 3\n")
    hint = 'write a line for each: back.barbell-row = "dumbbell-row"'
    assert pull("start", "pull.toml", "--dry-run").err == f'coach: {file}: "pull" is no list of swaps; {hint}\n'


def test_it_is_offered_after_a_session_with_a_swap(pull: Coach) -> None:
    master, slave = pty.openpty()
    with playing(pull, str(pull.cwd / "pull.toml"), "--mute", "--talk", "brief", keys=slave) as process:
        until(process, "Barbell bent-over row.")
        os.write(master, b"s")
        (line, *_) = [one for one in until(process, "instead.") if "instead." in one]
        os.write(master, b"d" * 2)
        until(process, "(go)")
        os.write(master, b"d")
        until(process, "(rest)")
        process.terminate()
        process.wait()
    os.close(master)
    os.close(slave)
    name = line.split("  ")[-1].strip().removesuffix(" instead.")
    offered = next(row for row in pull("log").out.splitlines() if row.startswith("To do "))
    other, old = name.lower().replace(" ", "-"), "barbell-bent-over-row"
    assert offered == f'To do {other} instead of {old} from now on: coach log pull --swap "{old}: {other}"'
