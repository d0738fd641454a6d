"""A program gone through on paper: what each session would ask for, if all of it were done but what is to be missed.

Pure. The simulated athlete does what is asked: fixed reps, the fewest of an open set ("5+") unless more are given for
it, and of a range what the rule aims for. In a lift that is missed, each set falls one rep short of its fewest. The
next session follows from what was done.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from coach.notation import Load, Reps, Span
from coach.program.due import Due, due, first
from coach.program.model import Program
from coach.program.sessions import routine_of, variant_of
from coach.progression.outings import Did
from coach.progression.performed import Performed, counted, held
from coach.progression.plates import STANDARD, Rack
from coach.progression.remembered import NOTHING_REMEMBERED, Remembered
from coach.progression.todays_sets import Continued, apply_progression
from coach.routine.model import FULL, LIGHTER, Exercise, Routine, blocks
from coach.units import Ms, Unit


class Athlete(Struct, frozen=True):
    """The simulated athlete: maxes by lift, first loads by id or lift, the unit, and the plates."""

    maxes: Mapping[str, Load] = {}
    starts: Mapping[str, Load] = {}
    units: Unit | None = None
    rack: Rack = STANDARD


class LiftOfDay(Struct, frozen=True):
    """An exercise on a day: in which week, counted from 1 and on through all cycles, on which day of it, and which.

    `name` is what the program calls it, or the id of the exercise that it is, where none of that day is called so.
    """

    week: int
    day: int
    name: str


class SimulatedSet(Struct, frozen=True):
    """A working set: the reps that are done (None for a hold), what was asked as the file writes it, and the load."""

    reps: int | None
    asked: str
    load: Load | None


class Simulated(Struct, frozen=True):
    """An exercise of a session: the week from 1, on through all cycles, the day, and its working sets.

    `exercise` is what the program calls it, `lift` the id of the exercise that it is.
    """

    week: int
    day: int
    routine: str
    exercise: str
    lift: str
    name: str
    sets: tuple[SimulatedSet, ...]
    missed: bool


def simulate(
    program: Program,
    load: Callable[[str], Routine],
    weeks: int,
    athlete: Athlete,
    missed: Collection[LiftOfDay] = (),
    open_reps: Mapping[LiftOfDay, int] = {},
) -> Iterator[Simulated]:
    """The exercises of the sessions of so many `weeks`; `load` reads a routine. Raises `CoachError` as `load` does.

    The lifts `missed` fall short; the open sets of those in `open_reps` come to so many reps.
    """
    remembered: dict[str, Remembered] = {}
    coming: Due | None = first(program)
    while coming is not None:
        week = coming.place.cycle * len(program.weeks) + coming.place.week
        if week > weeks:
            return
        routine = _started(routine_of(coming, load), athlete)
        variant = routine.variant(variant_of(coming.day, routine))
        places = blocks(variant.exercises)
        for written, place in zip(variant.exercises, places, strict=True):
            known = remembered.get(place, NOTHING_REMEMBERED)
            today = apply_progression(written, known, athlete.rack, athlete.maxes, athlete.units)
            exercise = today.exercise
            names = {place} if exercise.lift in places else {place, exercise.lift}
            called = {LiftOfDay(week, coming.place.number, name) for name in names}
            failed = not called.isdisjoint(missed)
            most = max((open_reps[one] for one in called if one in open_reps), default=0)
            outing = tuple(_outing(today, failed, most))
            block = place if exercise.intensity == FULL else f"{place}{LIGHTER}"
            kept = remembered.get(block, NOTHING_REMEMBERED)
            outings = (outing, *kept.outings)
            remembered[block] = replace(kept, outings=outings, trained=kept.trained + 1)
            done = tuple(SimulatedSet(did.reps, str(did.asked), did.load) for did in outing)
            lift, number = exercise.lift, coming.place.number
            yield Simulated(week, number, routine.name, place, lift, exercise.name, done, failed)
        coming = due(program, coming.place)


def _started(routine: Routine, athlete: Athlete) -> Routine:
    """The routine with the athlete's first loads, where it names none."""

    def started(exercise: Exercise, first_load: Load | None) -> Exercise:
        if first_load is None:
            return exercise
        sets = (
            replace(asked, load=first_load) if asked.kind == "working" and asked.load is None else asked
            for asked in exercise.sets
        )
        return replace(exercise, sets=tuple(sets))

    def place(exercise: Exercise) -> Exercise:
        first_load = athlete.starts.get(exercise.id) or athlete.starts.get(exercise.lift)
        instead = tuple(started(other, athlete.starts.get(other.lift)) for other in exercise.instead)
        return replace(started(exercise, first_load), instead=instead)

    variants = (replace(v, exercises=tuple(map(place, v.exercises))) for v in routine.variants)
    return replace(routine, variants=tuple(variants))


def _outing(today: Continued, failed: bool, most: int) -> Iterator[Did]:
    """The working sets of an exercise as they are done; open ones come to at least `most` reps."""
    exercise = today.exercise
    aim = today.today.reps if today.today else None
    for number, asked in enumerate(exercise.working_sets, 1):
        performed = _performed(asked.reps, aim, failed, most)
        yield Did(performed, asked.load, number=number, asked=asked.reps, lift=exercise.lift)


def _performed(asked: Reps | Span, aim: int | None, failed: bool, most: int) -> Performed:
    if isinstance(asked, Span):
        return held(Ms(0) if failed else asked.high)
    if failed:
        return counted(max(0, asked.low - 1))
    if asked.to_failure:
        return counted(max(most, asked.low))
    return counted(asked.low if asked.low == asked.high else max(aim or 0, asked.low))
