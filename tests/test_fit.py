"""Exercises in FIT files: Garmin's own keys where they exist, and distinct numbers for all others."""

from __future__ import annotations

from typing import Any, Final

import pytest

from coach.library.find import Library
from tests.conftest import Coach
from tests.test_shell import STRONG, piped

sdk: Final[Any] = pytest.importorskip("garmin_fit_sdk", reason="the FIT SDK is not installed")
CATALOGUE: Final = Library(()).catalogue()
KEYS: Final = {id_: key for id_ in CATALOGUE.ids() if (key := CATALOGUE.get(id_).fit)}


@pytest.mark.parametrize("id_", KEYS)
def test_a_key_of_the_catalogue_is_in_garmins_profile(id_: str) -> None:
    category, _, name = KEYS[id_].partition("/")
    types = sdk.Profile["types"]
    assert category in types["exercise_category"].values()
    assert name in types[f"{category}_exercise_name"].values()


def test_two_exercises_are_not_one_of_garmins() -> None:
    found: dict[str, list[str]] = {}
    for id_, key in KEYS.items():
        found.setdefault(key, []).append(id_)
    assert {key: ids for key, ids in found.items() if len(ids) > 1} == {}


def test_the_sets_of_a_file(coach: Coach) -> None:
    """What Garmin doesn't have is unknown, with a number that its title and its sets share, and no other exercise."""
    names = ["Bench Press (Barbell)", "Triceps Extension Machine", "Sandbag toss", "Triceps Extension Machine"]
    rows = [f"2024-05-01 10:0{at}:00,Push,{name},1,20,8\n" for at, name in enumerate(names)]
    day = [row.replace(row[:19], "2024-05-01 10:00:00") for row in rows]
    assert piped(coach, STRONG + "".join(day), "import-log", "-", "--units", "kg")[0] == 0
    assert coach("export", "--fit", "-o", "s.fit").status == 0
    messages, errors = sdk.Decoder(sdk.Stream.from_file(str(coach.cwd / "s.fit"))).read()
    assert errors == []
    titles = {
        title["wkt_step_name"]: (title["exercise_category"], title["exercise_name"])
        for title in messages["exercise_title_mesgs"]
    }
    assert titles == {
        "Barbell bench press": ("bench_press", 1),
        "Triceps extension machine": ("unknown", 60_001),
        "Sandbag toss": ("unknown", 60_002),
    }
    sets = [(one["category"], one["category_subtype"]) for one in messages["set_mesgs"]]
    assert set(sets) == set(titles.values())
    assert len(sets) == 4
