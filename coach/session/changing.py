"""Applies the athlete's changes of the plan to a running session, which goes on with what comes first in the new plan.
Pure.

The set that the athlete means is the one that runs or comes next; for one more, or to do it again, the one that runs or
was done last.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace

from coach.routine.owned import gathered
from coach.session.answers import Answer, Reply
from coach.session.bundles import bundle_of
from coach.session.layout import ready_of, turns_of
from coach.session.moves import leave, time_left
from coach.session.plan import COUNT_IN, Closing, Opening, Plan, Prepare, Rest, Step, Switch, Work, about
from coach.session.plan_changes import ChangedPlan, ChangeKind, PlanChange, Refusal, changed_plan
from coach.session.sets import Set
from coach.session.shortening import time_of
from coach.session.state import Offer, Session
from coach.session.step_clock import StepClock
from coach.session.swapping import NO_CANDIDATES, Candidates, candidates_for
from coach.units import MINUTE, Ms

REPLIES: Final = {
    ChangeKind.LATER: Reply.LATER,
    ChangeKind.SKIP: Reply.SKIPPED,
    ChangeKind.SWAP: Reply.SWAPPED,
    ChangeKind.EXTRA: Reply.EXTRA,
    ChangeKind.REDO: Reply.REDO,
    ChangeKind.SHORTER: Reply.SHORTER,
}
_REFUSALS: Final = {
    Refusal.NOTHING_ELSE: Reply.NOTHING_ELSE,
    Refusal.ON_CLOCK: Reply.ON_CLOCK,
    Refusal.UNKNOWN: Reply.NO_SET,
}

STEP: Final[Ms] = 5 * MINUTE
"""How much sooner the session is to end each time that the athlete asks for less: the length is rounded down to the
next multiple below."""


def replayed(plan: Plan, changes: Iterable[PlanChange], candidates: Candidates = NO_CANDIDATES) -> Plan:
    """The plan with earlier changes made to it again; a change that isn't possible any more, as the routine was edited,
    is left out."""
    for one in changes:
        changed = changed_plan(plan, one, candidates)
        plan = changed.plan if isinstance(changed, ChangedPlan) else plan
    return plan


def change(session: Session, how: ChangeKind, now: Ms, length: Ms | None) -> tuple[Session, Answer]:
    """Changes what comes after the current step, which is `length` ms long; or adds to the set that runs."""
    subject = _subject(session, how)
    if subject is None:
        return session, Answer(Reply.NO_SET)
    if how is ChangeKind.SWAP:
        return _swap(session, subject, now, length)
    return _with_change(session, PlanChange(how, subject.key), now, length)


def change_after(session: Session, how: ChangeKind, now: Ms, at: Ms) -> tuple[Session, Answer] | None:
    """Ends the set that runs, `at` ms into it, and changes what is to come; None if nothing of its exercise is to
    come."""
    step = session.plan.steps[session.index]
    assert isinstance(step, Work)
    subject: Set | None = step.set
    if how is not ChangeKind.REDO:
        subject = next(
            (one for i, one in session.plan.works if i > session.index and _goes_with(one, step.set, how)), None
        )
    if subject is None:
        return None
    plan, made = session.plan, PlanChange(how, subject.key)
    if how is ChangeKind.SWAP:
        options = _options(session.plan, subject, session.candidates)
        if not options:
            return session, Answer(Reply.NO_SWAP)
        made = replace(made, to=options[0])
    found = changed_plan(plan, made, session.candidates)
    if isinstance(found, Refusal):
        return session, Answer(_REFUSALS[found])
    changed = _relabelled(replace(session, plan=found.plan, changes=(*session.changes, made)))
    left = leave(changed, now, at, "next")
    if how is ChangeKind.SWAP:
        left = replace(left, offer=Offer(plan, left.index, len(left.changes)))
    return left, Answer(REPLIES[how], set=coming(left))


def _goes_with(one: Set, other: Set, how: ChangeKind) -> bool:
    """Whether a set is put off, skipped or swapped together with another."""
    return bundle_of(one) == bundle_of(other) if how is ChangeKind.LATER else one.key.block == other.key.block


def _subject(session: Session, how: ChangeKind) -> Set | None:
    """The set that the athlete means; None if there is none."""
    step = session.plan.steps[session.index]
    if isinstance(step, Work):
        return step.set
    if how in (ChangeKind.EXTRA, ChangeKind.REDO):
        if session.records:
            return max(session.records, key=lambda one: one[0])[1].set
        if how is ChangeKind.REDO:
            return None
    return coming(session)


def coming(session: Session) -> Set | None:
    """The next set, or the one that runs; None if the session is at its end."""
    return next((one for index, one in session.plan.works if index >= session.index), None)


def _swap(session: Session, subject: Set, now: Ms, length: Ms | None) -> tuple[Session, Answer]:
    """Offers another exercise; if one is offered already, the next one, and after the last the original exercise."""
    offer = session.offer
    if offer and (offer.index, offer.changes) != (session.index, len(session.changes)):
        offer = None
    if offer is None:
        options = _options(session.plan, subject, session.candidates)
        if not options:
            return session, Answer(Reply.NO_SWAP)
        made = PlanChange(ChangeKind.SWAP, subject.key, options[0])
        changed, answer = _with_change(session, made, now, length)
        if answer.reply is not Reply.SWAPPED:
            return session, answer
        return replace(changed, offer=Offer(session.plan, changed.index, len(changed.changes))), answer
    last = session.changes[-1]
    original = next(one for one in offer.plan.sets if one.key == last.at)
    ids = _options(offer.plan, original, session.candidates)
    others = ids[ids.index(last.to) + 1 :]
    before = replace(session, plan=offer.plan, changes=session.changes[:-1])
    if not others:
        lead = _lead_of(offer.plan, original)
        back = _led_to(before, ChangedPlan(offer.plan, lead), now, length)
        return replace(back, offer=None), Answer(Reply.SWAPPED, set=original)
    changed, answer = _with_change(before, PlanChange(ChangeKind.SWAP, last.at, others[0]), now, length)
    return replace(changed, offer=Offer(offer.plan, changed.index, len(changed.changes))), answer


def _options(plan: Plan, subject: Set, candidates: Candidates) -> list[str]:
    """The ids of the exercises that could be done instead of that of a set: none that the session has anyway."""
    there = {one.exercise.lift for one in plan.sets}
    return [one.exercise.id for one in candidates_for(subject, candidates) if one.exercise.lift not in there]


def _lead_of(plan: Plan, one: Set) -> int:
    """The index of the step that leads up to a set."""
    return next(index for index, other in plan.works if other.key == one.key) - 1


def _with_change(session: Session, made: PlanChange, now: Ms, length: Ms | None) -> tuple[Session, Answer]:
    """The session with its plan changed, and the answer; the session as it was if the plan can't be changed so."""
    found = changed_plan(session.plan, made, session.candidates)
    if isinstance(found, Refusal):
        return session, Answer(_REFUSALS[found])
    changed = replace(session, changes=(*session.changes, made), offer=None)
    if made.how in (ChangeKind.LATER, ChangeKind.SKIP, ChangeKind.SWAP):
        changed = _led_to(changed, found, now, length)
    else:
        changed = _relabelled(_going_on(changed, found.plan, now, length))
    return changed, Answer(REPLIES[made.how], set=coming(changed), cut=found.cut)


