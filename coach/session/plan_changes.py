"""Changes of a plan: an exercise put off, skipped or swapped, a set added or done again. Pure.

Each function takes the turns of a plan and returns new ones. Nothing before the set that the athlete means is changed,
so that a `PlanChange` is enough to change the same plan in the same way again after a session was killed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum

from msgspec import Struct
from msgspec.structs import replace

from coach.routine.model import Prescription
from coach.session.adjusted import with_buttons
from coach.session.bundles import bundle_of, bundles
from coach.session.cut import Cut
from coach.session.layout import Turn, in_one_group, laid_out, turns_of
from coach.session.plan import Closing, Opening, Plan, Tally, about, planned_sets
from coach.session.sets import Set, SetKey
from coach.session.shortening import shortened
from coach.session.swapping import NO_CANDIDATES, Candidates, candidates_for, swapped
from coach.units import Ms


class ChangeKind(Enum):
    """What an athlete can change in what is to come."""

    LATER = "later"
    SKIP = "skip"
    SWAP = "swap"
    EXTRA = "extra"
    REDO = "redo"
    SHORTER = "shorter"


class PlanChange(Struct, frozen=True):
    """A change of a plan: `how`, and `at` which set it was asked for.

    That is the set to come, or the one that runs; with `EXTRA` and `REDO` the one that was done. `to` is the id of the
    exercise to swap to, `left` the time in ms that the athlete has, from that set on.
    """

    how: ChangeKind
    at: SetKey
    to: str = ""
    left: Ms = Ms(0)


class ChangedPlan(Struct, frozen=True):
    """A plan after a change; `lead` is the index of the first step that may differ, `cut` what was left out for
    time."""

    plan: Plan
    lead: int
    cut: Cut | None = None


class Refusal(Enum):
    """Why a plan can't be changed."""

    NOTHING_ELSE = "nothing else"
    """No other exercise is left that could come first."""
    ON_CLOCK = "on the clock"
    """The group's clock is running, and as many sets are done in it as there is time for."""
    UNKNOWN = "unknown"
    """There is no such set, as in a routine that was edited since, or no such exercise."""


def changed_plan(plan: Plan, change: PlanChange, candidates: Candidates = NO_CANDIDATES) -> ChangedPlan | Refusal:
    """The plan with a change made to it, or why it can't be made."""
    turns = turns_of(plan)
    at = next((index for index, turn in enumerate(turns) if turn.set.key == change.at), None)
    if at is None:
        return Refusal.UNKNOWN
    if _is_held_by_clock(turns, at, change.how):
        return Refusal.ON_CLOCK
    match change.how:
        case ChangeKind.LATER:
            coming = _later(turns[at:])
            return _rebuilt(plan, [*turns[:at], *coming], at) if coming else Refusal.NOTHING_ELSE
        case ChangeKind.SKIP:
            return _rebuilt(plan, [*turns[:at], *_skipped(turns, at)], at, left_out=not turns[at].set.warm_up)
        case ChangeKind.SWAP:
            chosen = next(
                (one for one in candidates_for(turns[at].set, candidates) if one.exercise.id == change.to), None
            )
            return _rebuilt(plan, [*turns[:at], *swapped(turns, at, chosen)], at) if chosen else Refusal.UNKNOWN
        case ChangeKind.EXTRA:
            longer = _extra(turns, at)
            return _rebuilt(plan, longer, at) if longer else Refusal.UNKNOWN
        case ChangeKind.REDO:
            changed, first = _redone(turns, at)
            return replace(_rebuilt(plan, changed, first), lead=2 * at + 3)
        case ChangeKind.SHORTER:
            coming, cut = shortened(turns[at:], change.left, begun=[turn.set for turn in turns[:at]])
            left_out = bool(cut.sets or cut.exercises)
            return replace(_rebuilt(plan, [*turns[:at], *coming], at, left_out), cut=cut)


def _is_held_by_clock(turns: Sequence[Turn], at: int, how: ChangeKind) -> bool:
    """Whether the clock of a group doesn't let its set at `at` be changed: no set is ever added, and none put off or
    swapped once it runs."""
    one = turns[at].set
    if one.round is None or (one.round.group.cap is None and one.round.group.every is None):
        return False
    return how in (ChangeKind.EXTRA, ChangeKind.REDO) or (
        how in (ChangeKind.LATER, ChangeKind.SWAP) and _has_begun(turns, at)
    )


def _has_begun(turns: Sequence[Turn], at: int) -> bool:
    """Whether a set of the group of the set at `at` comes before it."""
    return any(in_one_group(turn.set, turns[at].set) for turn in turns[:at])


def _rebuilt(plan: Plan, turns: Sequence[Turn], first: int, left_out: bool = False) -> ChangedPlan:
    """The plan with `turns`, of which those before the one with the index `first` are as they were."""
    lead = 2 * first + 1
    sets = [turn.set for turn in turns]
    body = [*plan.steps[1:lead], *laid_out(turns)[lead - 1 :]]
    opening, closing = plan.steps[0], plan.steps[-1]
    assert isinstance(opening, Opening)
    assert isinstance(closing, Closing)
    length = about([opening, *body])
    blocks = {one.key.block for one in sets if one.counts}
    tally = Tally(len(blocks), len(planned_sets(sets)), length, complete=True)
    changed = replace(
        plan,
        steps=(opening, *body, replace(closing, tally=tally)),
        about=length + about([closing]),
        left_out=plan.left_out or left_out,
    )
    return ChangedPlan(with_buttons(changed) if opening.buttons else changed, lead)


