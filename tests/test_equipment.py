"""What the athlete has to train with: what is said to be missing, what is offered instead, what is listed."""

from __future__ import annotations

import pytest

from coach.library.find import Library, shipped
from coach.routine.file.alternatives import alternatives
from coach.routine.owned import covers, gathered, missing
from tests.conftest import Coach

ROUTINE = """
title = "Press"

[[exercise]]
use = "barbell-bench-press"
sets = 2

[[exercise]]
use = "dumbbell-curl"
sets = 2
"""


def test_swaps_are_the_easier_exercise_and_those_that_train_the_same() -> None:
    library = Library((shipped() / "routines",))
    exercises = library.load("back").variant("beginner").exercises
    there = {item for one in exercises for item in one.equipment}
    found = {one.id: alternatives(one, there, library.catalogue()) for one in exercises}
    assert found["assisted-pull-up"][:2] == ["lat-pulldown", "close-grip-pulldown"]
    assert found["machine-row"][:2] == ["band-row", "pulley-row"]
    assert all(len(names) == 5 for names in found.values())


@pytest.fixture
def at_home(coach: Coach) -> Coach:
    """An athlete with dumbbells and a bench."""
    coach.config.mkdir(parents=True)
    (coach.config / "config.toml").write_text('equipment = ["dumbbells", "Bench", "dumbell"]\n')
    (coach.cwd / "press.toml").write_text(ROUTINE)
    return coach


def test_what_is_missing_is_said_and_swapped(at_home: Coach) -> None:
    run = at_home("start", "press.toml", "--dry-run", "--no-journal", "--press", "30 swap")
    assert (run.status, run.err) == (0, "")
    assert "You don't have a barbell or a rack: press S at the barbell bench press to swap it." in run.out
    assert "You'll need" not in run.out
    assert [line[11:] for line in run.out.splitlines() if "instead." in line and "Too hard" not in line] == [
        "Dumbbell bench press instead."
    ]
    recorded = at_home("script", "press.toml").out
    assert "You don't have a barbell or a rack" in recorded


def test_who_has_dumbbells_has_a_dumbbell() -> None:
    assert covers(["dumbbells", "a bench"], ["a dumbbell", "a bench"])
    assert not covers(["a dumbbell"], ["dumbbells"])
    assert missing(["a dumbbell", "a rack"], ["dumbbells"]) == ("a rack",)
    assert gathered(["a dumbbell", "a bench", "dumbbells", "a bench"]) == ("a bench", "dumbbells")
    assert gathered(["a dumbbell", "a bench"]) == ("a dumbbell", "a bench")


def test_what_can_be_done_is_listed(at_home: Coach) -> None:
    wrong = 'coach: equipment: no exercise needs "dumbell"; did you mean "dumbbell"?\n'
    run = at_home("exercises", "bench press", "--doable")
    assert (run.status, run.out, run.err) == (
        0,
        "dumbbell-bench-press    chest               dumbbells, a bench\n"
        "incline-dumbbell-press  chest, front delts  dumbbells, a bench\n",
        wrong,
    )
    run = at_home("list", "--doable")
    assert [line.split()[0] for line in run.out.splitlines()] == ["glutes", "tabata"]
    assert at_home("config").err == wrong


def test_without_equipment_all_is_there(coach: Coach) -> None:
    hint = f'write equipment = ["dumbbells", "a bench"] in {coach.config}/config.toml'
    for command in ("list", "exercises"):
        run = coach(command, "--doable")
        assert (run.status, run.out, run.err) == (1, "", f"coach: your equipment isn't set; {hint}\n")


@pytest.mark.parametrize(
    ("needed", "owned", "lacking"),
    [
        (["a bench", "dumbbells"], [], ()),
        (["a bench", "dumbbells", "a bench"], ["the Dumbbells"], ("a bench",)),
        (["a wall", "a towel"], ["dumbbells"], ()),
    ],
)
def test_missing(needed: list[str], owned: list[str], lacking: tuple[str, ...]) -> None:
    assert missing(needed, owned) == lacking
