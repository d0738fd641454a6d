"""Which sides a set is done on, and in which order: the weaker one first. Pure.

That is the usual advice of trainers, so that the weaker side is done fresh and the stronger one can match it; a rule of
thumb, as nobody seems to have compared the orders.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from coach.progression.remembered import Remembered
from coach.routine.model import Exercise, Side
from coach.session.sets import Set

_OTHER: Final[dict[Side, Side]] = {"left": "right", "right": "left"}


def weaker_first(exercise: Exercise, remembered: Remembered | None) -> Exercise:
    """The exercise, beginning with the side that did less the last time, if it is done on each."""
    if exercise.side != "each" or remembered is None or remembered.weaker is None:
        return exercise
    return replace(exercise, first_side=remembered.weaker)


def first_side(exercise: Exercise) -> Side | None:
    """The side that the exercise begins with; None if both work at once."""
    if exercise.side == "both":
        return None
    return exercise.first_side if exercise.side == "each" else exercise.side


def on_sides(one: Set) -> Iterator[Set]:
    """The set for each side that it is done on, in order; itself where both work at once.

    In a Tabata, which has no time for both, the sides alternate by round.
    """
    side = first_side(one.exercise)
    if side is None or one.exercise.side != "each":
        yield replace(one, side=side)
    elif one.round is not None and one.round.group.kind.sides_take_turns:
        yield replace(one, side=side if one.number % 2 else _OTHER[side])
    else:
        yield replace(one, side=side)
        yield replace(one, side=_OTHER[side])