def _led_to(session: Session, found: ChangedPlan, now: Ms, length: Ms | None) -> Session:
    """The session at the step that leads up to what comes first in the new plan, with the words that this needs.

    What is left of a rest is kept. In the opening, and if nothing is left to do, only the plan changes.
    """
    plan = found.plan
    if session.index == 0:
        return replace(session, plan=plan)
    lead = plan.steps[found.lead]
    if not isinstance(lead, Prepare | Rest):
        # The end comes next, or a set without a rest before it.
        changed = _in_step(session, plan, found.lead, now)
        return replace(changed, outcome=changed.tally(now) if isinstance(lead, Closing) else None)
    left = _rest_left(session, now, length)
    if isinstance(lead, Prepare):
        step = replace(lead, after=None, least=left, redirected=True)
    else:
        ready = max((ready_of(one.exercise) for one in lead.introduces), default=Ms(0))
        step = Prepare(lead.before, None, lead.introduces, least=left, ready=ready, redirected=True)
    steps = (*plan.steps[: found.lead], step, *plan.steps[found.lead + 1 :])
    return _in_step(session, replace(plan, steps=steps), found.lead, now)


def _in_step(session: Session, plan: Plan, index: int, now: Ms) -> Session:
    """The session at the beginning of a step of a new plan."""
    clock = StepClock(now)
    return replace(session, plan=plan, index=index, clock=clock, extra=0, box=None, early=0, explain=None)


def _rest_left(session: Session, now: Ms, length: Ms | None) -> Ms:
    """What is left of a rest, or of the least time to get ready."""
    match session.step:
        case Rest() if length is not None:
            return max(Ms(0), length - session.clock.at(now))
        case Prepare(least=least):
            return max(Ms(0), least - session.clock.at(now))
    return Ms(0)


