"""Shortens a session to the time there is. Pure.

Optional sets go first (the third of "2-3"), from the last exercise to the first; then whole exercises, the last one
first; then rests drop to the low end of their range. Nothing goes that doesn't have to. Never touched are the next set
and its exercise, the first of the exercises to come, whatever has begun, and every exercise with warm-up sets, as a
heavy lift without its warm-up is dangerous.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from coach.notation import Span
from coach.routine.model import Prescription
from coach.session.bundles import bundle_of, bundles
from coach.session.cut import Cut
from coach.session.layout import Turn, laid_out
from coach.session.plan import SPOKEN, about
from coach.session.sets import Set
from coach.units import Ms


def shortened(coming: Sequence[Turn], left: Ms, begun: Sequence[Set]) -> tuple[list[Turn], Cut]:
    """The turns to come, shortened to `left` ms if possible, and what was left out; `begun` are the earlier sets."""
    turns, sets, names = list(coming), 0, list[str]()
    while time_of(turns) > left and (fewer := _one_set_less(turns)):
        turns, sets = fewer, sets + 1
    while time_of(turns) > left and (bundle := _accessory(turns, begun)):
        names += dict.fromkeys(turn.set.exercise.name for turn in bundle)
        turns = [turn for turn in turns if turn not in bundle]
    rests = time_of(turns) > left and (shorter := _shorter_rests(turns)) != turns
    turns = shorter if rests else turns
    takes = time_of(turns)
    return turns, Cut(takes, sets, tuple(names), rests, takes <= left)


def time_of(turns: Sequence[Turn]) -> Ms:
    """About how long the turns take, with the last words of the session."""
    return about(laid_out(turns)) + SPOKEN


def _one_set_less(turns: Sequence[Turn]) -> list[Turn]:
    """The turns without the last set of the last exercise that can spare one; nothing if there is none."""
    for turn in reversed(turns):
        one = turn.set
        if one.exercise.group is not None or one.kind != "working" or one.number <= one.exercise.least or one.tried:
            continue
        gone = _of_set(one)
        if gone(turns[0].set) or one.number != one.of:
            continue
        return [_counted(other, one) for other in turns if not gone(other.set)]
    return []


def _of_set(one: Set) -> Callable[[Set], bool]:
    """Whether a set is this one: the other side of it, or a drop after it."""
    return lambda other: (
        (other.key.block, other.number) == (one.key.block, one.number) and other.kind in ("working", "drop")
    )


def _counted(turn: Turn, gone: Set) -> Turn:
    """The turn of an exercise that has one set less."""
    one = turn.set
    if one.key.block != gone.key.block:
        return turn
    exercise = replace(one.exercise, sets=_without_last(one.exercise.sets))
    return replace(turn, set=replace(one, exercise=exercise, of=one.of - (one.kind in ("working", "drop"))))


def _without_last(sets: tuple[Prescription, ...]) -> tuple[Prescription, ...]:
    """The sets of an exercise without the last working set, and its drops."""
    last = max(index for index, asked in enumerate(sets) if asked.kind == "working")
    return tuple(asked for index, asked in enumerate(sets) if index < last or asked.kind == "warm-up")


def _accessory(turns: Sequence[Turn], begun: Sequence[Set]) -> list[Turn]:
    """The last exercise or group that can be left out as a whole; nothing if there is none."""
    kept = {bundle_of(turns[0].set), *map(bundle_of, begun)}
    kept |= {bundle_of(next((turn.set for turn in turns if turn.set.working), turns[0].set))}
    for bundle in reversed(bundles(turns)):
        sets = [turn.set for turn in bundle]
        heavy = any(one.exercise.warm_up_sets for one in sets)
        if bundle_of(sets[0]) not in kept and not heavy and not sets[0].warm_up:
            return bundle
    return []


def _shorter_rests(turns: Sequence[Turn]) -> list[Turn]:
    """The turns with each rest at the low end of its range; turns that start on the clock are unchanged."""

    def shorter(turn: Turn) -> Turn:
        one = turn.set
        rest = one.asked.rest
        sets = tuple(map(_rested_less, one.exercise.sets))
        changed = replace(
            turn, set=replace(one, asked=_rested_less(one.asked), exercise=replace(one.exercise, sets=sets))
        )
        if turn.gap is None or turn.clock or one.round is None:
            return changed
        group = one.round.group
        span = (group.rest or rest) if one.round.opens and group.kind.rests_after_round else group.between
        return replace(changed, gap=min(turn.gap, span.low))

    return [shorter(turn) for turn in turns]


def _rested_less(asked: Prescription) -> Prescription:
    """What a set asks for, with the shortest rest after it."""
    return replace(asked, rest=Span(asked.rest.low, asked.rest.low))
