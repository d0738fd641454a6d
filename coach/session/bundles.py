"""Bundles of sets that are put off or left out together: those of an exercise, or of a group. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from coach.session.layout import Turn
from coach.session.sets import Set


def bundle_of(one: Set) -> str:
    """What identifies the bundle of a set: its exercise, or its group."""
    group = one.exercise.group
    return f"group {group.id}" if group else f"{'warm-up' if one.warm_up else 'exercise'} {one.position}"


def bundles(turns: Iterable[Turn]) -> list[list[Turn]]:
    """The turns, split into bundles: runs of consecutive turns of the same exercise or group."""
    return [list(each) for _, each in groupby(turns, key=lambda turn: bundle_of(turn.set))]
