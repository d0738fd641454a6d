"""A program gone through on paper: what each session would ask for, if all of it were done but what is to be missed.

Pure. An athlete does what is asked: fixed reps, the fewest of an open set ("5+"), and of a range what the rule aims at.
In a lift that is missed each set falls one rep short of its fewest. What they did is what the next session goes by.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from coach.notation import Load, Reps
from coach.program.due import Due, due, first
from coach.program.model import Program
from coach.program.sessions import routine_of, variant_of
from coach.progression.outings import Did
from coach.progression.performed import Performed, counted, held
from coach.progression.plates import STANDARD, Rack
from coach.progression.remembered import Known, Remembered
from coach.routine.model import LIGHTER, Exercise, Routine
from coach.session.plan import Plan, Set
from coach.session.planner import plan
from coach.units import Unit


class Athlete(Struct, frozen=True):
    """Who goes through a program: one-rep maxes and first loads by lift, the unit, and the plates that there are."""

    maxes: Mapping[str, Load] = {}
    starts: Mapping[str, Load] = {}
    units: Unit | None = None
    rack: Rack = STANDARD


class Missed(Struct, frozen=True):
    """A lift that is missed: in which week, counted from 1 and on through all cycles, on which day, and its id."""

    week: int
    day: int
    lift: str


class SimulatedSet(Struct, frozen=True):
    """A working set: the reps that are done (None for a hold), what was asked as the file writes it, and the load."""

    reps: int | None
    asked: str
    load: Load | None


class Simulated(Struct, frozen=True):
    """An exercise of a session: the week from 1, on through all cycles, the day, and its working sets."""

    week: int
    day: int
    routine: str
    exercise: str
    name: str
    sets: tuple[SimulatedSet, ...]
    missed: bool


def simulate(
    program: Program,
    load: Callable[[str], Routine],
    weeks: int,
    athlete: Athlete,
    missed: Collection[Missed] = (),
) -> Iterator[Simulated]:
    """The exercises of the sessions of so many `weeks`; `load` reads a routine. Raises `CoachError` as `load` does."""
    remembered: dict[str, Remembered] = {}
    coming: Due | None = first(program)
    while coming is not None:
        week = coming.place.cycle * len(program.weeks) + coming.place.week
        if week > weeks:
            return
        routine = _started(routine_of(coming, load), athlete)
        session = _planned(coming, routine, athlete, remembered)
        for block, sets in _by_block(session).items():
            exercise = sets[0].exercise
            failed = Missed(week, coming.place.number, exercise.lift) in missed
            outing = tuple(_did(one, failed) for one in sets)
            kept = remembered.get(block, Remembered())
            outings = (outing, *kept.outings)
            remembered[block] = replace(kept, outings=outings, trained=kept.trained + 1)
            yield Simulated(
                week,
                coming.place.number,
                routine.name,
                block.removesuffix(LIGHTER),
                exercise.name,
                tuple(
                    SimulatedSet(did.reps, str(one.asked.reps), did.load) for one, did in zip(sets, outing, strict=True)
                ),
                failed,
            )
        coming = due(program, coming.place)


def _planned(coming: Due, routine: Routine, athlete: Athlete, remembered: Mapping[str, Remembered]) -> Plan:
    variant = variant_of(coming.day, routine)
    known = Known(remembered, athlete.rack)
    return plan(routine, variant, units=athlete.units, maxes=athlete.maxes, known=known)


def _started(routine: Routine, athlete: Athlete) -> Routine:
    """The routine with the athlete's first loads, where it names none."""

    def started(exercise: Exercise) -> Exercise:
        if exercise.instead:
            exercise = replace(exercise, instead=tuple(map(started, exercise.instead)))
        first_load = athlete.starts.get(exercise.lift)
        if first_load is None:
            return exercise
        sets = (
            replace(asked, load=first_load) if asked.kind == "working" and asked.load is None else asked
            for asked in exercise.sets
        )
        return replace(exercise, sets=tuple(sets))

    variants = (replace(v, exercises=tuple(map(started, v.exercises))) for v in routine.variants)
    return replace(routine, variants=tuple(variants))


def _by_block(session: Plan) -> dict[str, list[Set]]:
    """The working sets of each block, one side of those that are done on each."""
    found: dict[str, list[Set]] = {}
    for one in session.sets:
        if one.working and one.asked.kind == "working" and one.side != "right":
            found.setdefault(one.block, []).append(one)
    return found


def _did(one: Set, failed: bool) -> Did:
    return Did(_performed(one, failed), one.asked.load, number=one.number, asked=one.asked.reps, lift=one.exercise.lift)


def _performed(one: Set, failed: bool) -> Performed:
    asked = one.asked.reps
    if not isinstance(asked, Reps):
        return held(0 if failed else asked.high)
    if failed:
        return counted(max(0, asked.low - 1))
    aim = one.today.reps if one.today is not None and one.today.reps is not None else asked.low
    return counted(max(aim, asked.low) if asked.high != asked.low else asked.low)
