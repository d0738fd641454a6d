"""Replaces an exercise by another with the same sets, reps and rest. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from coach.notation import Load
from coach.progression.plates import Loading
from coach.progression.remembered import Remembered
from coach.routine.model import WARM_UP_BLOCK, Exercise, Prescription
from coach.session.layout import Turn, in_one_group
from coach.session.sets import Set
from coach.session.sides import on_sides, weaker_first
from coach.units import Unit


class Candidate(Struct, frozen=True):
    """An exercise that can replace another: what it is, and with which load it is done.

    Its one set has its tempo; the numbers of sets and reps are those of the exercise that it replaces. The `load` is
    the last one that the journal knows of it, and `loading` what that is on a bar; `remembered` is all that is known of
    it. `lacks_load`: it needs a load and none is known; `asks_load`: the athlete will give it in that unit.
    """

    exercise: Exercise
    load: Load | None = None
    remembered: Remembered | None = None
    loading: Loading | None = None
    lacks_load: bool = False
    asks_load: Unit | None = None


Candidates: TypeAlias = Mapping[str, Sequence[Candidate]]
"""What can replace an exercise, by its id, the best first."""

NO_CANDIDATES: Final[Candidates] = {}


def candidates_for(one: Set, candidates: Candidates) -> Sequence[Candidate]:
    """What can replace the exercise of a set, which may itself be such a replacement."""
    present = one.exercise.id
    own = candidates.get(present)
    if own is None:
        others = (each for each in candidates.values() if any(other.exercise.id == present for other in each))
        own = next(others, ())
    return [each for each in own if each.exercise.id != present and _fits(each, one)]


def _fits(candidate: Candidate, one: Set) -> bool:
    """Whether a candidate can take over the sets of an exercise: in a group on a clock, both sides need their time."""
    if one.round is None or (one.round.group.every is None and one.round.group.cap is None):
        return True
    return candidate.exercise.side == one.exercise.side


def swapped(turns: Sequence[Turn], at: int, candidate: Candidate) -> list[Turn]:
    """The turns from `at` on, with the exercise of a candidate in place of the one there."""
    coming, old = turns[at:], turns[at].set
    taken = {turn.set.key.block for turn in turns}
    originals = [turn for turn in coming if _same(turn.set, old)]
    replaced = _with_a_working_set(originals)
    new = _exercise(candidate, [turn.set for turn in replaced], old.exercise)
    prefix = WARM_UP_BLOCK if old.warm_up else ""
    names = (f"{prefix}{new.id}{f' {nth}' if nth > 1 else ''}" for nth in range(1, len(taken) + 2))
    block = next(name for name in names if name not in taken)
    renewed = _renewed(replaced, candidate, new, block)
    by_key = {turn.set.key: each for turn, each in zip(originals, renewed, strict=True)}
    found = [new for turn in coming for new in by_key.get(turn.set.key, [turn])]
    first = next((turn.set for turn in found if turn.set.key.block == block), None)
    return [replace(turn, opens_group=_members(turn.opens_group, old, first)) for turn in found]


def _with_a_working_set(turns: list[Turn]) -> list[Turn]:
    """The turns; if they have no working set, or begin with a drop set without its set, the first one is made a working
    set."""
    first = turns[0].set
    if first.asked.kind != "drop" and any(turn.set.asked.kind == "working" for turn in turns):
        return turns
    place = (first.asked.kind, first.number, first.drop)
    asked = replace(first.asked, kind="working")
    return [
        replace(turn, set=replace(turn.set, asked=asked))
        if (turn.set.asked.kind, turn.set.number, turn.set.drop) == place
        else turn
        for turn in turns
    ]


def _members(members: Sequence[Set], old: Set, new: Set | None) -> tuple[Set, ...]:
    """The exercises of a group that begins, with the new one in place of the old."""
    return tuple(new if new and one.key.block == old.key.block else one for one in members)


def _same(one: Set, old: Set) -> bool:
    return one.key.block == old.key.block and (old.round is None or one.round is None or in_one_group(one, old))


def _exercise(candidate: Candidate, sets: Sequence[Set], old: Exercise) -> Exercise:
    """The candidate with the sets that it takes over."""
    asked = {(one.asked.kind, one.number, one.drop): _asked(one.asked, candidate) for one in sets}
    working = sum(one.kind == "working" for one in asked.values())
    least = max(1, old.least - (len(old.working_sets) - working))
    exercise = weaker_first(candidate.exercise, candidate.remembered)
    return replace(exercise, sets=tuple(asked.values()), least=min(least, max(1, working)), group=old.group)


def _asked(asked: Prescription, candidate: Candidate) -> Prescription:
    """What a set asks for, with the tempo and the load of the candidate; warm-up sets are done light."""
    load = candidate.load if asked.kind == "working" else None
    tempo = candidate.exercise.sets[0].tempo if candidate.exercise.sets else asked.tempo
    return replace(asked, load=load, tempo=tempo, of_top=None)


def _renewed(replaced: Sequence[Turn], candidate: Candidate, new: Exercise, block: str) -> list[list[Turn]]:
    """The turns of the new exercise for a turn that is replaced: one, two sides, or none for the second side."""
    found: list[list[Turn]] = []
    numbers = {"working": 0, "warm-up": 0}
    seen: set[tuple[str, int, int]] = set()
    in_group = any(turn.set.round for turn in replaced)
    totals = {kind: sum(asked.kind == kind for asked in new.sets) for kind in numbers}
    for turn in replaced:
        old = turn.set
        place = (old.asked.kind, old.number, old.drop)
        if place in seen:
            found.append([])
            continue
        seen.add(place)
        kind = "warm-up" if old.asked.kind == "warm-up" else "working"
        numbers[kind] += old.asked.kind != "drop"
        one = replace(
            old,
            exercise=new,
            asked=_asked(old.asked, candidate),
            number=old.number if in_group else numbers[kind],
            of=old.of if in_group else totals[kind],
            side=None,
            drop=old.drop if old.asked.kind == "drop" else 0,
            remembered=candidate.remembered,
            today=None,
            loading=candidate.loading if old.asked.kind == "working" else None,
            block=block,
            lacks_load=candidate.lacks_load,
            asks_load=candidate.asks_load,
            returns=False,
        )
        first, *second = on_sides(one)
        found.append(
            [replace(turn, set=first), *(replace(turn, set=other, opens_group=(), gap=None) for other in second)]
        )
    return found
