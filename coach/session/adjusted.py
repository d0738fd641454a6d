"""A plan adjusted to the athlete: to the buttons they have, and to a load they have typed. Pure."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from coach.notation import Load
from coach.routine.model import Routine
from coach.session.plan import Choice, Opening, Plan, Prepare, Rest, Step, Switch, Work
from coach.session.sets import Set


def with_choice(plan: Plan, routine: Routine, plan_of: Callable[[str], Plan]) -> Plan:
    """The plan of a variant that nobody chose, with the plans of the other variants that say whom they are for.

    `plan_of` makes the plan of a variant. There is no choice if this variant doesn't say whom it is for, or no other
    one does.
    """
    told = [Choice(one.name, one.audience) for one in routine.variants if one.audience]
    here = next((i for i, one in enumerate(told) if one.variant == plan.variant), None)
    if here is None or len(told) == 1:
        return plan
    first, *others = told[here:] + told[:here]
    opening, *steps = plan.steps
    assert isinstance(opening, Opening)
    offered = replace(opening, choices=(first, *others))
    return replace(plan, steps=(offered, *steps), others=tuple(plan_of(one.variant) for one in others))


def other_variant(plan: Plan) -> Plan:
    """The plan of the next of the other variants; of that, this one is the last of the others."""
    following, *later = plan.others
    return replace(following, others=(*later, replace(plan, others=())))


def with_buttons(plan: Plan) -> Plan:
    """The plan for an athlete who has media buttons, who is told about them before they are needed.

    At the athlete's own pace that is in the opening, otherwise before the first set to failure.
    """
    steps = list(plan.steps)
    first = next((i for i, one in plan.works if one.counted and one.to_failure and not one.warm_up), 0)
    if isinstance(steps[0], Opening):
        steps[0] = replace(steps[0], buttons=True)
    before = steps[first - 1]
    if first and isinstance(before, Prepare | Rest):
        steps[first - 1] = replace(before, button=True)
    return replace(plan, steps=tuple(steps), others=tuple(map(with_buttons, plan.others)))


def reloaded(plan: Plan, after: int, done: Set, load: Load) -> Plan:
    """The plan with `load` for the sets after step `after` that were planned with the same load as the set `done`.

    If `done` is a top set, sets given as a percent of it get that part of `load`, to the nearest 2.5 kg or 5 lb.
    """

    def changed(one: Set) -> Set:
        if one.block != done.block or one.working != done.working:
            return one
        if one.asked.of_top is not None and done.asked.of_top is None:
            return replace(one, asked=replace(one.asked, load=load.part(one.asked.of_top)), loading=None)
        same = one.asked.load == done.asked.load and one.asked.of_top == done.asked.of_top
        return replace(one, asked=replace(one.asked, load=load), loading=None) if same else one

    def step_of(step: Step) -> Step:
        match step:
            case Work() | Switch() | Prepare():
                return replace(step, set=changed(step.set))
            case Rest():
                return replace(step, before=changed(step.before))
        return step

    return replace(plan, steps=(*plan.steps[:after], *map(step_of, plan.steps[after:])))
