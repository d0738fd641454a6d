"""Where the athlete is in the plan: a pure state machine.

This module knows no clock, no audio and no terminal. Time comes in as milliseconds of the session's
stream (`now`), commands come in as values, and a new `Session` comes out, with what to answer. Every
command is answered in every state; none raises an error, and none records a set twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from coach.progression.performed import Basis
from coach.session.afterwards import asks_about, score_of
from coach.session.commands import Command
from coach.session.done import Done
from coach.session.meaning import Action, meaning
from coach.session.noting import Records, note
from coach.session.plan import (
    COUNT_IN,
    SPOKEN,
    Closing,
    Plan,
    Prepare,
    Rest,
    Set,
    Step,
    Switch,
    Tally,
    Work,
    reloaded,
    timebox,
)
from coach.session.record import Ending, is_best, record_of
from coach.session.step_clock import StepClock
from coach.units import SECOND, Ms

RESTART: Final[Ms] = 3 * SECOND
"""`back` within this time of a step's start goes to the step before; later it restarts the step."""

MORE: Final[Ms] = 15 * SECOND
LEAST_LEFT: Final[Ms] = COUNT_IN
"""What `less` always leaves of a rest: enough to be called back."""

LONGEST_REST: Final[Ms] = 3600 * SECOND


class Reply(Enum):
    """What the athlete is told at once, in answer to a command."""

    NOTHING = "nothing"
    PAUSED = "paused"
    GO_ON = "go on"
    REPEAT = "repeat"
    WHERE = "where"
    REST_LEFT = "rest left"
    ALMOST_OVER = "almost over"
    NO_REST = "no rest"
    COMING = "coming"
    RESTART = "restart"
    NOTED = "noted"
    COUNTED = "counted"
    NO_SET = "no set"


class Answer(Struct, frozen=True):
    """A reply with what it speaks of: the step, the set, the time that is left (None: not known), what was noted."""

    reply: Reply
    step: Step | None = None
    set: Set | None = None
    left: Ms | None = None
    done: Done | None = None


NO_ANSWER: Final = Answer(Reply.NOTHING)


class Session(Struct, frozen=True):
    """A moment of a session.

    `clock` tells how far the step `index` is. `extra` ms have been added to this rest. `boxed` is the time that the
    group whose time runs out (see `plan.timebox`) had taken before this step, `early` how much earlier than planned the
    work of this interval was over. A session that was `stopped` had come to the step `left`. `records` holds what was
    done, by the index of its step, and `earlier` is the time it took before the session was broken off and taken up
    again. `outcome` is what it came to, once the closing has begun.
    """

    plan: Plan
    index: int = 0
    clock: StepClock = StepClock()
    extra: Ms = 0
    boxed: Ms = 0
    early: Ms = 0
    stopped: bool = False
    left: int = 0
    ended: bool = False
    records: Records = ()
    earlier: Ms = 0
    outcome: Tally | None = None

    @property
    def step(self) -> Step:
        """The step that runs now, with what the athlete added to it or did, and no longer than its group has time."""
        step = self._told(self.plan.steps[self.index])
        box = timebox(step)
        left = None if box is None else max(0, (box.cap or 0) - self.boxed)
        match step:
            case Rest() if self.extra or left is not None:
                length = step.length + self.extra
                return replace(step, length=length if left is None else min(length, left), time_left=left)
            case Work() | Switch() if left is not None:
                return replace(step, length=left if step.length is None else min(step.length, left))
            case Closing() if self.outcome:
                return replace(step, tally=self.outcome)
        return step

    def _told(self, step: Step) -> Step:
        """The step with what it has to say of what was done before it: what to ask, and the score of an AMRAP."""
        if not isinstance(step, Rest | Prepare | Closing):
            return step
        if not self.records or self.stopped or self.plan.recorded:
            return step
        records = [record for _, record in self.records]
        after = max(self.records, key=lambda one: one[0])[1].set if isinstance(step, Closing) else step.after
        box = timebox(self.plan.steps[self.index - 1])
        in_midst = timebox(step) == box or (isinstance(step, Prepare) and step.boxed > 0)
        return replace(
            step,
            asks=None if after is None else asks_about(after, records),
            scored=None if box is None or in_midst else score_of(box, records),
        )

    @property
    def paused(self) -> bool:
        """Whether the session waits for the athlete to go on."""
        return self.clock.paused

    @property
    def mark(self) -> Ms:
        """The ms of the stream from which on the step is told: where it began, or was last changed by a command."""
        return self.clock.mark

    def tally(self, now: Ms) -> Tally:
        """What has been done up to `now`."""
        done = [record.set for _, record in self.records if record.how == "done"]
        return replace(self.plan.tally(done, self.earlier + now, self.stopped), bests=self.bests)

    @property
    def bests(self) -> tuple[str, ...]:
        """The names of the exercises in which a set was better than any before."""
        return tuple(dict.fromkeys(record.set.exercise.name for _, record in self.records if is_best(record)))


