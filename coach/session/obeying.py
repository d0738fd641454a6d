"""What each command does to a session: a pure state machine.

This module knows no clock, no audio and no terminal. Time comes in as milliseconds of the session's stream (`now`),
commands come in as values, and a new `Session` comes out, together with an answer for the athlete. Every command has an
answer in every state; none raises an error, and none records a set twice.
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from coach.progression.performed import Basis
from coach.session.adjusted import other_variant, reloaded
from coach.session.answers import NO_ANSWER, Answer, Reply
from coach.session.changing import change, change_after, coming, shorten
from coach.session.commands import Command
from coach.session.done import Done
from coach.session.meaning import MEANINGS, Action, meaning
from coach.session.moves import enter, leave, recorded
from coach.session.noting import note
from coach.session.plan import COUNT_IN, Prepare, Rest, Switch, Work, timebox
from coach.session.plan_changes import ChangeKind
from coach.session.record import Ending, record_of
from coach.session.requests import NewNote, Request, TimeLeft
from coach.session.sets import Set
from coach.session.state import Session
from coach.session.step_clock import StepClock
from coach.session.timebox import with_left
from coach.units import SECOND, Ms

RESTART: Final[Ms] = 3 * SECOND
"""`back` within this time of a step's start goes to the step before; later it restarts the step."""

MORE: Final[Ms] = 15 * SECOND
LEAST_LEFT: Final[Ms] = COUNT_IN
"""The least that `less` leaves of a rest: enough to be called back."""

LONGEST_REST: Final[Ms] = 3600 * SECOND


def obey(session: Session, command: Request, now: Ms, length: Ms | None) -> tuple[Session, Answer]:
    """Applies a command given at `now`, in a step `length` ms long; or does what the athlete has typed."""
    if session.ended:
        return session, NO_ANSWER
    if not isinstance(command, Command):
        return _typed(session, command, now, length)
    at = session.clock.at(now)
    action = meaning(command, session.plan.steps[session.index], session.paused)
    if action in _ANSWERED:
        return session, Answer(_ANSWERED[action])
    if action in PLAN_CHANGES:
        return _change_plan(session, PLAN_CHANGES[action], now, length)
    match action:
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
        case Action.ON | Action.ENOUGH as asked:
            moved = leave(session, now, at, "over") if asked is Action.ON else _left_out(session, now, at)
            return moved, NO_ANSWER
        case Action.BACK:
            return _back(session, now, at)
        case Action.CHANGE_REST:
            return _change_rest(session, command, now)
        case Action.WHERE:
            return session, Answer(Reply.WHERE, session.step, left=None if length is None else length - at)
        case Action.OTHER_VARIANT | Action.NO_VARIANT as asked:
            return _to_other_variant(session, asked, now)
        case Action.EXPLAIN | Action.QUIET as asked:
            return (_explain(session, now, at), NO_ANSWER) if asked is Action.EXPLAIN else _hush(session)
        case Action.STOP:
            return _stop(session, now, at)
    return replace(session, ended=True), NO_ANSWER


_ANSWERED: Final = {
    Action.NO_REST: Reply.NO_REST,
    Action.NO_END: Reply.NO_END,
    Action.REPEAT: Reply.REPEAT,
    Action.TOO_LATE: Reply.OVER,
}
PLAN_CHANGES: Final = {
    Action.LATER: ChangeKind.LATER,
    Action.SWAP: ChangeKind.SWAP,
    Action.SKIP: ChangeKind.SKIP,
    Action.EXTRA: ChangeKind.EXTRA,
    Action.REDO: ChangeKind.REDO,
    Action.SHORTER: ChangeKind.SHORTER,
}
CHANGING: Final = tuple(command for command, row in MEANINGS.items() if PLAN_CHANGES.keys() & set(row.values()))
"""The commands that change what is to come; a player has the sentences that would follow made ahead."""


def _typed(session: Session, typed: Done | TimeLeft | NewNote, now: Ms, length: Ms | None) -> tuple[Session, Answer]:
    match typed:
        case Done():
            return _note(session, typed)
        case TimeLeft(length=left):
            return shorten(session, now, length, left)
        case NewNote(text=text):
            return _noted(session, text)


def _change_plan(session: Session, how: ChangeKind, now: Ms, length: Ms | None) -> tuple[Session, Answer]:
    """Changes what is to come; a set that runs is ended first."""
    at = session.clock.at(now)
    step = session.plan.steps[session.index]
    if how is ChangeKind.SHORTER:
        return shorten(session, now, length)
    if not isinstance(step, Work) or how is ChangeKind.EXTRA:
        return change(session, how, now, length)
    if record_of(step, "next", at).how == "skipped":
        return _back(session, now, RESTART) if how is ChangeKind.REDO else change(session, how, now, length)
    return change_after(session, how, now, at) or _set_over(session, "next", now, at)


def _note(session: Session, done: Done) -> tuple[Session, Answer]:
    """Replaces what was known about a set with the report; a new load also applies to the sets to come."""
    noted = note(session.records, done)
    if noted is None:
        return session, Answer(Reply.NO_SET)
    records, said, before = noted
    plan = reloaded(session.plan, session.index, before.set, said.load) if said.load else session.plan
    session = replace(session, plan=plan, records=records)
    if session.outcome is not None:
        session = replace(session, outcome=session.judged(session.outcome))
    return session, Answer(Reply.NOTED, done=said)


