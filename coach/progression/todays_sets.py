"""An exercise as it goes on today: its working sets by its progress rule, its warm-up sets and drops to match. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from coach.notation import Load
from coach.progression.plates import Rack, bar_of
from coach.progression.remembered import Known, Remembered
from coach.progression.rules import Rounded, Today, today
from coach.progression.strength import kilos
from coach.routine.model import Exercise, Prescription
from coach.units import Unit


def gone_on(
    exercise: Exercise, known: Known, maxes: Mapping[str, Load], units: Unit | None
) -> tuple[Exercise, Today | None]:
    """The exercise with today's sets, and what has changed since last time; as it is written where nothing is known.

    Loads that are worked out are rounded to what can be loaded; those that are written stay as they are.
    """
    remembered = known.exercises.get(exercise.id, Remembered())
    working = exercise.working_sets

    def rounded(load: Load) -> Load:
        shown = load.converted(units) if units else load
        return _loadable(shown, known.rack, bar_of(exercise.equipment), exercise.progress.step)

    written = [replace(one, load=None) if one.load and one.load.percent is not None else one for one in working]
    rule = exercise.progress
    change = today(rule, written, remembered.outings, remembered.trained, maxes.get(exercise.id), rounded)
    if change is None:
        return exercise, None
    sets = _matched(exercise, change.sets, rounded)
    return replace(exercise, sets=sets, least=min(exercise.least, len(change.sets))), change


def _matched(exercise: Exercise, working: Sequence[Prescription], rounded: Rounded) -> tuple[Prescription, ...]:
    """Warm-up sets and drops to go with today's working sets."""
    before, now = exercise.working_sets[0].load, working[0].load
    lighter = exercise.warm_up_sets
    found = []
    for number, asked in enumerate(lighter, 1):
        part = _part(asked.load, before) or number / (len(lighter) + 1)
        weighs = now is not None and now.unit is not None and not now.bodyweight
        found.append(replace(asked, load=rounded(now.part_of(100 * part))) if now and weighs else asked)
    rest = list(working)
    for asked in exercise.sets:
        if asked.kind == "working" and rest:
            found.append(rest.pop(0))
        elif asked.kind == "drop":
            part = _part(asked.load, before)
            found.append(replace(asked, load=rounded(now.part_of(100 * part))) if now and part else asked)
    return (*found, *rest)


def _part(load: Load | None, whole: Load | None) -> float:
    """What part of `whole` a load is; 0 where that can't be said."""
    if load is None or whole is None or load.bodyweight or whole.bodyweight:
        return 0.0
    if load.percent is not None and whole.percent:
        return load.percent / whole.percent
    return kilos(load) / kilos(whole) if kilos(whole) else 0.0


def _loadable(load: Load, rack: Rack, bar: str | None, step: Load | None) -> Load:
    """The nearest load that there is: of plates on a bar, else in whole steps."""
    if bar and load.unit and (loading := rack.nearest(load, bar)):
        return loading.total
    usual = 5.0 if load.unit == "lb" else 2.5
    size = min(step.amount, usual) if step and step.unit == load.unit else usual
    return replace(load, amount=round(round(load.amount / size) * size, 3))
