"""An exercise as it goes on today: its working sets by its progress rule, its warm-up sets and drops to match. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from coach.notation import Load
from coach.progression.equipment import Weights, weights_of
from coach.progression.outings import reached
from coach.progression.plates import Rack
from coach.progression.remembered import Remembered
from coach.progression.rules import RULES, today
from coach.progression.rules.rule import Asked, Past, Today
from coach.progression.strength import kilos
from coach.routine.model import FULL, Exercise, Prescription
from coach.units import Unit


class Continued(Struct, frozen=True):
    """An exercise with today's sets, what has changed since last time, and what is remembered that this rests on.

    `asks_load`: it can't be done without a weight, and none was ever known.
    """

    exercise: Exercise
    today: Today | None
    remembered: Remembered
    asks_load: bool


def apply_progression(
    exercise: Exercise, remembered: Remembered, rack: Rack, maxes: Mapping[str, Load], units: Unit | None
) -> Continued:
    """The exercise as it goes on today by what is `remembered` of it, as it is written where that is nothing.

    Loads that are worked out are rounded to what can be loaded; those that are written stay as they are.
    """
    weights = weights_of(exercise.equipment, rack, exercise.progress.step, units)
    asked = Asked(exercise.progress, _without_percents(exercise), exercise.count.low)
    remembered = _comparable(remembered, weights, _fits(asked, remembered))
    most = maxes.get(exercise.lift)
    outings = remembered.outings or ((remembered.elsewhere.outing,) if remembered.elsewhere else ())
    change = today(asked, Past(outings, most, weights))
    if change is not None:
        sets = _matched(exercise, change.sets, weights)
        exercise = replace(exercise, sets=sets, least=min(exercise.least, len(change.sets)))
    done = worked_out(exercise, rack, maxes, units)
    if exercise.intensity < FULL:
        done, change = _lighter(done, weights), None
    asks = weights.kit.weighted and not outings and exercise.group is None and done.working_sets[0].load is None
    return Continued(done, change, remembered, asks)


def _lighter(exercise: Exercise, weights: Weights) -> Exercise:
    """The exercise with the part of its loads that its `intensity` says; what hangs on the body stays."""

    def load_of(asked: Prescription) -> Prescription:
        load = asked.load
        if load is None or load.unit is None or load.bodyweight:
            return asked
        return replace(asked, load=weights.nearest(load.part_of(exercise.intensity)))

    return replace(exercise, sets=tuple(map(load_of, exercise.sets)))


def worked_out(exercise: Exercise, rack: Rack, maxes: Mapping[str, Load], units: Unit | None) -> Exercise:
    """The exercise with its loads in the athlete's `units`, and percents of a one-rep max as weights that there are.

    What is in percent stays so where the max isn't known.
    """
    if units is None and exercise.lift not in maxes:
        return exercise
    weights = weights_of(exercise.equipment, rack, exercise.progress.step, units)
    most = maxes.get(exercise.lift)

    def load_of(asked: Prescription) -> Prescription:
        load = asked.load
        if load is None:
            return asked
        if load.percent is not None:
            return replace(asked, load=weights.nearest(most.part_of(load.percent))) if most else asked
        return replace(asked, load=load.converted(units)) if units else asked

    return replace(exercise, sets=tuple(map(load_of, exercise.sets)))


def _without_percents(exercise: Exercise) -> tuple[Prescription, ...]:
    """The working sets for a rule that has loads of its own; other rules keep percents that are written."""
    if RULES[exercise.progress.rule].keeps_percents:
        return exercise.working_sets
    in_percent = [one.load is not None and one.load.percent is not None for one in exercise.working_sets]
    return tuple(
        replace(one, load=None) if percent else one
        for one, percent in zip(exercise.working_sets, in_percent, strict=True)
    )


def _fits(asked: Asked, remembered: Remembered) -> bool:
    """Whether the last outing of the lift elsewhere says what to begin with here.

    It does where each of its sets came to the fewest reps of today: then its load is none too heavy. A rule that goes
    by the whole history at this place begins anew.
    """
    there = remembered.elsewhere
    begins_anew = RULES[asked.rule.rule].by_whole_history
    return there is not None and not begins_anew and reached(asked.sets, 1, there.outing)


def _comparable(remembered: Remembered, weights: Weights, fits: bool) -> Remembered:
    """What is remembered without what today can't be compared with.

    More help is no greater strength, and more reps are none where a weight was lifted that nobody knows.
    """
    return replace(
        remembered,
        elsewhere=remembered.elsewhere if fits and not remembered.outings else None,
        best=None if weights.kit.helps else remembered.best,
        most_reps=None if weights.kit.weighted else remembered.most_reps,
    )


def _matched(exercise: Exercise, working: Sequence[Prescription], weights: Weights) -> tuple[Prescription, ...]:
    """Warm-up sets and drops to go with today's working sets."""
    before, now = exercise.working_sets[0].load, working[0].load
    lighter = exercise.warm_up_sets
    found = []
    for number, asked in enumerate(lighter, 1):
        part = _part(asked.load, before) or number / (len(lighter) + 1)
        weighs = now is not None and now.unit is not None and not now.bodyweight and not weights.kit.helps
        found.append(replace(asked, load=weights.nearest(now.part_of(100 * part))) if now and weighs else asked)
    rest = list(working)
    for asked in exercise.sets:
        if asked.kind == "working" and rest:
            found.append(rest.pop(0))
        elif asked.kind == "drop":
            part = _part(asked.load, before)
            found.append(replace(asked, load=weights.nearest(now.part_of(100 * part))) if now and part else asked)
    return (*found, *rest)


def _part(load: Load | None, whole: Load | None) -> float:
    """What part of `whole` a load is; 0 where that can't be said."""
    if load is None or whole is None or load.bodyweight or whole.bodyweight:
        return 0.0
    if load.percent is not None and whole.percent:
        return load.percent / whole.percent
    return kilos(load) / kilos(whole) if kilos(whole) else 0.0
