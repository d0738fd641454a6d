"""The shipped routines against docs/training.md, and what `coach check` says of those that depart from it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coach.library.find import Library, shipped
from coach.routine.file.reader import read_routine
from coach.routine.review import review
from coach.routine.standard import hard_sets

LIBRARY = Library([shipped() / "routines"])
PAGE = (Path(__file__).parents[1] / "docs" / "training.md").read_text()


@pytest.mark.parametrize("name", LIBRARY.names())
def test_no_shipped_routine_departs_from_the_standard(name: str) -> None:
    assert list(map(str, review(LIBRARY.load(name)))) == []


def test_the_back_session_comes_once_where_it_is_whole() -> None:
    back = LIBRARY.load("back")
    per_week = {variant.name: str(variant.per_week) for variant in back.variants}
    assert per_week == {"beginner": "1-2", "advanced": "1"}
    assert hard_sets(back.variant("advanced"))["lats"] == 15
    last = [variant.exercises[-1].id for variant in back.variants]
    assert last == ["hyperextension", "stiff-legged-deadlift"]


def told(text: str) -> list[str]:
    """The warnings about a routine, without their places."""
    routine = read_routine(f'title = "T"\n{text}', "t.toml", "t", LIBRARY.catalogue())
    return [mistake.message for mistake in review(routine)]


CURLS = '[[exercise]]\nuse = "leg-extension"\nsets = 15\n'


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("per_week = 1\n" + CURLS, []),
        ("per_week = 2\n" + CURLS, ["the session has 15 sets for the quadriceps"]),
        ("per_week = 2\n" + CURLS.replace("15", "10"), []),
        ("per_week = 2\n" + CURLS.replace("15", "11"), ["11 sets for the quadriceps, 2 times a week, are 22"]),
        (
            "per_week = 3\n" + CURLS.replace("15", "8") + "[variant.a]\n[variant.b]\nper_week = 1\nsets = 9\n",
            ["8 sets for the quadriceps, 3 times a week, are 24"],
        ),
        (CURLS.replace("15", "8") + 'group = "g"\n[group.g]\nkind = "tabata"\nrounds = 20\n', []),
    ],
)
def test_sets_by_session_and_week(text: str, messages: list[str]) -> None:
    assert told(text) == messages


def test_a_muscle_that_helps_counts_half() -> None:
    assert told('per_week = 3\n[[exercise]]\nuse = "lat-pulldown"\nsets = 7\n') == [
        "7 sets for the lats, 3 times a week, are 21"
    ]
    routine = read_routine('title = "T"\n[[exercise]]\nuse = "lat-pulldown"\nsets = 7\n', "t", "t", LIBRARY.catalogue())
    assert hard_sets(routine.variant()) == {"lats": 7, "biceps": 3.5, "upper back": 3.5}


def test_every_source_that_a_warning_names_is_on_the_page() -> None:
    code = (Path(__file__).parents[1] / "coach" / "routine" / "standard.py").read_text()
    named = set(re.findall(r"\((ACSM|[A-Z][\w-]+) (\d{4})\)", code))
    assert len(named) > 4
    assert [f"{who} {year}" for who, year in named if f"- **{who} {year}**: " not in PAGE] == []