def taken_up(plan: Plan, records: Records, stopped: Ms, earlier: Ms) -> Session | None:
    """A session that was broken off `stopped` ms ago, after `earlier` ms, as it goes on: with the set after the last.

    Of a group whose time runs out, only the time is left that it hadn't taken. Returns None where no set is left.
    """
    last, record = max(records, key=lambda one: one[0], default=(0, None))
    box = timebox(plan.steps[last])
    boxed = record.boxed if record else 0
    over = box if box is not None and (box.cap or 0) - boxed <= box.between.middle else None
    index = next((i for i, _ in plan.works if i > last and (over is None or timebox(plan.steps[i]) != over)), None)
    if index is None:
        return None
    coming = plan.steps[index]
    assert isinstance(coming, Work)
    goes_on = box is not None and timebox(coming) == box
    ready = Prepare(coming.set, introduces=(coming.set,), stopped=stopped, boxed=boxed if goes_on else 0)
    steps = (*plan.steps[: index - 1], ready, *plan.steps[index:])
    return Session(replace(plan, steps=steps), index=index - 1, records=records, earlier=earlier)


def advance(session: Session, now: Ms, length: Ms | None) -> Session:
    """Moves on when the step, `length` ms long, is over at `now`; one step at a time."""
    end = session.clock.ends(length)
    if session.ended or end is None or now < end:
        return session
    return _leave(session, end, length or 0, "over")


def obey(session: Session, command: Command | Done, now: Ms, length: Ms | None) -> tuple[Session, Answer]:
    """Does what the athlete asked at `now`, in a step that is `length` ms long; or notes what the last set was."""
    if session.ended:
        return session, NO_ANSWER
    if isinstance(command, Done):
        return _note(session, command)
    at = session.clock.at(now)
    match meaning(command, session.plan.steps[session.index], session.paused):
        case Action.PAUSE:
            return _pause(session, now)
        case Action.GO_ON:
            return _resume(session, now, length)
        case Action.DONE:
            return _set_over(session, "done", now, at)
        case Action.OVER:
            return _set_over(session, "next", now, at)
        case Action.HASTEN:
            return _hasten(session, now, length)
        case Action.ON:
            return _leave(session, now, at, "over"), NO_ANSWER
        case Action.BACK:
            return _back(session, now, at)
        case Action.CHANGE_REST:
            return _change_rest(session, command, now)
        case Action.NO_REST:
            return session, Answer(Reply.NO_REST)
        case Action.REPEAT:
            return session, Answer(Reply.REPEAT)
        case Action.WHERE:
            return session, Answer(Reply.WHERE, session.step, left=None if length is None else length - at)
        case Action.STOP:
            return _stop(session, now, at)
        case Action.END:
            return replace(session, ended=True), NO_ANSWER


def unfold(plan: Plan) -> Iterator[tuple[Ms, Step, Ms]]:
    """When each step of a session starts that nobody interrupts, the step, and about how long it is.

    A group whose time runs out ends where it does, whatever steps the plan holds ready for who is faster.
    """
    session = Session(plan)
    while not session.ended:
        step = session.step
        length = step.length if step.length is not None else step.nominal if isinstance(step, Work) else SPOKEN
        if isinstance(step, Prepare):
            length = max(SPOKEN, step.least)
        yield session.mark, step, length
        session = advance(session, session.mark + length, length)


def rebased(session: Session, now: Ms) -> Session:
    """The same moment told from `now` on: what comes next can then be scored from there."""
    return replace(session, clock=session.clock.rebased(now))


def _note(session: Session, done: Done) -> tuple[Session, Answer]:
    """Puts what was really done in the place of what was known; a load holds for the sets to come as well."""
    noted = note(session.records, done)
    if noted is None:
        return session, Answer(Reply.NO_SET)
    records, said, before = noted
    plan = reloaded(session.plan, session.index, before.set, said.load) if said.load else session.plan
    session = replace(session, plan=plan, records=records)
    if session.outcome is not None:
        session = replace(session, outcome=replace(session.outcome, bests=session.bests))
    return session, Answer(Reply.NOTED, done=said)


def _pause(session: Session, now: Ms) -> tuple[Session, Answer]:
    return replace(session, clock=session.clock.pause(now)), Answer(Reply.PAUSED)


def _resume(session: Session, now: Ms, length: Ms | None) -> tuple[Session, Answer]:
    """Goes on after a pause, so that no set begins without a count-in: of a step that ends in one it is always left.

    A group whose time runs out loses nothing by that: what is left of it is what was left before the pause.
    """
    lead, since = 0, session.clock.since
    match session.step:
        case Work():
            lead = COUNT_IN
        case Prepare() | Switch() | Rest() if length is not None:
            since = min(since, max(0, length - COUNT_IN))
    return replace(session, clock=session.clock.jump(now, since, lead)), Answer(Reply.GO_ON)


