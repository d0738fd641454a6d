"""What a rule of progress consists of: its name, the fields a file must give, and how it makes today's sets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, TypeAlias

from msgspec import Struct

from coach.notation import Load
from coach.progression.equipment import Weights
from coach.progression.outings import Outing
from coach.routine.model import Prescription, Progress

LoadChange: TypeAlias = Literal[
    "more weight",
    "more reps",
    "again",
    "deload",
    "next stage",
    "by percent",
    "lower max",
    "by effort",
    "harder exercise",
    "easier exercise",
    "carried",
]
"""What differs from last time. "carried": the load is the same, and nothing can be said about how it went.

How each is said is up to the language (`coach/speech/english/progress.py`).
"""


class TodaysSets(Struct, frozen=True):
    """Today's working sets, and what has changed; `reps` is what to aim for if there should be more of them.

    `rungs`: how many steps up the ladder of exercises today's is from that of last time; negative for down.
    """

    sets: tuple[Prescription, ...]
    change: LoadChange
    reps: int | None = None
    rungs: int = 0


class Asked(Struct, frozen=True):
    """What an exercise asks for as written: its working `sets`, of which `least` are enough, and its `rule`.

    On a ladder of exercises, there are `easier` ones below it and `harder` ones above it.
    """

    rule: Progress
    sets: tuple[Prescription, ...]
    least: int
    easier: int = 0
    harder: int = 0


class History(Struct, frozen=True):
    """What a rule works from.

    `outings` are those of the exercise, newest first: the latest ones, or all of them if the rule is
    `by_whole_history`. `most` is the one-rep max, if it is known; `weights` are those available for the exercise.
    """

    outings: Sequence[Outing]
    most: Load | None
    weights: Weights


class Rule(Struct, frozen=True):
    """A rule of progress: everything that differs between one rule and another.

    `name` is written in a file; `meaning` is what an editor shows for it. `needs` are the fields its table can't do
    without, each with a hint what to write. `today` works out today's sets, or None if it has nothing to say yet.
    """

    name: str
    meaning: str
    today: Callable[[Asked, History], TodaysSets | None]
    needs: Mapping[str, str] = {}
    fields: frozenset[str] = frozenset()
    """The fields of its table that it reads, besides `rule` and `step`."""
    misses: int = 3
    """The misses in a row after which the load is reduced, if the author doesn't say."""
    by_whole_history: bool = False
    """Whether today follows from all outings at this place in the routine, and from none elsewhere."""
    climbs: bool = False
    """Whether an exercise is replaced by a harder one in time."""
    keeps_percents: bool = False
    """Whether loads written in percent are kept; the other rules work out loads of their own."""
