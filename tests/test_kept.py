"""Finished sets are kept, whatever the athlete presses and wherever the session is killed: shipped plans, a real
journal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from coach.journal.entries import Past
from coach.journal.history import amraps, last_played, newest
from coach.journal.keeper import Keeper, kept_as, matched
from coach.journal.rows import put_entries
from coach.journal.store import JournalFile
from coach.library.find import Library, shipped
from coach.notation import Reps, Span
from coach.progression.performed import UNKNOWN, Performed, counted, reported
from coach.progression.rounds import Rounds
from coach.routine.groups import GROUP_KINDS
from coach.routine.model import Group
from coach.score.scoring import score, sentences
from coach.session.adjusted import with_buttons
from coach.session.answers import Answer
from coach.session.changing import replayed
from coach.session.commands import Command
from coach.session.done import Done
from coach.session.moves import advance
from coach.session.obeying import obey
from coach.session.plan import Plan, Prepare, Rest, timebox
from coach.session.planner import plan
from coach.session.resuming import taken_up
from coach.session.sets import SetKey
from coach.session.state import Session
from coach.session.swapping import Candidate
from coach.session.timebox import TimeBox
from coach.speech import english
from coach.units import HOUR, MINUTE, SECOND, Ms
from tests.conftest import Coach
from tests.support.exercises import exercise, routine
from tests.support.gym import done
from tests.support.lengths import Estimated

LIBRARY = Library([shipped() / "routines"])


def plans() -> Iterator[Plan]:
    for name in LIBRARY.names():
        loaded = LIBRARY.load(name)
        for variant in loaded.variants:
            yield plan(loaded, variant.name)
    yield plan(LIBRARY.load("back"), "advanced", pace="me")


PLANS = list(plans())

EXERCISES = list({one.exercise.id: one.exercise for course in PLANS for one in course.sets if not one.warm_up}.values())
CANDIDATES = {
    one.id: [Candidate(other) for other in EXERCISES if other.id != one.id and other.muscles[:1] == one.muscles[:1]][:3]
    for one in EXERCISES
}
"""For the tests, exercises for the same muscle, whatever they need."""


def test_no_two_sets_of_a_session_are_known_by_the_same_key() -> None:
    for course in PLANS:
        keys = [one.key for one in course.sets]
        assert len(keys) == len(set(keys)), course.title


def length_of(session: Session) -> Ms | None:
    return score(session.step, Estimated(), english).length


def begun(course: Plan, started: int) -> Past:
    return Past("u", course.routine, course.title, "", "", course.variant, 1, started, 0, started, None, "open")


class RunningSession:
    """A session and its keeper, from the beginning or a kill to the next kill."""

    def __init__(self, journal: Path, course: Plan, past: Past, session: Session) -> None:
        self.journal = journal
        self.course = course
        self.session = session
        self.now: Ms = Ms(0)
        self.keeper = Keeper(journal, past, lambda: past.seen + self.now, lambda: self.now / SECOND, print)
        self.keeper.resume(matched(session.plan, past).values())
        self.keeper.begin(session)

    def pass_time(self, length: Ms) -> None:
        """Lets time pass, as the player does: a step at a time."""
        self.now += length
        while (moved := advance(self.session, self.now, length_of(self.session))) is not self.session:
            if moved.records is not self.session.records:
                self.keeper.keep(moved)
            self.session = moved

    def press(self, command: Command | Done) -> Answer:
        before = self.session
        self.session, answer = obey(before, command, self.now, length_of(before))
        if self.session.records is not before.records or self.session.changes is not before.changes:
            self.keeper.keep(self.session)
        return answer

    def killed(self) -> RunningSession | None:
        """The session as it goes on after a kill; None if nothing is left to do."""
        with JournalFile(self.journal) as file:
            past = file.read(last_played)
        assert past is not None
        course = replayed(self.course, past.changes, CANDIDATES)
        sets = dict(course.works)
        records = tuple((i, kept_as(sets[i], entry)) for i, entry in matched(course, past).items())
        session = taken_up(course, records, Ms(0), past.spent, past.changes)
        if session is None:
            return None
        assert len({one.key for one in session.plan.sets}) == len(session.plan.sets)
        return RunningSession(self.journal, self.course, past, replace(session, candidates=CANDIDATES))

    def kept(self) -> dict[SetKey, tuple[str, Performed]]:
        """What the file says of each set."""
        with JournalFile(self.journal) as file:
            past = file.read(last_played)
        assert past is not None
        found: dict[SetKey, tuple[str, Performed]]
        found = {entry.key: (entry.how, entry.performed) for entry in past.entries}
        assert len(found) == len(past.entries), "a set is there twice"
        return found

    def done(self) -> dict[SetKey, tuple[str, Performed]]:
        """What the session says of each set."""
        return {record.set.key: (record.how, record.performed) for _, record in self.session.records}


PRESSED = st.one_of(
    st.sampled_from(Command),
    st.sampled_from([Command.LATER, Command.SWAP, Command.SKIP, Command.EXTRA, Command.REDO, Command.SHORTER]),
    st.builds(Done, st.integers(1, 30), side=st.sampled_from([None, "left", "right"])),
    st.just("kill"),
)


@given(st.sampled_from(PLANS), st.lists(st.tuples(st.integers(0, 60 * SECOND), PRESSED), max_size=40))
@settings(max_examples=40, deadline=None)
def test_the_journal_says_what_the_session_says(course: Plan, events: list[tuple[Ms, Command | Done | str]]) -> None:
    with TemporaryDirectory() as folder:
        now = RunningSession(
            Path(folder) / "journal.db", course, begun(course, HOUR), Session(course, candidates=CANDIDATES)
        )
        for wait, pressed in events:
            now.pass_time(wait)
            if isinstance(pressed, str):
                before = now.done()
                after = now.killed()
                if after is None:
                    break
                now = after
                assert now.done() == before
            else:
                now.press(pressed)
            assert now.kept() == now.done()


def at_set(course: Plan, index: int) -> Session:
    return Session(course, index=course.works[index][0])


EACH = exercise("row", "Row", sets=2, reps=Reps(6, None), cap=10, side="each", rest=Span(60 * SECOND, 60 * SECOND))
UNILATERAL = plan(routine(EACH))


@pytest.mark.parametrize(
    ("ended", "typed", "asks", "left", "right", "said"),
    [
        # How each side ended, what is typed in the rest; the question, and what is recorded of each.
        ((None, None), None, "How many on each side? Type the number.", UNKNOWN, UNKNOWN, ""),
        ((None, None), Done(8), "How many on each side? Type the number.", reported(8), reported(8),
         "Noted: eight reps, both sides."),
        ((None, None), Done(8, side="left"), "How many on each side? Type the number.", reported(8), UNKNOWN,
         "Noted: eight reps, left side."),
        ((36_000, None), Done(8), "How many on the right? Type the number.", counted(9), reported(8),
         "Noted: eight reps, right side."),
        ((None, 36_000), Done(8), "How many on the left? Type the number.", reported(8), counted(9),
         "Noted: eight reps, left side."),
        ((36_000, 36_000), Done(8), None, reported(8), reported(8), "Noted: eight reps, both sides."),
        ((36_000, 36_000), Done(8, side="right"), None, counted(9), reported(8), "Noted: eight reps, right side."),
    ],
)  # fmt: skip
def test_what_is_asked_and_typed_of_a_set_on_each_side(
    ended: tuple[int | None, int | None],
    typed: Done | None,
    asks: str | None,
    left: Performed,
    right: Performed,
    said: str,
) -> None:
    session, now = at_set(UNILATERAL, 0), 0
    for at in ended:
        if at is None:
            session = advance(session, now := session.mark + 40_000, 40 * SECOND)
        else:
            session, _ = obey(session, Command.DONE, now := session.mark + at, 40 * SECOND)
        if not isinstance(session.step, Rest):
            session = advance(session, now := now + 8_000, 8 * SECOND)
    assert isinstance(session.step, Rest)
    questions = [text for text in sentences(session.step, english) if text.startswith("How many")]
    assert questions == ([asks] if asks else [])
    if typed:
        session, answer = obey(session, typed, Ms(now + 1000), 60 * SECOND)
        assert english.answer(answer, 1) == (said,)
        if session.records[0][1].performed.known and session.records[1][1].performed.known:
            assert not [text for text in sentences(session.step, english) if text.startswith("How many")]
    assert [record.performed for _, record in session.records] == [left, right]


def test_a_number_typed_after_a_hold_is_seconds() -> None:
    course = plan(routine(exercise("plank", "Plank", sets=2, reps=Span(45 * SECOND, 45 * SECOND))))
    session = advance(at_set(course, 0), 45 * SECOND, 45 * SECOND)
    session, answer = obey(session, Done(40), 46 * SECOND, 90 * SECOND)
    assert english.answer(answer, 1) == ("Noted: forty seconds.",)
    assert session.records[0][1].performed.held == 40_000


def test_the_button_is_explained_once_and_a_recording_asks_nothing() -> None:
    pull_up = exercise("pull-up", "Pull-up", sets=3, reps=Reps(6, None), cap=8)
    course = with_buttons(plan(routine(exercise("dip", "Dip", sets=1), pull_up)))
    told = [text for step in course.steps for text in sentences(step, english) if "headset" in text]
    assert told == ["When you can't do another rep, press play on your headset to end the set."]
    own = with_buttons(plan(routine(pull_up), pace="me"))
    told = [text for step in own.steps for text in sentences(step, english) if "headset" in text]
    assert told == ["You set the pace: press enter, or play on your headset, when a set is done."]


GROUP = Group("a", GROUP_KINDS["amrap"], 1, None, Span(8 * SECOND, 8 * SECOND), cap=4 * MINUTE)
AMRAP = plan(
    routine(
        exercise("dip", "Dip", sets=1, reps=Reps(5, 5), group=GROUP),
        exercise("row", "Row", sets=1, reps=Reps(10, 10), group=GROUP),
        exercise("plank", "Plank", sets=1, reps=Span(30 * SECOND, 30 * SECOND)),
    )
)


def until_after(running: RunningSession, sets: int) -> None:
    """Lets time pass until so many sets are done."""
    while len(running.session.records) < sets:
        running.pass_time(SECOND)


def test_an_amrap_that_is_killed_goes_on_with_what_is_left_of_it(tmp_path: Path) -> None:
    running = RunningSession(tmp_path / "journal.db", AMRAP, begun(AMRAP, HOUR), Session(AMRAP))
    until_after(running, 3)
    boxed = running.session.records[-1][1].boxed
    assert boxed == 5 * 4000 + 8000 + 10 * 4000 + 8000 + 5 * 4000
    again = running.killed()
    assert again
    assert not [text for text in sentences(again.session.step, english) if "rounds and" in text]
    while timebox(again.session.plan.steps[again.session.index]) is None:
        again.pass_time(Ms(100))
    assert again.session.box == TimeBox(GROUP, boxed)
    while timebox(again.session.plan.steps[again.session.index]) is not None:
        again.pass_time(Ms(100))
    _, last = again.session.records[-1]
    assert last.boxed == GROUP.cap
    assert "Three rounds and five reps." in sentences(again.session.step, english)
    after = again.killed()
    assert after
    assert isinstance(after.session.step, Prepare)
    assert after.session.step.set.exercise.name == "Plank"
    with JournalFile(tmp_path / "journal.db") as file:
        assert file.read(amraps, AMRAP.routine) == {"a": Rounds(3, 5)}


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (40 * SECOND, "just now"), (12 * MINUTE, "twelve minutes ago"), (5 * HOUR, "five hours ago"),
        (24 * HOUR, "one day ago"), (13 * 24 * HOUR, "thirteen days ago"), (30 * 24 * HOUR, "four weeks ago"),
        (90 * 24 * HOUR, "three months ago"), (800 * 24 * HOUR, "two years ago"),
    ],
)  # fmt: skip
def test_how_long_ago_a_session_was_broken_off(ago: Ms, words: str) -> None:
    assert english.stopped(ago, AMRAP.sets[0]) == f"You stopped {words}, at dip, round one."


def test_a_correction_after_a_set_was_done_again_is_of_that_set(coach: Coach) -> None:
    done(coach)
    shown = [line.split() for line in coach("log", "--set", "5 9", "--set", "10 30").out.splitlines()]
    assert shown[5] == ["5", "Row", "1", "left", "2", "9", "reported"]
    assert shown[10][-3:] == ["30", "s", "reported"]
    run = coach("log", "--set", "5 9 right")
    assert (run.status, run.err) == (
        1, "coach: Row, set 1, is the left side; correct each side by its own number\n",
    )  # fmt: skip


def test_a_log_goes_by_the_set_and_not_by_where_it_stands(tmp_path: Path) -> None:
    course = plan(routine(exercise("dip", "Dip", sets=4, reps=Reps(5, 5))))
    running = RunningSession(tmp_path / "journal.db", course, begun(course, HOUR), Session(course))
    until_after(running, 2)
    running.press(Command.BACK)
    until_after(running, 3)
    with JournalFile(tmp_path / "journal.db") as file:
        past = file.read(newest, None)
        assert past is not None
        assert [entry.number for entry in past.entries] == [1, 2, 3]
        file.write(put_entries, past.id, [replace(past.entries[1], performed=reported(9))])
        corrected = file.read(newest, None)
    assert corrected is not None
    assert [entry.reps for entry in corrected.entries] == [5, 9, 5]