def _later(coming: Sequence[Turn]) -> list[Turn]:
    """The first unit of `coming` behind the next one that wasn't put off before; nothing if there is no other."""
    first, *others = bundles(coming)
    kind = (first[0].set.warm_up, first[0].set.exercise.cool_down)
    same = [each for each in others if (each[0].set.warm_up, each[0].set.exercise.cool_down) == kind]
    if not same:
        return []
    chosen = next((each for each in same if not each[0].set.returns), same[0])
    begins = replace(first[0], set=replace(first[0].set, returns=True), gap=None, clock=False)
    rest = [turn for each in others if each is not chosen for turn in each]
    return [*chosen, begins, *first[1:], *rest]


def _skipped(turns: Sequence[Turn], at: int) -> list[Turn]:
    """The turns from `at` on without the exercise there, or without the whole group if its clock runs."""
    one = turns[at].set
    timed = one.round is not None and (one.round.group.cap is not None or one.round.group.every is not None)
    if timed and _has_begun(turns, at):
        return [turn for turn in turns[at:] if not in_one_group(turn.set, one)]
    return _without(turns[at:], lambda other: other.key.block == one.key.block)


def _without(coming: Sequence[Turn], gone: Callable[[Set], bool]) -> list[Turn]:
    """The turns without the sets that are `gone`; the first set left of a group or a round opens it."""
    found: list[Turn] = []
    first: dict[tuple[str, int], Turn] = {}
    members: dict[str, tuple[Set, ...]] = {}
    for turn in coming:
        each = turn.set.round
        if each is None:
            found += [] if gone(turn.set) else [turn]
            continue
        if turn.opens_group:
            members[each.group.id] = tuple(one for one in turn.opens_group if not gone(one))
        place = (each.group.id, each.number)
        opener = first.setdefault(place, turn)
        if gone(turn.set):
            continue
        if opener is not turn and gone(opener.set) and opener.set.round and opener.set.round.opens:
            first[place] = turn
            opened = replace(turn.set, round=replace(each, opens=True))
            found.append(replace(turn, set=opened, gap=opener.gap, opens_group=members.pop(each.group.id, ())))
        else:
            found.append(replace(turn, opens_group=members.pop(each.group.id, ())))
    return [_in_smaller_round(turn, coming, gone) for turn in found]


def _in_smaller_round(turn: Turn, before: Sequence[Turn], gone: Callable[[Set], bool]) -> Turn:
    """The turn in a round of as many sets as it has without those that are `gone`."""
    each = turn.set.round
    if each is None:
        return turn
    same = [
        one.set
        for one in before
        if in_one_group(one.set, turn.set) and one.set.round and one.set.number == turn.set.number
    ]
    less = sum(gone(one) for one in same)
    return replace(turn, set=replace(turn.set, round=replace(each, sets=max(1, each.sets - less)))) if less else turn


def _counts_with(other: Set, one: Set) -> bool:
    """Whether a set is one of the working sets of the exercise of another, so that they are counted together."""
    return other.key.block == one.key.block and other.asked.kind == "working"


def _extra(turns: Sequence[Turn], at: int) -> list[Turn]:
    """The turns with one set more of the exercise at `at`, after its last one; in a group after that.

    Nothing where none of its working sets is there to be done, or was done.
    """
    one = turns[at].set
    alike = [turn.set for turn in turns if _counts_with(turn.set, one)]
    if not alike:
        return []
    number = max(each.number for each in alike) + 1
    last = {each.side: each for each in alike if each.number == number - 1}
    ends = at
    while ends + 1 < len(turns) and bundle_of(turns[ends + 1].set) == bundle_of(one):
        ends += 1
    parted = turns[ends].set.key.block != one.key.block
    added = [
        Turn(replace(each, number=number, of=number, round=None, returns=parted and nth == 0))
        for nth, each in enumerate(last.values())
    ]
    sets = _with_one_more(one)
    return [_of(turn, one, number, sets) for turn in (*turns[: ends + 1], *added, *turns[ends + 1 :])]


def _with_one_more(one: Set) -> tuple[Prescription, ...]:
    """The sets of an exercise with one working set more; those of a group are said by its rounds."""
    sets = one.exercise.sets
    if one.exercise.group is not None:
        return sets
    last = max(index for index, asked in enumerate(sets) if asked.kind == "working")
    return (*sets, sets[last])


def _of(turn: Turn, one: Set, number: int, sets: tuple[Prescription, ...]) -> Turn:
    """The turn; if it belongs to the exercise, with its new `sets`, and if it is a working set, as one of `number`."""
    other = turn.set
    if other.key.block != one.key.block:
        return turn
    exercise = replace(other.exercise, sets=sets)
    counted = other.asked.kind != "warm-up" and other.round is None
    return replace(turn, set=replace(other, exercise=exercise, of=number if counted else other.of))


def _redone(turns: Sequence[Turn], at: int) -> tuple[list[Turn], int]:
    """The turns with the set at `at` counted as a try and done again after it, and the index of the first changed."""
    one = turns[at].set
    again = [i for i in range(at + 1) if replace(turns[i].set.key, side=None) == replace(one.key, side=None)]
    nth = 1 + max(turn.set.tried for turn in turns if _alike(turn.set, one))
    changed = list(turns)
    for index in again:
        changed[index] = replace(turns[index], set=replace(turns[index].set, tried=nth, returns=False))
    new = [Turn(replace(turns[index].set, returns=False)) for index in again]
    return [*changed[: at + 1], *new, *changed[at + 1 :]], again[0]


def _alike(one: Set, other: Set) -> bool:
    """Whether two are the same set, or tries of it."""
    return replace(one.key, block=one.block, side=None) == replace(other.key, block=other.block, side=None)