def _going_on(session: Session, plan: Plan, now: Ms, length: Ms | None) -> Session:
    """The session with a new plan: in the same step if that still leads up to the same set, else in the one that does.

    A rest goes on for as long as it has left, at least for the count-in.
    """
    before, there = session.plan.steps[session.index], plan.steps[session.index]
    same = _updated(before, there)
    if same is not None:
        steps = (*plan.steps[: session.index], same, *plan.steps[session.index + 1 :])
        return replace(session, plan=replace(plan, steps=steps))
    changed = replace(session, plan=plan)
    length = there.length
    if length is None:
        return replace(changed, clock=StepClock(now), extra=0, explain=None)
    since = min(session.clock.at(now), max(Ms(0), length - COUNT_IN))
    return replace(changed, clock=StepClock(now, since, paused=session.paused), extra=0, explain=None)


def _updated(before: Step, there: Step) -> Step | None:
    """The current step with its set as a new plan has it; None if that plan has another set there."""
    match before, there:
        case Work(), Work(set=one) if before.set.key == one.key:
            return replace(before, set=one)
        case ((Prepare() | Switch()), (Prepare(set=one) | Switch(set=one) | Rest(before=one))) if (
            before.set.key == one.key
        ):
            return replace(before, set=one)
        case Rest(), (Prepare(set=one) | Rest(before=one)) if before.before.key == one.key:
            return replace(before, before=one)
    return before if before == there else None


def _relabelled(session: Session) -> Session:
    """The session in which the records of sets that now count as tries have a key of their own."""
    sets = dict(session.plan.works)
    records = tuple(
        (index, replace(record, set=sets[index], how="skipped") if sets[index].tried else record)
        for index, record in session.records
    )
    return session if records == session.records else replace(session, records=records)


def shorten(session: Session, now: Ms, length: Ms | None, left: Ms | None = None) -> tuple[Session, Answer]:
    """Leaves out as much as is needed to end the session in `left` ms, or at the next multiple of five minutes below
    its length."""
    one = coming(session)
    if one is None:
        return session, Answer(Reply.NO_SET)
    takes = time_left(session, now, length)
    wanted = left if left is not None else max(STEP, (takes - 1) // STEP * STEP)
    turns = turns_of(session.plan)
    first = next(index for index, turn in enumerate(turns) if turn.set.key == one.key)
    allowed = max(Ms(0), wanted - takes + time_of(turns[first:]))
    changed, answer = _with_change(session, PlanChange(ChangeKind.SHORTER, one.key, left=allowed), now, length)
    if answer.cut is None:
        return changed, answer
    return changed, replace(answer, cut=replace(answer.cut, left=time_left(changed, now, length)))


def cut_to(plan: Plan, length: Ms) -> tuple[Plan, PlanChange]:
    """The plan shortened to about `length` ms if possible, with an opening that says what is left out; and the change
    that does it."""
    opening = plan.steps[0]
    assert isinstance(opening, Opening)
    made = PlanChange(ChangeKind.SHORTER, plan.sets[0].key, left=max(Ms(0), length - about([opening])))
    return opened_anew(plan, made), made


def without_warm_up(plan: Plan) -> tuple[Plan, tuple[PlanChange, ...]]:
    """The plan without its warm-up, with an opening that says so; and the changes that take it away.

    Warm-up sets of an exercise stay: they lead up to its load.
    """
    made = tuple(
        PlanChange(ChangeKind.SKIP, key)
        for key in {one.key.block: one.key for one in reversed(plan.sets) if one.warm_up}.values()
    )
    for one in made:
        plan = opened_anew(plan, one)
    opening = plan.steps[0]
    assert isinstance(opening, Opening)
    return replace(plan, steps=(replace(opening, cold=bool(made) or opening.cold), *plan.steps[1:])), made


def opened_anew(plan: Plan, made: PlanChange) -> Plan:
    """The plan, changed before it begins, with an opening that describes it as it is now."""
    changed = changed_plan(plan, made)
    if not isinstance(changed, ChangedPlan):
        return plan
    opening, closing = changed.plan.steps[0], changed.plan.steps[-1]
    assert isinstance(opening, Opening)
    assert isinstance(closing, Closing)
    told = replace(
        opening,
        exercises=closing.tally.exercises,
        sets=closing.tally.sets,
        about=about(changed.plan.steps[1:-1]),
        equipment=gathered(item for one in changed.plan.sets for item in one.exercise.equipment if opening.equipment),
        cut=changed.cut,
    )
    return replace(changed.plan, steps=(told, *changed.plan.steps[1:]))
