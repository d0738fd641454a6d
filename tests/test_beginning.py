"""Where a session begins: at an exercise by name or number, without the warm-up; what `coach start` alone offers."""

from __future__ import annotations

import pytest

from coach.library.find import Library, shipped
from coach.session.changing import replayed, without_warm_up
from coach.session.plan import Opening, Plan
from coach.session.planner import plan
from tests.conftest import Coach

COLD = "No warm-up this time: move for a few minutes first, and take the first set easy."


def first_lines(coach: Coach, *words: str) -> list[str]:
    run = coach("start", "back", "--variant", "advanced", "--dry-run", "--no-journal", "--talk", "brief", *words)
    assert (run.status, run.err) == (0, "")
    return [line[11:] for line in run.out.splitlines()]


@pytest.mark.parametrize("exercise", ["3", "Barbell shrug", "barbell-shrug"])
def test_a_session_begins_at_the_exercise_that_is_named(coach: Coach, exercise: str) -> None:
    said = first_lines(coach, "--from", exercise)
    assert said[4] == COLD
    assert said[5].startswith("Barbell shrug. ")


@pytest.mark.parametrize(
    ("exercise", "hint"),
    [
        ("9", "there is no exercise 9; Back has 8; name one from 1 to 8"),
        ("0", "there is no exercise 0; Back has 8; name one from 1 to 8"),
        ("barbel shrug", 'there is no exercise "barbel shrug"; did you mean "Barbell shrug"?'),
    ],
)
def test_an_exercise_that_is_not_there(coach: Coach, exercise: str, hint: str) -> None:
    run = coach("start", "back", "--from", exercise, "--dry-run")
    assert (run.status, run.out, run.err) == (1, "", f"coach: {hint}\n")


def test_without_the_warm_up(coach: Coach) -> None:
    said = first_lines(coach, "--no-warm-up")
    assert said[4] == COLD
    assert said[5].startswith("Pull-up. ")


def routine_plan(name: str) -> Plan:
    return plan(Library((shipped() / "routines",)).load(name))


@pytest.mark.parametrize("name", ["back", "circuit", "strength-day"])
def test_a_plan_without_its_warm_up_is_the_same_when_it_is_replayed(name: str) -> None:
    whole = routine_plan(name)
    cold, made = without_warm_up(whole)
    assert cold.sets == [one for one in whole.sets if not one.warm_up]
    assert replayed(whole, made).sets == cold.sets
    opening = cold.steps[0]
    assert isinstance(opening, Opening)
    assert opening.cold
    assert not cold.left_out


def test_start_alone_offers_what_there_is(coach: Coach) -> None:
    others = "\nAlso: coach list, coach program list\n"
    first = "coach start back  a first session, for your back; coach list has the others\n"
    assert coach("start").out == first + others
    assert coach("log", "calves", "--add", "standing calf raise 10 10", "--on", "2026-11-20 18:30").status == 0
    assert coach("log", "back", "--add", "pull-up 8 7", "--on", "2026-11-22 18:30").status == 0
    assert coach("start").out == (
        "coach start back    Back, last done on Sun 2026-11-22 18:30\n"
        "coach start calves  Calves, last done on Fri 2026-11-20 18:30\n" + others
    )
