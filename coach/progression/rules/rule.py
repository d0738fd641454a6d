"""What a rule of progress is: its name, what a file has to say of it, and the function that works out today's sets."""

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
"""What differs from last time. "carried": the same load, and nothing can be said of how it went.

How each is said is the language's business (`coach/speech/english/progress.py`).
"""


class Today(Struct, frozen=True):
    """The working sets of today, and what has changed; `reps` is what to aim for where there should be more of them.

    `rungs`: how far up the ladder of exercises today's is from the one of last time; below 0, how far down.
    """

    sets: tuple[Prescription, ...]
    change: LoadChange
    reps: int | None = None
    rungs: int = 0


class Asked(Struct, frozen=True):
    """What an exercise asks for as it is written: its working `sets`, of which `least` would do, and its `rule`.

    On a ladder of exercises, there are `easier` ones below it and `harder` ones above.
    """

    rule: Progress
    sets: tuple[Prescription, ...]
    least: int
    easier: int = 0
    harder: int = 0


class Past(Struct, frozen=True):
    """What a rule works from.

    `outings` are those of the exercise, the newest first: the last ones, or all where the rule is `by_whole_history`.
    `most` is the one-rep max, where it is known; `weights` are those that there are for the exercise.
    """

    outings: Sequence[Outing]
    most: Load | None
    weights: Weights


class Rule(Struct, frozen=True):
    """A rule of progress: all that differs between one rule and another.

    `name` is written in a file, `meaning` is what an editor tells of it. `needs` are the fields of its table that have
    to be there, each with what to write. `today` works out today's sets, or None where it has nothing to say yet.
    """

    name: str
    meaning: str
    today: Callable[[Asked, Past], Today | None]
    needs: Mapping[str, str] = {}
    fields: frozenset[str] = frozenset()
    """The fields of its table that it reads, besides `rule` and `step`."""
    misses: int = 3
    """After how many misses in a row it takes back, where the author doesn't say."""
    by_whole_history: bool = False
    """Whether today follows from every outing at this place in the routine, and from none anywhere else."""
    climbs: bool = False
    """Whether an exercise gives way to a harder one, and that one to the next."""
    keeps_percents: bool = False
    """Whether loads that are written in percent hold; the other rules work out loads of their own."""
