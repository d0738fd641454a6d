"""Whole texts of plain lines: titles, supersets, the file that is written; and any text that strangers may have."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coach.routine.file.reader import read_routine
from coach.text_import.draft import Comment, Leftover
from coach.text_import.settled import settled
from coach.text_import.writer import write_routine
from coach.units import Unit
from tests.support.drafts import CATALOGUE, drafted, sessions


def test_a_rest_alone_is_that_of_the_line_before_or_of_all() -> None:
    found = drafted(
        "# Pull A", "Rest 90s between sets", "Squat 5x5", "rest: 3 min", "Run 20 min", "Plank 60s", "", "rest 2 min"
    )
    assert found.title == "Pull A"
    assert found.rest == "90 s"
    assert [entry.fields for entry in found.exercises] == [
        {"sets": "5", "reps": "5", "rest": "3 min"},
        {"sets": "1", "reps": "20 min"},
        {"reps": "60 s"},
    ]
    assert [(left.line, left.text, left.reason) for left in found.leftovers] == [
        (8, "rest 2 min", "another rest: 90 s is carried")
    ]
    assert write_routine(found, "pull.txt", "Pull").startswith(
        '# From pull.txt. What could not be carried stands here as a comment.\ntitle = "Pull A"\n\n'
        '[defaults]\nrest = "90 s"\n\n[[exercise]]\n'
    )


def test_a_whole_file() -> None:
    found = drafted(
        "# from my notebook",
        "Day 1 \u2013 Push:",
        "Warm-up: 5 min bike, 10 arm circles",
        "",
        "1. Bench Press / 3x8 / 60kg / 90s / RPE 8",
        "A1. Dumbbell curl 8,8,6   # strict",
        "A2. Triceps pushdown 3x12 / 75%",
        "",
        "B1 Plank 3x30s",
        "---",
        "## Accessories",
        "A1 Leg curl 3x12 / A2 Calf raise 3x15 per leg",
        "Stretch a little",
    )
    assert write_routine(found, "push.txt", "Push") == (
        """\
# From push.txt. What could not be carried stands here as a comment.
title = "Day 1 - Push"

# from my notebook
[[warm_up]]
use = "stationary-bike"  # Bike
reps = "5 min"

[[warm_up]]
use = "arm-circles"
reps = 10

[[exercise]]
use = "barbell-bench-press"  # Bench Press
sets = 3
reps = 8
load = "60 kg"
rest = "90 s"
rpe = 8

# strict
[[exercise]]
use = "dumbbell-curl"
group = "A"
reps = "8, 8, 6"

[[exercise]]
use = "triceps-pushdown"
group = "A"
sets = 3
reps = 12
load = "75 %"

[[exercise]]
use = "plank"
sets = 3
reps = "30 s"
# Line 9, not carried: "B1": no other exercise of this superset follows

# Line 11, not carried: "Accessories": a heading; the exercises below it follow in the same session
[[exercise]]
use = "lying-leg-curl"  # Leg curl
group = "A-2"
sets = 3
reps = 12

[[exercise]]
use = "step-calf-raise"  # Calf raise
group = "A-2"
sets = 3
reps = 15
side = "each"

[group.A]
kind = "superset"

[group.A-2]
kind = "superset"

