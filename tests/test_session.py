"""The session: whatever the athlete asks for, in whatever order, nothing breaks and nothing is counted twice."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import CoachError
from coach.notation import Reps, Span
from coach.progression.performed import UNKNOWN, counted
from coach.score.scoring import score
from coach.session.answers import Answer, Reply
from coach.session.commands import Command
from coach.session.moves import advance
from coach.session.obeying import obey
from coach.session.plan import COUNT_IN, Closing, Opening, Plan, Prepare, Rest, Switch, Tally, Work
from coach.session.planner import plan
from coach.session.state import Session
from coach.session.step_clock import StepClock
from coach.speech import english
from coach.units import SECOND, Ms
from tests.support.exercises import exercise, routine
from tests.support.lengths import Estimated

PULL_UP = exercise("pull-up", "Pull-up", sets=2, reps=Reps(6, None), rest=Span(90 * SECOND, 120 * SECOND), cap=8)
ROW = exercise("row", "Row", sets=2, least=1, reps=Reps(8, 10), side="each")
PLANK = exercise("plank", "Plank", sets=1, reps=Span(30 * SECOND, 45 * SECOND))
WARM_UP = exercise("circles", "Arm circles", sets=1, reps=Reps(10, 10))


PLAN = plan(routine(PULL_UP, ROW, PLANK, warm_up=(WARM_UP,)))


def length_of(session: Session) -> Ms | None:
    """What the player would know of the step's length."""
    return score(session.step, Estimated(), english).length


def at_step(kind: type, number: int = 1) -> Session:
    """A session that has just come to its `number`-th step of this kind."""
    session, now = Session(PLAN), Ms(0)
    while number:
        if isinstance(session.step, kind):
            number -= 1
            if not number:
                return session
        length = length_of(session)
        now = session.clock.ends(length) or now
        session = advance(session, now, length)
    raise AssertionError


def test_the_steps_of_a_plan() -> None:
    kinds = " ".join(type(step).__name__ for step in PLAN.steps)
    assert kinds == (
        "Opening Prepare Work Prepare Work Rest Work Rest Work Switch Work Rest Work Switch Work Rest Work Closing"
    )
    rests = [step.length for step in PLAN.steps if isinstance(step, Rest)]
    assert rests == [105_000, 105_000, 90_000, 90_000]
    works = [step.length for step in PLAN.steps if isinstance(step, Work)]
    assert works == [40_000, 32_000, 32_000, 40_000, 40_000, 40_000, 40_000, 35_000]


def test_a_session_from_a_later_exercise_has_no_warm_up() -> None:
    later = plan(routine(PULL_UP, ROW, PLANK, warm_up=(WARM_UP,)), start_at=3)
    assert [type(step) for step in later.steps] == [Opening, Prepare, Work, Closing]
    with pytest.raises(CoachError) as error:
        plan(routine(PULL_UP), start_at=2)
    assert str(error.value) == "there is no exercise 2; Test has 1; name one from 1 to 1"


def test_the_athlete_ends_the_sets_at_their_own_pace() -> None:
    own = plan(routine(PULL_UP, PLANK), pace="me")
    assert [step.length for step in own.steps if isinstance(step, Work)] == [None, None, 35_000]


def test_a_session_of_over_a_day_is_refused() -> None:
    long = exercise("x", "X", sets=99, rest=Span(3600 * SECOND, 3600 * SECOND))
    with pytest.raises(CoachError) as error:
        plan(routine(long))
    assert str(error.value) == "the session takes 99 hours; a session is at most 24 hours long"


def test_a_pause_stops_the_time() -> None:
    session = at_step(Work)
    start = session.mark
    paused, answer = obey(session, Command.PAUSE, start + 10_000, 40 * SECOND)
    assert answer == Answer(Reply.PAUSED)
    assert (paused.clock.at(start + 99_000), paused.clock.ends(40 * SECOND)) == (10_000, None)
    assert advance(paused, start + 99_000, 40 * SECOND) is paused
    resumed, answer = obey(paused, Command.PAUSE, start + 60_000, 40 * SECOND)
    assert answer == Answer(Reply.GO_ON)
    # A set is taken up again after a count-in, where it was left.
    assert resumed.clock.ends(40 * SECOND) == start + 60_000 + COUNT_IN + 30_000


