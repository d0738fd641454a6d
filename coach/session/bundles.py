"""Which sets of a session go together: those of an exercise, or of a group. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from coach.session.layout import Turn
from coach.session.sets import Set


def unit_of(one: Set) -> str:
    """What the sets that go together have in common: their exercise, or their group."""
    group = one.exercise.group
    return f"group {group.id}" if group else f"{'warm-up' if one.warm_up else 'exercise'} {one.position}"


def units(turns: Iterable[Turn]) -> list[list[Turn]]:
    """Turns in a row that go together."""
    return [list(each) for _, each in groupby(turns, key=lambda turn: unit_of(turn.set))]
