"""Turns sets into the steps of a session, and steps back into sets. Pure.

Between the opening and the closing, steps come in pairs: a lead-up (prepare, rest or switch) and the set itself. So the
sets can be read back from any plan, reordered, and laid out again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from coach.progression.rounds import Rounds
from coach.routine.model import Exercise
from coach.routine.stations import station_of
from coach.session.plan import DROP, SWITCH, Plan, Prepare, Rest, Step, Switch, Work
from coach.session.remarks import with_remarks
from coach.session.sets import Set
from coach.units import SECOND, Ms


class Turn(Struct, frozen=True):
    """A set, and what leads up to it: the time after the set before (None: the rest that one asks for).

    `clock`: the set starts at a fixed time after the work before it began. `opens_group`: the first set of each
    exercise of the group that begins here, and `last` the score of that group, an AMRAP, when it was done before.
    """

    set: Set
    gap: Ms | None = None
    clock: bool = False
    opens_group: tuple[Set, ...] = ()
    last: Rounds | None = None


def laid_out(turns: Sequence[Turn], before: int = 0) -> list[Step]:
    """The steps for `turns`, in the same order, in a session that has had `before` earlier ones.

    Each exercise is introduced before its first set, and long rests have remarks. In the first set that welcomes extra
    reps, the coach says when the fewest asked for are done; after that, the count is enough.
    """
    steps = list(_steps(turns))
    for index, step in enumerate(steps):
        if isinstance(step, Work) and step.set.has_least and step.set.working:
            steps[index] = replace(step, tells_least=True)
            break
    own = next((i for i, step in enumerate(steps) if isinstance(step, Rest) and step.waits), None)
    if own is not None:
        steps[own] = replace(steps[own], waits="first")
    optional = (i for i, step in enumerate(steps) if isinstance(step, Rest) and _may_be_left_out(step.before))
    for nth, index in enumerate(optional):
        steps[index] = replace(steps[index], one_more="again" if nth else "first")
    return with_remarks(steps, before)


def _may_be_left_out(one: Set) -> bool:
    """Whether a set is one more than its exercise needs: the third of "2-3"."""
    return one.kind == "working" and one.round is None and not one.tried and one.number > one.exercise.least


def turns_of(plan: Plan) -> list[Turn]:
    """The turns that a plan's steps were laid out from."""
    between = plan.steps[1:-1]
    return [
        _turn(lead, work.set) for lead, work in zip(between[::2], between[1::2], strict=True) if isinstance(work, Work)
    ]


def _turn(lead: Step, one: Set) -> Turn:
    match lead:
        case Prepare(after=Set() as after, least=least) if in_one_group(after, one):
            return Turn(one, gap=least)
        case Prepare(members=members, last=last):
            return Turn(one, opens_group=members, last=last)
        case Rest(after=after, length=length, on_clock=clock) if in_one_group(after, one):
            return Turn(one, gap=length, clock=clock)
    return Turn(one)


def on_clock(one: Set) -> bool:
    """Whether a set is done in a group whose clock goes on whatever is said."""
    return one.round is not None and (one.round.group.every is not None or one.round.group.cap is not None)


def in_one_group(one: Set, other: Set) -> bool:
    """Whether two sets are done in turns of the same group."""
    return one.round is not None and other.round is not None and one.round.group == other.round.group


def _steps(turns: Sequence[Turn]) -> Iterator[Step]:
    introduced: set[str] = set()
    taught: set[str] = set()
    for before, turn in pairwise([None, *turns]):
        assert turn is not None
        now = turn.set
        # Where no clock runs, each exercise of a group is introduced when its first turn comes.
        members = turn.opens_group if turn.opens_group and on_clock(now) else (now,)
        news = tuple(
            replace(one, counted=now.counted, told=one.exercise.lift in taught)
            for one in members
            if (one.block or one.exercise.id) not in introduced or (one is now and now.returns)
        )
        introduced |= {one.block or one.exercise.id for one in news}
        taught |= {one.exercise.lift for one in news}
        yield _lead(before.set if before else None, turn, news)
        yield Work(now, now.length if now.counted else None, now.length)


_BEFORE_COOL_DOWN: Final[Ms] = 20 * SECOND
"""At least so long after the last set a cool-down begins: there is time to put the weight down, and to type reps."""


def _lead(before: Set | None, turn: Turn, news: tuple[Set, ...]) -> Step:
    """The step that leads from the set `before` to that of `turn`; `news` are first sets of new exercises."""
    now = turn.set
    ready = max((ready_of(one.exercise) for one in news), default=Ms(0))
    own_rest = before is not None and _ends_when_told(before, now)
    waits = own_rest or any(one.exercise.ready == "me" for one in news)
    prepare = Prepare(now, before, news, turn.opens_group, last=turn.last, ready=ready, waits=waits)
    if before is None:
        return prepare
    if now.second_side and before.key == replace(now.key, side=now.exercise.first_side):
        return Switch(now, SWITCH)
    if now.asked.kind == "drop" and (before.key.block, before.number) == (now.key.block, now.number):
        return Switch(now, DROP)
    if before.warm_up and news:
        return prepare
    if now.exercise.cool_down and news:
        return replace(prepare, ready=max(ready, _BEFORE_COOL_DOWN))
    length = before.asked.rest.middle if turn.gap is None else turn.gap
    first_turn = turn.gap is not None and now.round is not None and now.round.number == 1 and not on_clock(now)
    if turn.opens_group or first_turn or (waits and not own_rest):
        return replace(prepare, least=length)
    return Rest(before, now, max(length, ready), news, on_clock=turn.clock, waits="again" if own_rest else None)


def _ends_when_told(before: Set, now: Set) -> bool:
    """Whether the rest between two sets ends when the athlete says so; in a group that is the one after a round."""
    if not before.asked.rest_waits or on_clock(now):
        return False
    if now.round is None or not in_one_group(before, now):
        return True
    group = now.round.group
    return now.round.opens and group.rest is None and group.kind.rests_after_round


def ready_of(exercise: Exercise) -> Ms:
    """How long it takes to get ready for an exercise: as its author says, or by its equipment."""
    return exercise.ready if isinstance(exercise.ready, int) else station_of(exercise.equipment).ready
