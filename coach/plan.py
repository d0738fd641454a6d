"""A variant of a routine, laid out as the steps of one session.

The plan is pure: who does what, in which order, for how long. It knows no words and no sounds.
Lengths are milliseconds. A step whose `length` is None lasts as long as its words need (opening,
prepare, closing) or until the athlete says so (work, when the athlete sets the pace).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from coach.errors import CoachError, Mistake
from coach.notation import HOUR, SECOND, Ms, Span, Unit
from coach.routine import Exercise, Routine, Variant

Pace: TypeAlias = Literal["tempo", "me"]
"""Who ends a set: the tempo (the coach counts) or the athlete."""

SWITCH: Final[Ms] = 8 * SECOND
"""Time to change sides: enough to put a dumbbell down and take it up again."""

SPOKEN: Final[Ms] = 20 * SECOND
"""About how long a step of words alone takes; only for telling how long a session is."""

COUNT_IN: Final[Ms] = 5 * SECOND
"""How long before a set the athlete is called back after a jump: a word, then three ticks."""

LONGEST: Final[Ms] = 24 * HOUR


@dataclass(frozen=True)
class Set:
    """One set: `number` of `of` sets of the exercise that is `position`-th of the session (from 1).

    `side` is None where both sides work at once.
    """

    exercise: Exercise
    position: int
    number: int
    of: int
    warm_up: bool = False
    side: Literal["left", "right"] | None = None

    @property
    def first(self) -> bool:
        return self.number == 1 and self.side != "right"

    @property
    def reps(self) -> int | None:
        """How many reps the coach counts to; None for a set that is held for a time."""
        return None if isinstance(self.exercise.reps, Span) else self.exercise.most_reps

    @property
    def length(self) -> Ms:
        """How long the set takes at its tempo."""
        reps = self.exercise.reps
        return reps.middle if isinstance(reps, Span) else self.exercise.most_reps * self.exercise.tempo.rep


@dataclass(frozen=True)
class Opening:
    """What the session is: said before anything is done. `recorded`: it can't wait for the athlete."""

    title: str
    summary: str
    variant: str
    exercises: int
    sets: int
    about: Ms
    equipment: tuple[str, ...]
    own_pace: bool
    recorded: bool = False
    length: None = None


@dataclass(frozen=True)
class Prepare:
    """The words before a set that no rest leads up to; ends in the count-in. `after` is the set just done, if any."""

    set: Set
    after: Set | None = None
    length: None = None

    @property
    def opens_warm_up(self) -> bool:
        return self.after is None and self.set.warm_up

    @property
    def ends_warm_up(self) -> bool:
        return self.after is not None and not self.set.warm_up


@dataclass(frozen=True)
class Work:
    """A set being done. `length` is None when the athlete ends it; `nominal` is its length at the tempo."""

    set: Set
    length: Ms | None
    nominal: Ms


@dataclass(frozen=True)
class Switch:
    """Changing sides between the two halves of a set."""

    set: Set
    length: Ms


@dataclass(frozen=True)
class Rest:
    """The rest after the set `after`, which leads up to the set `before`; `index` counts the rests."""

    after: Set
    before: Set
    index: int
    length: Ms


@dataclass(frozen=True)
class Closing:
    """The end: said when all is done."""

    title: str
    length: None = None


Step: TypeAlias = Opening | Prepare | Work | Switch | Rest | Closing


@dataclass(frozen=True)
class Tally:
    """What was done of a plan: exercises and sets of `planned` sets, in how long; whether the athlete stopped it."""

    exercises: int
    sets: int
    planned: int
    time: Ms
    stopped: bool = False