@pytest.mark.parametrize("before", [4999, 2000, 1])
def test_a_pause_in_the_last_moment_of_a_rest_is_followed_by_its_count_in(before: int) -> None:
    session = at_step(Rest)
    length = length_of(session)
    assert length == 105_000
    paused, _ = obey(session, Command.PAUSE, session.mark + length - before, Ms(length))
    resumed, _ = obey(paused, Command.PAUSE, session.mark + 300_000, Ms(length))
    assert resumed.clock.ends(Ms(length)) == session.mark + 300_000 + COUNT_IN
    early, _ = obey(session, Command.PAUSE, session.mark + length - COUNT_IN - before, Ms(length))
    resumed, _ = obey(early, Command.PAUSE, session.mark + 300_000, Ms(length))
    assert resumed.clock.ends(Ms(length)) == session.mark + 300_000 + COUNT_IN + before


def test_next_in_a_rest_leads_to_its_count_in_and_then_on() -> None:
    session = at_step(Rest)
    length = length_of(session)
    assert length == 105_000
    soon, answer = obey(session, Command.NEXT, session.mark + 20_000, Ms(length))
    assert soon.clock.ends(Ms(length)) == session.mark + 20_000 + COUNT_IN
    assert answer.reply is Reply.COMING
    at_once, _ = obey(soon, Command.NEXT, session.mark + 21_000, Ms(length))
    assert isinstance(at_once.step, Work)


def test_done_and_next_count_the_set_and_next_skips_one_that_has_no_rep() -> None:
    session = at_step(Work, 2)
    for command, at, how, performed in (
        (Command.DONE, 26_500, "done", counted(6)),
        (Command.NEXT, 26_500, "done", counted(6)),
        (Command.DONE, 3999, "done", counted(0)),
        (Command.NEXT, 3999, "skipped", UNKNOWN),
    ):
        after, _ = obey(session, command, session.mark + at, 32 * SECOND)
        assert isinstance(after.step, Rest)
        _, record = after.records[-1]
        assert (record.how, record.performed, record.length) == (how, performed, at)


def test_back_restarts_a_step_and_goes_further_back_when_pressed_early() -> None:
    session = at_step(Rest)
    restarted, _ = obey(session, Command.BACK, session.mark + 3000, 105 * SECOND)
    assert (restarted.index, restarted.clock.since) == (session.index, 0)
    before, answer = obey(session, Command.BACK, session.mark + 2999, 105 * SECOND)
    assert isinstance(before.step, Work)
    assert (before.clock.lead, answer.reply) == (COUNT_IN, Reply.RESTART)
    assert len(before.records) == len(session.records) - 1


def test_rests_are_made_longer_and_shorter() -> None:
    session = at_step(Rest)
    start = session.mark
    longer, answer = obey(session, Command.MORE, start + 5000, 105 * SECOND)
    assert (longer.step.length, answer) == (120_000, Answer(Reply.REST_LEFT, left=115 * SECOND))
    shorter, answer = obey(session, Command.LESS, start + 90_000, 105 * SECOND)
    assert (shorter.step.length, answer.left) == (95_000, COUNT_IN)
    same, answer = obey(session, Command.LESS, start + 101_000, 105 * SECOND)
    assert (same, answer) == (session, Answer(Reply.ALMOST_OVER))
    in_set = at_step(Work)
    assert obey(in_set, Command.MORE, in_set.mark, 40 * SECOND) == (in_set, Answer(Reply.NO_REST))


def test_stop_says_what_was_done() -> None:
    session = at_step(Rest, 2)
    stopped, _ = obey(session, Command.STOP, session.mark + 1000, 105 * SECOND)
    tally = Tally(exercises=1, sets=2, length=session.mark + 1000, complete=False, stopped=True)
    assert stopped.step == Closing("Test", tally)
    ended, _ = obey(stopped, Command.STOP, stopped.mark + 10, None)
    assert ended.ended


