"""A plan adjusted to the athlete: to the buttons they have, and to a load they have typed. Pure."""

from __future__ import annotations

from msgspec.structs import replace

from coach.notation import Load
from coach.session.plan import Opening, Plan, Prepare, Rest, Set, Step, Switch, Work


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
    return replace(plan, steps=tuple(steps))


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