@dataclass(frozen=True)
class Plan:
    """The steps of one session, in order."""

    routine: str
    title: str
    variant: str
    steps: tuple[Step, ...]

    @property
    def about(self) -> Ms:
        """About how long the session takes."""
        return about(self.steps)

    @property
    def sets(self) -> list[Set]:
        """The sets, in order; one done on each side is there twice."""
        return [step.set for step in self.steps if isinstance(step, Work)]

    @property
    def exercises(self) -> int:
        """How many exercises the routine has, not counting the warm-up."""
        return max((s.position for s in self.sets if not s.warm_up), default=0)

    def tally(self, done: Iterable[Set], time: Ms, stopped: bool = False) -> Tally:
        """What the working sets `done` in `time` come to; both sides of a set are one."""
        working = [s for s in done if not s.warm_up]
        planned = {(s.position, s.number) for s in self.sets if not s.warm_up}
        numbers = {(s.position, s.number) for s in working}
        return Tally(len({s.position for s in working}), len(numbers), len(planned), time, stopped)


def about(steps: tuple[Step, ...] | list[Step]) -> Ms:
    """About how long `steps` take: exact for sets and rests, a guess for what is only said."""
    total = 0
    for step in steps:
        total += step.nominal if isinstance(step, Work) else SPOKEN if step.length is None else step.length
    return total


def plan(
    routine: Routine, variant: str | None = None, pace: Pace = "tempo", start_at: int = 1, units: Unit | None = None
) -> Plan:
    """Lays out `variant` of `routine` (its default one if None), from exercise `start_at` (from 1) on.

    Sets take the top of their range, rests and holds the middle of theirs. The warm-up is left out
    when the session starts at a later exercise. Loads are said in `units`. Raises `KeyError` for an unknown variant and
    `CoachError` for an exercise that isn't there or a session of more than 24 hours.
    """
    chosen = _in_units(routine.variant(variant), units)
    count = len(chosen.exercises)
    if not 1 <= start_at <= count:
        raise CoachError(
            Mistake(f"there is no exercise {start_at}", f"{routine.title} has {count}; name one from 1 to {count}")
        )
    warm_up = chosen.warm_up if start_at == 1 else ()
    sets = list(_sets(warm_up, 1, warm_up=True))
    sets += _sets(chosen.exercises[start_at - 1 :], start_at, warm_up=False)
    body = list(_body(sets, pace))
    length = about(body)
    if length > LONGEST:
        raise CoachError(Mistake(f"{routine.title} takes {length // HOUR} hours", "a session is at most 24 hours long"))
    opening = Opening(
        title=routine.title,
        summary=chosen.summary or routine.summary,
        variant=chosen.name if len(routine.variants) > 1 else "",
        exercises=count - start_at + 1,
        sets=sum(exercise.sets.high for exercise in chosen.exercises[start_at - 1 :]),
        about=length,
        equipment=_equipment(chosen.exercises[start_at - 1 :]),
        own_pace=pace == "me",
    )
    return Plan(routine.name, routine.title, chosen.name, (opening, *body, Closing(routine.title)))


def _in_units(variant: Variant, units: Unit | None) -> Variant:
    """The variant with its loads in the athlete's units; None leaves them as they are written."""

    def converted(exercise: Exercise) -> Exercise:
        return replace(exercise, load=exercise.load.converted(units)) if units and exercise.load else exercise

    warm_up, exercises = (tuple(map(converted, part)) for part in (variant.warm_up, variant.exercises))
    return replace(variant, warm_up=warm_up, exercises=exercises)


def _sets(exercises: tuple[Exercise, ...], position: int, warm_up: bool) -> Iterator[Set]:
    for offset, exercise in enumerate(exercises):
        for number in range(1, exercise.sets.high + 1):
            for side in ("left", "right") if exercise.side == "each" else (None,):
                yield Set(exercise, position + offset, number, exercise.sets.high, warm_up, side)


def _body(sets: list[Set], pace: Pace) -> Iterator[Step]:
    rests = 0
    for before, now in zip([None, *sets], sets, strict=False):
        if before is None or (before.warm_up and now.first):
            yield Prepare(now, before)
        elif now.side == "right":
            yield Switch(now, SWITCH)
        else:
            yield Rest(before, now, rests, before.exercise.rest.middle)
            rests += 1
        # A hold is over when its time is: nobody under it could press a key to say so.
        open_ended = pace == "me" and now.reps is not None and not now.warm_up
        yield Work(now, None if open_ended else now.length, now.length)


def _equipment(exercises: tuple[Exercise, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for exercise in exercises for item in exercise.equipment))
