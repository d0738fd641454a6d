"""A rest that the athlete ends: what is said in it, what ends it, and what stands in a recording."""

from __future__ import annotations

import pytest

from coach.session.plan import Prepare, Rest
from coach.session.planner import plan
from tests.conftest import Coach
from tests.support.exercises import exercise, routine

PRESS = """
title = "Press"

[[exercise]]
name = "Press"
sets = 3
reps = 2
tempo = "1-0-1-0"
rest = "me"

[[exercise]]
name = "Curl"
sets = 1
reps = 2
tempo = "1-0-1-0"
"""


@pytest.fixture
def press(coach: Coach) -> Coach:
    (coach.cwd / "press.toml").write_text(PRESS)
    return coach


def heard(coach: Coach, *words: str) -> list[tuple[str, str]]:
    """When each line comes, in whole seconds, and the line."""
    run = coach("start", "press.toml", "--dry-run", "--talk", "brief", *words)
    assert run.status == 0, run.err
    lines = (line.split(maxsplit=1) for line in run.out.splitlines())
    return [(at.split(".")[0], said.strip()) for at, said in lines]


def test_a_rest_lasts_until_the_athlete_ends_it(press: Coach) -> None:
    lines = heard(press, "--press", "40 more, 360 button, 600 next, 1200 done")
    said = [line for _, line in lines]
    begin = said.index("Rest as long as you like. Press enter, or play on your headset, when you're ready.")
    assert said[begin - 2 : begin + 3] == [
        "(done)",
        "(rest)",
        "Rest as long as you like. Press enter, or play on your headset, when you're ready.",
        "Next: set two of three.",
        "This rest lasts until you say so.",
    ]
    assert lines[begin + 3 : begin + 9] == [
        ("6:00", "Next: set two of three."),
        ("6:02", "(tick)"),
        ("6:03", "(tick)"),
        ("6:04", "(tick)"),
        ("6:05", "(go)"),
        ("6:07", "One. Last one."),
    ]
    assert [at for at, line in lines if line == "(go)"] == ["0:10", "6:05", "10:05", "20:05"]
    assert said.count("Rest as long as you like.") == 2
    assert "Rest: ninety seconds." not in said


def test_nobody_is_waited_for_in_a_recording(press: Coach) -> None:
    script = press("script", "press.toml").out
    assert script.count("Rest: ninety seconds.") == 3
    assert "as long as you like" not in script


def test_a_list_and_json_say_who_ends_a_rest(press: Coach) -> None:
    assert press("show", "press.toml").out.splitlines()[3].split() == ["1", "Press", "3", "2", "1-0-1-0", "me"]
    assert '"rest_seconds": null' in press("show", "press.toml", "--json").out


def test_the_rest_before_a_set_that_waits_is_said_once() -> None:
    first = exercise("press", "Press", sets=1, rest_waits=True)
    steps = plan(routine(first, exercise("squat", "Squat", sets=1, ready="me"))).steps
    assert [(type(step), step.waits) for step in steps if isinstance(step, Rest | Prepare)] == [
        (Prepare, False),
        (Rest, "first"),
    ]


PAIR = """
title = "Pair"

[group.A]
rounds = 2

[[exercise]]
name = "Press"
group = "A"
reps = 2

[[exercise]]
name = "Row"
group = "A"
reps = 2
rest = "me"
"""


def test_in_a_group_the_athlete_ends_the_rest_after_a_round(coach: Coach) -> None:
    (coach.cwd / "pair.toml").write_text(PAIR)
    run = coach("start", "pair.toml", "--dry-run", "--press", "200 done")
    assert run.status == 0, run.err
    assert run.out.count("Rest as long as you like") == 1
    assert run.out.count("Rest: ten seconds.") == 0