def _noted(session: Session, text: str) -> tuple[Session, Answer]:
    """Keeps a note on the exercise whose set runs or was done last; before the first set, on the one to come."""
    step = session.plan.steps[session.index]
    if isinstance(step, Work | Switch):
        subject: Set | None = step.set
    else:
        last = max(session.records, key=lambda one: one[0], default=None)
        subject = last[1].set if last else coming(session)
    if subject is None:
        return session, Answer(Reply.NO_SET)
    kept = (*session.notes, (subject.exercise.lift, text))
    return replace(session, notes=kept), Answer(Reply.NEW_NOTE, set=subject, note=text)


def _left_out(session: Session, now: Ms, at: Ms) -> Session:
    """Moves on to what follows the last set of the exercise that comes next."""
    steps = session.plan.steps
    coming = steps[session.index + 1]
    assert isinstance(coming, Work)
    last = max(i for i, one in session.plan.works if i > session.index and one.block == coming.set.block)
    return enter(session, last + 1, now, at)


def _hush(session: Session) -> tuple[Session, Answer]:
    """Makes the coach say only what is needed from now on, or everything again."""
    return replace(session, quiet=not session.quiet), Answer(Reply.TALKING if session.quiet else Reply.QUIET)


def _explain(session: Session, now: Ms, at: Ms) -> Session:
    """Explains the exercise of the step from now on; a step of words begins again, to say all of it in its order."""
    if isinstance(session.step, Prepare):
        return replace(session, explain=0, clock=StepClock(now, paused=session.paused))
    return replace(session, explain=at)


def _pause(session: Session, now: Ms) -> tuple[Session, Answer]:
    return replace(session, clock=session.clock.pause(now)), Answer(Reply.PAUSED)


def _resume(session: Session, now: Ms, length: Ms | None) -> tuple[Session, Answer]:
    """Resumes after a pause, always leaving time for a count-in before a set.

    A group with a time limit loses nothing: it has as much time left as before the pause.
    """
    lead, since = Ms(0), session.clock.since
    match session.step:
        case Work():
            lead = COUNT_IN
        case Prepare() | Switch() | Rest() if length is not None:
            since = min(since, max(Ms(0), length - COUNT_IN))
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


def _to_other_variant(session: Session, asked: Action, now: Ms) -> tuple[Session, Answer]:
    """The session of the next variant from its start, if there is one and nothing was done yet."""
    if asked is Action.NO_VARIANT or not session.plan.others:
        return session, Answer(Reply.NO_VARIANT)
    return Session(other_variant(session.plan), clock=StepClock(now)), NO_ANSWER


def _stop(session: Session, now: Ms, at: Ms) -> tuple[Session, Answer]:
    last = len(session.plan.steps) - 1
    kept = recorded(session, at, "stop") if isinstance(session.step, Work) else session
    return enter(replace(kept, stopped=True, left=session.index), last, now, at), NO_ANSWER


def _back(session: Session, now: Ms, at: Ms) -> tuple[Session, Answer]:
    if session.stopped:
        index = session.left  # stopped by mistake: back to where that was
    else:
        index = _before(session) if at < RESTART and session.index > 0 else session.index
    # Where a set is done again, what was noted of it and of all that followed no longer holds.
    kept = tuple((i, record) for i, record in session.records if i < index)
    moved = enter(replace(session, records=kept, stopped=False), index, now, at)
    box = timebox(moved.step)
    if box is not None and timebox(session.step) != box and isinstance(moved.step, Work):
        moved = replace(moved, box=with_left(box, moved.step.nominal))
    if isinstance(moved.step, Work):
        return replace(moved, clock=StepClock(now, lead=COUNT_IN)), Answer(Reply.RESTART, set=moved.step.set)
    return moved, NO_ANSWER


def _before(session: Session) -> int:
    """The index of the step before this one; after a group whose time ran out, that is the last set done in it."""
    index = session.index - 1
    box = timebox(session.plan.steps[index])
    if box is None or timebox(session.plan.steps[session.index]) == box:
        return index
    done = [i for i, _ in session.records if i <= index and timebox(session.plan.steps[i]) == box]
    return max(done, default=index)


def _set_over(session: Session, ending: Ending, now: Ms, at: Ms) -> tuple[Session, Answer]:
    """Ends the current set at the athlete's command; if its reps were counted, the answer says how many are noted."""
    left = leave(session, now, at, ending)
    record = dict(left.records)[session.index]
    if record.how == "done" and record.performed.basis is Basis.COUNTED and not left.ended:
        return left, Answer(Reply.COUNTED, set=record.set, done=Done(record.performed.reps))
    return left, NO_ANSWER


def _hasten(session: Session, now: Ms, length: Ms | None) -> tuple[Session, Answer]:
    """Jumps to the count-in of the step, which is `length` ms long; within the count-in, to the next step."""
    step = session.step
    at = session.clock.at(now)
    coming = session.plan.steps[session.index + 1]
    answer = Answer(Reply.COMING, set=coming.set) if isinstance(coming, Work) else NO_ANSWER
    if isinstance(step, Prepare | Rest) and step.waits:
        return replace(leave(session, now, at, "over"), clock=StepClock(now, lead=COUNT_IN)), answer
    if length is None or length - at <= COUNT_IN:
        return leave(session, now, at, "over"), NO_ANSWER
    jumped = replace(session, clock=session.clock.jump(now, length - COUNT_IN))
    if session.box is not None:
        # The group's own time goes by the clock, which didn't jump.
        jumped = replace(jumped, box=session.box.after(at - jumped.clock.since))
    return jumped, answer