def _change_rest(session: Session, command: Command, now: Ms) -> tuple[Session, Answer]:
    step = session.step
    assert isinstance(step, Rest)
    at = session.clock.at(now)
    left = step.length - at
    if command is Command.LESS and left <= LEAST_LEFT:
        return session, Answer(Reply.ALMOST_OVER)
    wanted = left + MORE if command is Command.MORE else max(LEAST_LEFT, left - MORE)
    change = min(wanted, LONGEST_REST) - left
    moved = replace(session, clock=session.clock.jump(now, at), extra=session.extra + change)
    return moved, Answer(Reply.REST_LEFT, left=left + change)


def _stop(session: Session, now: Ms, at: Ms) -> tuple[Session, Answer]:
    last = len(session.plan.steps) - 1
    kept = _recorded(session, at, "stop") if isinstance(session.step, Work) else session
    return _enter(replace(kept, stopped=True, left=session.index), last, now, at), NO_ANSWER


def _back(session: Session, now: Ms, at: Ms) -> tuple[Session, Answer]:
    if session.stopped:
        index = session.left  # stopped by mistake: back to where that was
    else:
        index = _before(session) if at < RESTART and session.index > 0 else session.index
    # Where a set is done again, what was noted of it and of all that followed no longer holds.
    kept = tuple((i, record) for i, record in session.records if i < index)
    moved = _enter(replace(session, records=kept, stopped=False), index, now, at)
    box = timebox(moved.step)
    if box is not None and timebox(session.step) != box and isinstance(moved.step, Work):
        moved = replace(moved, boxed=max(0, (box.cap or 0) - moved.step.nominal))
    if isinstance(moved.step, Work):
        return replace(moved, clock=StepClock(now, lead=COUNT_IN)), Answer(Reply.RESTART, set=moved.step.set)
    return moved, NO_ANSWER


def _before(session: Session) -> int:
    """The step before this one. Of a group whose time ran out that is the last set that was done in it."""
    index = session.index - 1
    box = timebox(session.plan.steps[index])
    if box is None or timebox(session.plan.steps[session.index]) == box:
        return index
    done = [i for i, _ in session.records if i <= index and timebox(session.plan.steps[i]) == box]
    return max(done, default=index)


def _set_over(session: Session, ending: Ending, now: Ms, at: Ms) -> tuple[Session, Answer]:
    """The athlete ends the set that is being done; where it was counted, they are told how many reps are noted."""
    left = _leave(session, now, at, ending)
    record = dict(left.records)[session.index]
    if record.how == "done" and record.performed.basis is Basis.COUNTED and not left.ended:
        return left, Answer(Reply.COUNTED, set=record.set, done=Done(record.performed.reps))
    return left, NO_ANSWER


def _hasten(session: Session, now: Ms, length: Ms | None) -> tuple[Session, Answer]:
    """On to the count-in of the step that is `length` long; from there on to the next step."""
    step = session.step
    at = session.clock.at(now)
    if length is None or length - at <= COUNT_IN:
        return _leave(session, now, at, "over"), NO_ANSWER
    coming = session.plan.steps[session.index + 1]
    answer = Answer(Reply.COMING, set=coming.set) if isinstance(coming, Work) else NO_ANSWER
    jumped = replace(session, clock=session.clock.jump(now, length - COUNT_IN))
    if timebox(step):
        # The group's own time goes by the clock, which didn't jump.
        jumped = replace(jumped, boxed=session.boxed - (jumped.clock.since - at))
    return jumped, answer


def _leave(session: Session, now: Ms, at: Ms, ending: Ending) -> Session:
    kept = _recorded(session, at, ending) if isinstance(session.step, Work) else session
    index = session.index + 1
    if index == len(session.plan.steps):
        return replace(kept, ended=True)
    box = timebox(session.step)
    if box is not None and session.boxed + at >= (box.cap or 0):
        while timebox(session.plan.steps[index]) == box:
            index += 1
    return _enter(kept, index, now, at)


def _enter(session: Session, index: int, now: Ms, at: Ms) -> Session:
    """The session as it comes to the step `index`, having left the present one `at` ms into it."""
    here, there = session.plan.steps[session.index], session.plan.steps[index]
    box = timebox(there)
    boxed = session.boxed + at if box is not None and timebox(here) == box else 0
    if isinstance(here, Prepare):
        boxed = here.boxed
    early = session.early
    match here:
        case Work(nominal=planned) | Switch(length=planned) if index == session.index + 1:
            early += planned - at
        case _:
            early = 0
    extra = 0
    if isinstance(there, Rest):
        extra, early = (max(early, COUNT_IN - there.length) if there.on_clock else 0), 0
    outcome = session.tally(now) if isinstance(there, Closing) else None
    return replace(
        session,
        index=index,
        clock=StepClock(now),
        extra=extra,
        boxed=boxed,
        early=early,
        outcome=outcome,
    )


def _recorded(session: Session, at: Ms, ending: Ending) -> Session:
    work = session.plan.steps[session.index]
    assert isinstance(work, Work)
    others = tuple((i, r) for i, r in session.records if i != session.index)
    record = record_of(work, ending, at)
    box = timebox(work)
    if box is not None:
        record = replace(record, boxed=min(session.boxed + at, box.cap or 0))
    return replace(session, records=(*others, (session.index, record)))
