"""An exercise as it is done today: working sets by its progress rule, with warm-up sets and drops to match. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from coach.notation import Load
from coach.progression.equipment import Weights, weights_of
from coach.progression.outings import reached
from coach.progression.places import Standing, at_rung, standing
from coach.progression.plates import Rack
from coach.progression.remembered import Remembered
from coach.progression.rules import RULES, today
from coach.progression.rules.rule import Asked, History, TodaysSets
from coach.progression.strength import kilos, rep_max
from coach.routine.model import FULL, Exercise, Prescription
from coach.units import Unit


class Continued(Struct, frozen=True):
    """An exercise with today's sets, what has changed since last time, and what is remembered that this is based on.

    `lacks_load`: it can't be done without a weight, and none was ever known.
    """

    exercise: Exercise
    today: TodaysSets | None
    remembered: Remembered
    lacks_load: bool


def apply_progression(
    exercise: Exercise, remembered: Remembered, rack: Rack, maxes: Mapping[str, Load], units: Unit | None
) -> Continued:
    """The exercise with today's sets by what is `remembered` of its place; as it is written if nothing is.

    If several share the place, it is the one whose turn it is. Loads that are worked out are rounded to what can be
    loaded; those that are written stay as they are.
    """
    place = standing(exercise, remembered)
    change = _today(place, rack, maxes, units)
    if change is not None and change.rungs:
        place = at_rung(place.exercises, place.index + change.rungs, remembered)
    exercise = place.exercise
    weights = weights_of(exercise.equipment, rack, exercise.progress.step, units)
    known = _comparable(place, weights)
    if change is not None and not change.rungs:
        exercise = replace(exercise, sets=_matched(exercise, change.sets, weights), least=_least(exercise, change))
    done = worked_out(exercise, rack, maxes, units)
    if exercise.intensity < FULL:
        done, change = _lighter(done, weights), None
    begins = not known.outings and known.elsewhere is None
    lacks = weights.kit.weighted and begins and any(one.load is None for one in done.working_sets)
    return Continued(done, change, known, lacks)


def _today(place: Standing, rack: Rack, maxes: Mapping[str, Load], units: Unit | None) -> TodaysSets | None:
    """What the rule of a place's exercise makes of what is remembered."""
    exercise = place.exercise
    weights = weights_of(exercise.equipment, rack, exercise.progress.step, units)
    known = _comparable(place, weights)
    outings = known.outings or ((known.elsewhere.outing,) if known.elsewhere else ())
    return today(_asked(place), History(outings, _max_of(exercise, maxes), weights))


def _asked(place: Standing) -> Asked:
    exercise = place.exercise
    return Asked(exercise.progress, _without_percents(exercise), exercise.count.low, place.easier, place.harder)


def _least(exercise: Exercise, change: TodaysSets) -> int:
    """How many of today's sets are enough: all of them, unless the exercise is written with fewer."""
    count = len(change.sets)
    return min(exercise.least, count) if exercise.least < len(exercise.working_sets) else count


def _lighter(exercise: Exercise, weights: Weights) -> Exercise:
    """The exercise with its loads reduced to its `intensity`; weight hung on the body stays."""

    def load_of(asked: Prescription) -> Prescription:
        load = asked.load
        if load is None or load.unit is None or load.bodyweight:
            return asked
        return replace(asked, load=weights.nearest(load.part_of(exercise.intensity)))

    return replace(exercise, sets=tuple(map(load_of, exercise.sets)))


def worked_out(exercise: Exercise, rack: Rack, maxes: Mapping[str, Load], units: Unit | None) -> Exercise:
    """The exercise with loads in the athlete's `units`, and percents of a one-rep max as available weights.

    Percents stay as they are if the max isn't known.
    """
    weights = weights_of(exercise.equipment, rack, exercise.progress.step, units)
    most = _max_of(exercise, maxes)
    if units is None and most is None:
        return _with_top(exercise, weights)

    def load_of(asked: Prescription) -> Prescription:
        load = asked.load
        if load is None:
            return asked
        if load.percent is not None:
            known = most is not None and not load.of_top
            return replace(asked, load=weights.nearest(most.part_of(load.percent))) if most and known else asked
        return replace(asked, load=load.converted(units)) if units else asked

    return _with_top(replace(exercise, sets=tuple(map(load_of, exercise.sets))), weights)


def _max_of(exercise: Exercise, maxes: Mapping[str, Load]) -> Load | None:
    """What the exercise's percents refer to: a one-rep max, or the weight for more reps; None if it isn't known."""
    most = maxes.get(exercise.lift_of_max)
    return rep_max(most, exercise.progress.rep_max) if most else None


def _with_top(exercise: Exercise, weights: Weights) -> Exercise:
    """The exercise with weights for the sets that are a percent of its heaviest one, if that is known."""
    top = max((one.load for one in exercise.sets if one.load and one.load.unit), key=kilos, default=None)

    def load_of(asked: Prescription) -> Prescription:
        load = asked.load
        if top is None or load is None or load.percent is None or not load.of_top:
            return asked
        return replace(asked, load=weights.nearest(top.part_of(load.percent)))

    return replace(exercise, sets=tuple(map(load_of, exercise.sets)))


def _without_percents(exercise: Exercise) -> tuple[Prescription, ...]:
    """The working sets for a rule that has loads of its own; other rules keep percents that are written."""
    if RULES[exercise.progress.rule].keeps_percents:
        return exercise.working_sets
    in_percent = [
        one.load is not None and one.load.percent is not None and one.of_top is None for one in exercise.working_sets
    ]
    return tuple(
        replace(one, load=None) if percent else one
        for one, percent in zip(exercise.working_sets, in_percent, strict=True)
    )


def _fits(asked: Asked, remembered: Remembered) -> bool:
    """Whether the last outing of the lift elsewhere shows which load to begin with here.

    It does if each of its sets reached the fewest reps of today: then its load isn't too heavy. A rule that goes by the
    whole history at this place starts afresh.
    """
    there = remembered.elsewhere
    begins_anew = RULES[asked.rule.rule].by_whole_history
    return there is not None and not begins_anew and reached(asked.sets, 1, there.outing)


def _comparable(place: Standing, weights: Weights) -> Remembered:
    """What is remembered of a place, without what can't be compared with today.

    More help isn't more strength, and more reps mean nothing if they were done with an unknown weight.
    """
    known = place.remembered
    fits = not known.outings and _fits(_asked(place), known)
    return replace(
        known,
        elsewhere=known.elsewhere if fits else None,
        best=None if weights.kit.helps else known.best,
        most_reps=None if weights.kit.weighted else known.most_reps,
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
    """Which fraction of `whole` a load is; 0 if that can't be said."""
    if load is None or whole is None or load.bodyweight or whole.bodyweight:
        return 0.0
    if load.percent is not None and whole.percent:
        return load.percent / whole.percent
    return kilos(load) / kilos(whole) if kilos(whole) else 0.0
