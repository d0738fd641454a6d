"""What is said this time: another choice in each of three sessions, and less of what is known by now."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.notation import Reps
from coach.progression.remembered import Known
from coach.session.plan import Closing, Opening
from coach.session.planner import plan
from coach.session.variety import SESSIONS_APART, Teaching, one_of, teaching, this_time
from tests.support.exercises import exercise, routine


@given(st.lists(st.integers(), unique=True, max_size=12), st.integers(0, 1000))
def test_no_option_comes_back_within_three_sessions_and_all_have_their_turn(options: list[int], before: int) -> None:
    said = [one for ahead in range(SESSIONS_APART) for one in this_time(options, before + ahead)]
    assert sorted(said) == sorted(options)


def test_one_of_some_wordings() -> None:
    assert [one_of(("a", "b", "c"), before) for before in range(5)] == ["a", "b", "c", "a", "b"]


@pytest.mark.parametrize(
    ("trained", "want"),
    [(0, Teaching.FULL), (2, Teaching.FULL), (3, Teaching.SHORT), (7, Teaching.SHORT), (8, Teaching.NAME)],
)
def test_teaching_fades(trained: int, want: Teaching) -> None:
    assert teaching(trained) is want


def test_a_plan_knows_how_often_each_exercise_was_done() -> None:
    row = exercise("row", "Row", reps=Reps(8, 8), own_lift="pulley-row")
    circles = exercise("arm-circles", "Arm circles", sets=1)
    known = Known(trained={"pulley-row": 4, "arm-circles": 7}, sessions=12)
    course = plan(routine(row, exercise("dip", "Dip"), warm_up=(circles,)), known=known)
    assert {one.exercise.id: one.trained for one in course.sets} == {"arm-circles": 7, "row": 4, "dip": 0}
    opening, *_, closing = course.steps
    assert isinstance(opening, Opening)
    assert isinstance(closing, Closing)
    assert (opening.before, closing.before) == (12, 12)
