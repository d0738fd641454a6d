"""The public API: its worked example, its reference, and what importing it costs."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

import coach

REFERENCE: Final = (Path(__file__).parents[1] / "docs" / "api.md").read_text()


def test_the_worked_example_works() -> None:
    assert doctest.testmod(coach) == (0, 11)


def test_every_public_name_is_there_and_in_the_reference() -> None:
    named = {name for row in re.findall(r"^\| (`.*?) \|", REFERENCE, re.M) for name in re.findall(r"`(\w+)", row)}
    assert named == set(coach.__all__)
    assert all(getattr(coach, name).__name__ == name for name in coach.__all__)
    assert set(coach.__all__) <= set(dir(coach))


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="module 'coach' has no attribute 'lods'"):
        getattr(coach, "lods")  # noqa: B009  a type checker knows that it isn't there


def test_importing_it_loads_nothing_else() -> None:
    code = "import sys; import coach; print(sorted(name for name in sys.modules if name.startswith('coach')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "['coach']\n"


def test_a_shipped_routine_is_scored_without_a_voice_or_a_home() -> None:
    plan = coach.make_plan(coach.load("back"), "beginner", start_at=2, talk="brief")
    ends = [start + (score.length or 0) for start, _, score in coach.make_score(plan)]
    assert ends == sorted(ends)
    assert len(ends) == len(plan.steps)


def test_mistakes_are_data(tmp_path: Path) -> None:
    with pytest.raises(coach.CoachError) as caught:
        coach.make_plan(coach.load("back"), "beginer")
    assert [str(mistake) for mistake in caught.value.mistakes] == [
        'Back has no variant "beginer"; did you mean "beginner"?'
    ]
    with pytest.raises(coach.CoachError) as caught:
        coach.load(tmp_path / "no.toml")
    assert caught.value.mistakes[0].message == "there is no such file"
