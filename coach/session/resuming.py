"""Continues a session that was broken off. Pure."""

from __future__ import annotations

from msgspec.structs import replace

from coach.session.layout import ready_of
from coach.session.noting import Records
from coach.session.plan import Plan, Prepare, Work, timebox
from coach.session.plan_changes import PlanChange
from coach.session.state import Session
from coach.session.timebox import TimeBox
from coach.units import Ms


def taken_up(
    plan: Plan, records: Records, stopped: Ms, earlier: Ms, changes: tuple[PlanChange, ...] = ()
) -> Session | None:
    """Continues a session that was broken off `stopped` ms ago, after `earlier` ms, with the set after the last one
    done.

    A group with a time limit has only the time left that it hadn't used. `changes` are those already made to the plan.
    Returns None if no set is left.
    """
    last, record = max(records, key=lambda one: one[0], default=(0, None))
    box = timebox(plan.steps[last])
    boxed = record.boxed if record else Ms(0)
    over = box if box is not None and TimeBox(box, boxed).left <= box.between.middle else None
    index = next((i for i, _ in plan.works if i > last and (over is None or timebox(plan.steps[i]) != over)), None)
    if index is None:
        return None
    coming = plan.steps[index]
    assert isinstance(coming, Work)
    goes_on = box is not None and timebox(coming) == box
    ready = Prepare(
        coming.set,
        introduces=(coming.set,),
        stopped=stopped,
        boxed=boxed if goes_on else Ms(0),
        ready=ready_of(coming.set.exercise),
    )
    steps = (*plan.steps[: index - 1], ready, *plan.steps[index:])
    return Session(replace(plan, steps=steps), index=index - 1, records=records, earlier=earlier, changes=changes)