# Line 13, not carried: "Stretch a little": no sets, reps or time, and not in the catalogue
"""
    )


def test_what_stands_above_the_first_day_and_weeks_without_one_are_told() -> None:
    first, second = sessions(
        "My plan", "# by Joe", "Heavy and slow", "Rest 2 min", "Week 1", "Week 2", "Day 1", "Squat 5x5", "Day 2",
        "Bench press 5x5", "Week 3",
    )  # fmt: skip
    assert (first.title, first.rest) == ("My plan: Week 2: Day 1", "2 min")
    assert first.loose == (
        Comment(2, "by Joe"),
        Leftover(3, "Heavy and slow", "above the first day; an exercise stands below the heading of its day"),
        Leftover(5, "Week 1", "a week without a day below it"),
    )
    assert (second.title, second.leftovers) == (
        "My plan: Week 2: Day 2", [Leftover(11, "Week 3", "a week without a day below it")]
    )  # fmt: skip


def test_weeks_alone_are_no_sessions() -> None:
    (found,) = sessions("Plan", "Week 1", "Week 2")
    assert (found.title, found.exercises, [left.text for left in found.leftovers]) == ("Plan", (), ["Week 1", "Week 2"])


def test_a_warm_up_of_several_lines_ends_with_a_blank_one() -> None:
    found = drafted("Warm up:", "", "Arm circles x10", "A1 Leg swings x10", "", "Squat 3x8")
    assert [one.use for one in found.warm_up] == ["arm-circles", "leg-swings"]
    assert [one.use for one in found.exercises] == ["barbell-back-squat"]
    assert found.leftovers == [Leftover(4, "A1", "there are no supersets in the warm-up")]


@pytest.mark.parametrize("marks", [("A1", "A2"), ("A1.", "A2."), ("a1)", "a2)"), ("1a)", "1b)"), ("- A1:", "- A2:")])
def test_supersets(marks: tuple[str, str]) -> None:
    found = drafted(f"{marks[0]} Squat 3x8", f"{marks[1]} Row 8, 8, 6", "Plank 3x30s")
    assert [(one.name, one.group) for one in found.exercises] == [("Squat", "A"), ("Row", "A"), ("Plank", None)]
    assert not found.leftovers


def test_a_superset_may_have_more_sets_of_one() -> None:
    found = drafted("B1 Squat 3x8", "B2 Row 4x8")
    assert [one.group for one in found.exercises] == ["B", "B"]
    assert not found.leftovers


def test_no_more_exercises_than_a_routine_holds() -> None:
    found = drafted(*["Squat 3x8"] * 201)
    assert len(found.exercises) == 200
    assert found.leftovers == [Leftover(201, "Squat 3x8", "a routine has at most 200 exercises")]


# Texts from strangers.

_NOTATIONS = """
3x8 | 3 x 8-10 | 8,8,6 | 5x5+ | AMRAP | 3x30s | 60kg | #135 | BW+10kg | 2x20kg | 75% | @8 | RPE 8 | 90s | 2' | 90"
1:30 rest | rest 2 min | 2-0-1-1 | tempo 3010 | each side | /leg | e/s | A1 | A2. | 1. | Day 2 | Week 3 | Warm-up:
Squat | Zercher row | 60 | 999999 | 0 | 0 s | 0-0-x-0 | 99999kg | 25:61 | - | * | / | , | ; | : | ( | ) | # | x | =
\\ | \"\"\" | [[exercise]] | \u00bd | \x1b[2J | \u202e | \ud7ff | \u0663x\u0663"""
_PARTS = st.sampled_from([part.strip() for line in _NOTATIONS.split("\n") for part in line.split(" | ")])
_LINES = st.lists(st.one_of(st.lists(_PARTS, max_size=8).map(" ".join), st.text(max_size=40)), max_size=12)


@given(_LINES, st.sampled_from(["kg", "lb", None]))
@settings(max_examples=400, deadline=None)
def test_any_text_makes_a_routine_that_can_be_read(lines: list[str], units: Unit | None) -> None:
    for draft in sessions(*lines, units=units):
        found = settled(draft, CATALOGUE)
        text = write_routine(found, "any\x1b.txt", "Any")
        assert all(c.isprintable() or c == "\n" for c in text)
        assert len(tomllib.loads(text).get("exercise", [])) == len(found.exercises)
        if found.exercises:
            read_routine(text, "any.toml", "any", CATALOGUE)


_WORDS = ("Squat", "Zercher", "heavy", "slowly", "Pull", "curls", "tomorrow")


@given(st.lists(st.lists(st.one_of(st.sampled_from(_WORDS), _PARTS), max_size=8).map(" ".join), max_size=8))
@example(["Squat", "Zercher", "Day 2", "Day 2"])
@example(["heavy", "Week 1 Pull", "Week 2"])
@settings(max_examples=300, deadline=None)
def test_no_word_is_lost(lines: list[str]) -> None:
    text = "".join(write_routine(draft, "some.txt", "Some") for draft in sessions(*lines)).casefold()
    for word in _WORDS:
        assert text.count(word.casefold()) >= sum(word in line for line in lines)
