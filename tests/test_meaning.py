"""What each command means in each state: the table, the session that obeys it, and the page that shows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.notation import Reps, Span
from coach.session.commands import Command
from coach.session.meaning import MEANINGS, Action, State, meaning, state_of, table
from coach.session.obeying import obey
from coach.session.plan import Plan, Step
from coach.session.planner import plan
from coach.session.state import Session
from coach.session.step_clock import StepClock
from coach.units import SECOND, Ms
from tests.support.exercises import exercise, routine

PAGE = Path(__file__).parents[1] / "docs" / "log.md"

SETS = (
    exercise("pull-up", "Pull-up", sets=1, reps=Reps(6, None), cap=15),
    exercise("row", "Row", sets=2, reps=Reps(8, 10), side="each"),
    exercise("plank", "Plank", sets=1, reps=Span(45 * SECOND, 45 * SECOND)),
)
WAITED_FOR = exercise("squat", "Squat", ready="me")
PERHAPS = exercise("curl", "Curl", sets=3, least=2)
OWN_REST = exercise("press", "Press", sets=2, rest_waits=True)
ROUTINES = (routine(*SETS), routine(WAITED_FOR), routine(OWN_REST), routine(PERHAPS))
PLANS = [*map(plan, ROUTINES), plan(routine(*SETS), pace="me")]


def places() -> dict[State, tuple[Plan, int]]:
    """A step of each state, with its plan."""
    found: dict[State, tuple[Plan, int]] = {}
    for course in PLANS:
        for index, step in enumerate(course.steps):
            found.setdefault(state_of(step), (course, index))
    return found


def test_every_command_has_a_meaning_in_every_state() -> None:
    assert set(MEANINGS) == set(Command)
    assert all(set(by_state) == set(State) for by_state in MEANINGS.values())
    assert set(places()) == set(State)


EXPECTED = """
                 to failure       fixed reps       own pace         hold
    pause        pause            pause            pause            pause
    button       done             pause            done             pause
    done         done             done             done             done
    next         done, or skipped done, or skipped done, or skipped done, or skipped
"""


def test_the_sets_of_the_table() -> None:
    shown = {row[0]: row[1:5] for row in table()}
    head, *lines = [line for line in EXPECTED.splitlines() if line]
    columns = [head.index(state) for state in ("to failure", "fixed reps", "own pace", "hold")]
    for line in lines:
        cells = [line[at:end].strip() for at, end in zip(columns, [*columns[1:], None], strict=True)]
        assert shown[line.split()[0]] == tuple(cells)


CHANGES = {Action.LATER, Action.SWAP, Action.SKIP, Action.EXTRA, Action.REDO, Action.SHORTER}
"""What changes the plan: see test_plan_changes.py."""


def _effect(before: Session, after: Session) -> set[Action]:
    """The actions that could have led from one moment to the other."""
    if after.ended:
        return {Action.END, Action.ON}
    if len(after.changes) > len(before.changes):
        return CHANGES
    if after.stopped:
        return {Action.STOP}
    if after.index > before.index:
        done = after.records[-1:] and after.records[-1][1].how == "done"
        # After the last set of an exercise nothing is left to be put off, swapped or skipped: the set is over.
        return (
            {Action.DONE, Action.OVER, Action.LATER, Action.SWAP, Action.SKIP}
            if done
            else {Action.OVER, Action.ON, Action.HASTEN, Action.ENOUGH}
        )
    if after.explain != before.explain:
        return {Action.EXPLAIN}
    if after.quiet != before.quiet:
        return {Action.QUIET}
    if after.extra != before.extra:
        return {Action.CHANGE_REST}
    if after.clock.since != before.clock.since:
        # Going on just before a set leaves time for the count-in, as hastening does.
        to_count_in = {Action.HASTEN, Action.GO_ON} if before.paused else {Action.HASTEN}
        return to_count_in if after.clock.since else {Action.BACK}
    if after.paused != before.paused:
        return {Action.PAUSE, Action.GO_ON}
    # These plans have no other variant; without a set that was done none is done again, and without candidates none is
    # swapped.
    unchanged = {Action.NO_REST, Action.NO_END, Action.REPEAT, Action.WHERE, Action.NO_VARIANT, Action.OTHER_VARIANT}
    return unchanged | {Action.TOO_LATE, Action.REDO, Action.SWAP, Action.LATER}


@pytest.mark.parametrize("paused", [False, True])
@pytest.mark.parametrize("command", Command)
@pytest.mark.parametrize("state", State)
def test_the_session_does_what_the_table_says(state: State, command: Command, paused: bool) -> None:
    course, index = places()[state]
    step: Step = course.steps[index]
    length = (
        None
        if state is State.OPEN_REST
        else step.length or (None if state in (State.OWN_PACE, State.WAITING) else 20 * SECOND)
    )
    session = Session(course, index=index, clock=StepClock(since=9 * SECOND, paused=paused))
    after, _ = obey(session, command, Ms(0), length)
    if state is State.SWITCH and meaning(command, step, paused) is Action.HASTEN:
        assert after.index == index + 1, "a switch of eight seconds is in its count-in by then"
        return
    assert meaning(command, step, paused) in _effect(session, after)


def test_the_page_shows_the_table() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for row in table():
        assert f"| {' | '.join(row)} |".replace("|  |", "| |") in text
