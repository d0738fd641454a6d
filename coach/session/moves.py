"""Moves a session through its steps as time passes, and records each set that ends. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import dropwhile

from msgspec.structs import replace

from coach.session.plan import COUNT_IN, SPOKEN, Closing, Plan, Prepare, Rest, Step, Switch, Work, about, timebox
from coach.session.record import Ending, record_of
from coach.session.state import Session
from coach.session.step_clock import StepClock
from coach.session.timebox import TimeBox
from coach.units import Ms


def advance(session: Session, now: Ms, length: Ms | None) -> Session:
    """Moves on to the next step if this one, `length` ms long, has ended at `now`; at most one step per call."""
    end = session.clock.ends(length)
    if session.ended or end is None or now < end:
        return session
    return leave(session, end, length or Ms(0), "over")


def unfold(plan: Plan) -> Iterator[tuple[Ms, Step, Ms]]:
    """The start of each step, the step, and about how long it is, in a session without commands.

    A group with a time limit ends when its time does, however many more rounds the plan holds ready.
    """
    session = Session(plan)
    while not session.ended:
        step = session.step
        length = step.length if step.length is not None else step.nominal if isinstance(step, Work) else SPOKEN
        if isinstance(step, Prepare):
            length = max(SPOKEN, step.least, step.ready)
        yield session.mark, step, length
        session = advance(session, session.mark + length, length)


def time_left(session: Session, now: Ms, length: Ms | None) -> Ms:
    """About how long the session still takes at `now`, in a step that is `length` ms long, to the end of its words."""
    step, at = session.step, session.clock.at(now)
    steps = session.plan.steps[session.index + 1 :]
    box = session.box
    if box is not None:
        here = box.left - at
        steps = tuple(dropwhile(lambda other: timebox(other) == box.group, steps))
    else:
        here = (about([step]) if length is None else length) - at
    return max(0, here) + about(steps)


def rebased(session: Session, now: Ms) -> Session:
    """The same session with its step measured from `now` on, so that what follows can be scored from there."""
    return replace(session, clock=session.clock.rebased(now))


def leave(session: Session, now: Ms, at: Ms, ending: Ending) -> Session:
    """Leaves the current step `at` ms into it: records the set, if it is one, and enters the next step."""
    kept = recorded(session, at, ending) if isinstance(session.step, Work) else session
    index = session.index + 1
    if index == len(session.plan.steps):
        return replace(kept, ended=True)
    if session.box is not None and not session.box.after(at).left:
        while timebox(session.plan.steps[index]) == session.box.group:
            index += 1
    return enter(kept, index, now, at)


def enter(session: Session, index: int, now: Ms, at: Ms) -> Session:
    """Enters the step `index`, having left the current one `at` ms into it."""
    here, there = session.plan.steps[session.index], session.plan.steps[index]
    early = session.early
    match here:
        case Work(nominal=planned) | Switch(length=planned) if index == session.index + 1:
            early += planned - at
        case _:
            early = Ms(0)
    extra = Ms(0)
    if isinstance(there, Rest):
        extra, early = (max(early, COUNT_IN - there.length) if there.on_clock else Ms(0)), Ms(0)
    outcome = session.tally(now) if isinstance(there, Closing) else None
    return replace(
        session,
        index=index,
        clock=StepClock(now),
        extra=extra,
        box=_box(session, there, at),
        early=early,
        outcome=outcome,
        explain=None,
    )


def _box(session: Session, there: Step, at: Ms) -> TimeBox | None:
    """The time box for the step `there`, when the session enters it `at` ms after the current step began."""
    group = timebox(there)
    if group is None:
        return None
    here = session.plan.steps[session.index]
    if isinstance(here, Prepare):
        return TimeBox(group, here.boxed)
    return session.box.after(at) if session.box is not None and session.box.group == group else TimeBox(group)


def recorded(session: Session, at: Ms, ending: Ending) -> Session:
    """The session with a record of the current set, which ends `at` ms after it began."""
    work = session.plan.steps[session.index]
    assert isinstance(work, Work)
    others = tuple((i, r) for i, r in session.records if i != session.index)
    record = record_of(work, ending, at)
    if session.box is not None:
        record = replace(record, boxed=min(session.box.after(at).taken, session.box.limit))
    return replace(session, records=(*others, (session.index, record)))
