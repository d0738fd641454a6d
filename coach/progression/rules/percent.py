"""Percents of a training max, wave after wave, depending on how earlier waves went."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from coach.notation import Load, Reps
from coach.progression.equipment import Weights
from coach.progression.outings import Outing, missed, reached
from coach.progression.rules.loads import growth_step, open_reps
from coach.progression.rules.rule import Asked, History, Rule, TodaysSets
from coach.routine.model import Prescription, Progress, Wave


class Cycle(Struct, frozen=True):
    """Where an athlete is in the waves: the training max, the index of the next wave, and what went wrong lately.

    `open_reps` are the reps of the last wave's heaviest open set, if known. `misses` counts misses in a row.
    `taken_back`: they have just brought the training max down. `failed`: a wave of this cycle was missed.
    """

    base: Load
    place: int = 0
    misses: int = 0
    failed: bool = False
    open_reps: int | None = None
    taken_back: bool = False


def cycle_after(
    rule: Progress, sets: Sequence[Prescription], outings: Sequence[Outing], most: Load, step: Load
) -> Cycle:
    """The cycle after all `outings`, newest first, of an athlete whose one-rep max is `most`.

    A wave is finished once all its sets were done, however many reps they had. When all waves are finished and none
    was missed, the training max grows by `step`, or if the rule has a `growth`, by what the heaviest open set of the
    last wave that has one earned. After as many misses in a row as the rule names, it is reduced by its percent, for
    good. It is not rounded.
    """
    cycle = Cycle(most.part_of(rule.training_max))
    for outing in reversed(outings):
        cycle = _after(rule, sets, outing, cycle, step)
    return cycle


def sets_of_wave(wave: Wave, sets: Sequence[Prescription], base: Load, weights: Weights) -> tuple[Prescription, ...]:
    """A set for each percent of the wave; one number of reps stands for all of them."""
    asked = _asked(wave, sets)
    return tuple(
        replace(one, load=weights.nearest(base.part_of(percent)), of_top=None)
        for one, percent in zip(asked, wave.percent, strict=True)
    )


def _asked(wave: Wave, sets: Sequence[Prescription]) -> list[Prescription]:
    """What a wave asks for, without loads; sets beyond those of the exercise are like its last one."""
    found = []
    for index in range(len(wave.percent)):
        asked = sets[min(index, len(sets) - 1)]
        found.append(replace(asked, reps=wave.reps[min(index, len(wave.reps) - 1)]) if wave.reps else asked)
    return found


def _after(rule: Progress, sets: Sequence[Prescription], outing: Outing, cycle: Cycle, step: Load) -> Cycle:
    asked = _asked(rule.waves[cycle.place], sets)
    cycle = replace(cycle, taken_back=False)
    if missed(asked, outing):
        cycle = replace(cycle, misses=cycle.misses + 1, failed=True)
        if cycle.misses >= rule.misses:
            base = cycle.base.part_of(100 - rule.deload)
            cycle = replace(cycle, base=base, misses=0, taken_back=True)
    elif reached(asked, len(asked), outing):
        cycle = replace(cycle, misses=0)
    if len(outing) < len(asked):
        return cycle
    if any(isinstance(one.reps, Reps) and one.reps.to_failure for one in asked):
        cycle = replace(cycle, open_reps=open_reps(asked, outing))
    place = (cycle.place + 1) % len(rule.waves)
    if place:
        return replace(cycle, place=place)
    more = None if cycle.failed else growth_step(rule.growth, cycle.open_reps) if rule.growth else step
    grown = cycle.base.amount + (more.exactly(cycle.base.unit or "kg").amount if more else 0)
    return replace(cycle, place=0, failed=False, open_reps=None, base=replace(cycle.base, amount=grown))


def _today(asked: Asked, past: History) -> TodaysSets | None:
    if past.most is None or not asked.rule.waves:
        return None
    step = asked.rule.step or past.weights.kit.step(past.most.unit or "kg")
    cycle = cycle_after(asked.rule, asked.sets, past.outings, past.most, step)
    sets = sets_of_wave(asked.rule.waves[cycle.place], asked.sets, cycle.base, past.weights)
    return TodaysSets(sets, "lower max" if cycle.taken_back else "by percent")


PERCENT = Rule(
    "percent",
    "of a training max, in waves",
    _today,
    needs={"waves": 'write its table: { rule = "percent", waves = [{ percent = [65, 75, 85] }] }'},
    fields=frozenset({"misses", "deload", "training_max", "waves", "of", "rep_max", "growth"}),
    by_whole_history=True,
)