def test_to_the_end_without_a_touch() -> None:
    session, now = Session(PLAN), Ms(0)
    seen: list[type] = []
    while not session.ended:
        seen.append(type(session.step))
        length = length_of(session)
        now = session.clock.ends(length) or Ms(0)
        session = advance(session, now, length)
    assert seen == [type(step) for step in PLAN.steps]
    assert session.outcome
    assert session.outcome.sets == 5
    assert {Opening, Prepare, Work, Switch, Rest, Closing} == set(seen)


PLANS = [PLAN, plan(routine(ROW, PULL_UP), pace="me"), plan(routine(PLANK))]


@given(
    st.sampled_from(PLANS),
    st.lists(st.tuples(st.sampled_from(Command), st.integers(0, 60 * SECOND)), max_size=60),
)
@settings(max_examples=300, deadline=None)
def test_no_sequence_of_commands_breaks_the_session(course: Plan, commands: list[tuple[Command, int]]) -> None:
    session, now = Session(course), Ms(0)
    for command, wait in commands:
        now += wait
        while (moved := advance(session, now, length_of(session))) is not session:
            assert moved.index > session.index or moved.ended
            session = moved
        before = session
        session, answer = obey(session, command, now, length_of(session))
        assert isinstance(answer, Answer)
        assert 0 <= session.index < len(session.plan.steps)
        indexes = [index for index, _ in session.records]
        assert len(indexes) == len(set(indexes)), "a set is recorded twice"
        assert all(isinstance(session.plan.steps[index], Work) for index in indexes)
        assert session.clock.at(now) >= 0
        if before.ended:
            assert session is before


def test_a_press_brings_back_the_explanation_and_another_one_silence() -> None:
    """While getting ready all of it is said from the beginning; elsewhere from the press on, and in this step only."""
    ready, _ = obey(Session(PLAN, index=1, clock=StepClock(Ms(0))), Command.EXPLAIN, 5 * SECOND, 20 * SECOND)
    assert (ready.explain, ready.clock) == (0, StepClock(5 * SECOND))
    working, answer = obey(Session(PLAN, index=2, clock=StepClock(Ms(0))), Command.EXPLAIN, 5 * SECOND, 20 * SECOND)
    assert (working.explain, working.clock.at(5 * SECOND), answer.reply) == (5_000, 5_000, Reply.NOTHING)
    after = advance(working, 20 * SECOND, 20 * SECOND)
    assert (after.index, after.explain) == (3, None)

    quiet, answer = obey(after, Command.QUIET, 21 * SECOND, 20 * SECOND)
    assert (quiet.talk, answer.reply) == ("brief", Reply.QUIET)
    assert advance(quiet, 60 * SECOND, 20 * SECOND).talk == "brief"
    again, answer = obey(quiet, Command.QUIET, 22 * SECOND, 20 * SECOND)
    assert (again.talk, answer.reply) == ("full", Reply.TALKING)


def test_a_set_that_may_be_left_out_is_asked_for_and_left_out_at_a_press() -> None:
    curl = exercise("curl", "Curl", sets=3, least=2, side="each", rest=Span(60 * SECOND, 60 * SECOND))
    course = plan(routine(curl, exercise("row", "Row", sets=1)))
    asked = [(index, step.one_more) for index, step in enumerate(course.steps) if isinstance(step, Rest)]
    assert [one for _, one in asked] == [None, "first", None]
    index = asked[1][0]
    session = Session(course, index=index, clock=StepClock(Ms(0)))
    assert "One more, or on? Next or play moves on." in [
        cue.text for cue in score(session.step, Estimated(), english).cues
    ]
    for command in (Command.NEXT, Command.BUTTON):
        moved, answer = obey(session, command, 10 * SECOND, 60 * SECOND)
        rest = moved.step
        assert isinstance(rest, Rest)
        assert (rest.before.exercise.id, rest.introduces[0].exercise.id, answer.reply) == ("row", "row", Reply.NOTHING)
    hastened, _ = obey(session, Command.DONE, 10 * SECOND, 60 * SECOND)
    assert (hastened.index, hastened.clock.since) == (index, 55_000)
