"""What to lift today, by what was lifted before: the rules by which a load goes up, and down again. Pure.

An outing is what was done of an exercise in one session. A miss is an outing in which a working set fell short of its
fewest reps, or wasn't done. After so many misses in a row at one load, the load is taken back: a deload.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from coach.notation import Load, Reps, Span
from coach.progression.performed import Performed
from coach.progression.strength import epley, kilos
from coach.routine.model import Prescription, Progress, Wave
from coach.units import Unit, converted

Change: TypeAlias = Literal["more weight", "more reps", "again", "deload", "by percent", "by effort"]

MOST_RIR: Final = 10
"""RPE 10 is a set with no rep left in reserve; each point below it is one rep more in reserve."""


class Did(Struct, frozen=True):
    """A working set of an earlier session: what is known of it, its load, and how hard it was (`effort`, an RPE)."""

    performed: Performed
    load: Load | None = None
    effort: float | None = None

    @property
    def reps(self) -> int | None:
        """Its reps as far as they are known or assumed; None for a hold."""
        return self.performed.reps

    @property
    def seconds(self) -> int:
        """The whole seconds of a hold; 0 for a set in reps."""
        return self.performed.seconds


Outing: TypeAlias = tuple[Did, ...]

Rounded: TypeAlias = Callable[[Load], Load]
"""To the nearest load that can be loaded."""


class Today(Struct, frozen=True):
    """The working sets of today, and what has changed; `reps` is what to aim for where there should be more of them."""

    sets: tuple[Prescription, ...]
    change: Change
    reps: int | None = None


def today(
    rule: Progress,
    sets: Sequence[Prescription],
    outings: Sequence[Outing],
    trained: int,
    most: Load | None,
    rounded: Rounded,
) -> Today | None:
    """The working `sets` as the rule has them today; None where it has nothing to say yet.

    `outings` are the last ones, the newest first, of `trained` in all; `most` is the one-rep max, where it is known.
    """
    if rule.rule == "percent":
        return _percent(rule, sets, outings, trained, most, rounded)
    last = outings[0] if outings else ()
    load = _working_load(last)
    if not last or not sets:
        return None
    if rule.rule == "none":
        return Today(_loaded(sets, load), "again") if load and sets[0].load is None else None
    if rule.rule == "rpe":
        return _effort(rule, sets, last, rounded)
    if _misses(sets, outings, load) >= rule.misses:
        return Today(_loaded(sets, rounded(_taken_back(load, rule))), "deload") if load else None
    if rule.rule == "linear":
        if _reached(sets, last, top=False):
            return Today(_loaded(sets, _more(load, rule.step, rounded)), "more weight")
        return Today(_loaded(sets, load), "again")
    if _reached(sets, last, top=True):
        return Today(_loaded(sets, _more(load, rule.step, rounded)), "more weight", _low(sets[0]))
    fewest = min((did.reps or 0 for did in last), default=0)
    aim = min(max(fewest + 1, _low(sets[0]) or 1), _high(sets[0]) or 1)
    return Today(_loaded(sets, load), "more reps", aim)


def _percent(
    rule: Progress,
    sets: Sequence[Prescription],
    outings: Sequence[Outing],
    trained: int,
    most: Load | None,
    rounded: Rounded,
) -> Today | None:
    """Parts of a training max, wave after wave. Each time all waves are through, the training max grows by `step`."""
    if most is None or not rule.waves:
        return None
    cycle, place = divmod(trained, len(rule.waves))
    base = most.part_of(rule.training_max)
    step = rule.step or _step(base.unit)
    base = replace(base, amount=base.amount + cycle * _amount_in(base.unit or "kg", step))
    wave = rule.waves[place]
    misses = _missed_waves(rule, sets, outings, trained)
    change: Change = "by percent"
    if misses >= rule.misses:
        base, change = _taken_back(base, rule), "deload"
    return Today(tuple(_of_wave(wave, sets, base, rounded)), change)


def _of_wave(wave: Wave, sets: Sequence[Prescription], base: Load, rounded: Rounded) -> list[Prescription]:
    found = []
    for index, percent in enumerate(wave.percent):
        asked = sets[min(index, len(sets) - 1)]
        reps = wave.reps[min(index, len(wave.reps) - 1)] if wave.reps else asked.reps
        found.append(replace(asked, reps=reps, load=rounded(base.part_of(percent))))
    return found


def _missed_waves(rule: Progress, sets: Sequence[Prescription], outings: Sequence[Outing], trained: int) -> int:
    """How many of the last outings in a row fell short of their wave."""
    count = 0
    for back, outing in enumerate(outings, 1):
        wave = rule.waves[(trained - back) % len(rule.waves)]
        asked = [replace(sets[0], reps=reps) for reps in wave.reps] if wave.reps else list(sets)
        if _reached(asked, outing, top=False):
            break
        count += 1
    return count


def _effort(rule: Progress, sets: Sequence[Prescription], last: Outing, rounded: Rounded) -> Today | None:
    """The load with which today's reps should be as hard as `rule.rpe` says, from how hard they were last time."""
    strengths = [
        strength
        for did in last
        if did.effort is not None and (strength := epley(did.load, (did.reps or 0) + MOST_RIR - did.effort))
    ]
    load = _working_load(last)
    reps = _high(sets[0])
    if load is None or reps is None:
        return None
    if not strengths:
        return Today(_loaded(sets, load), "again")
    in_reserve = reps + MOST_RIR - rule.rpe
    weight = max(strengths) / (1 + in_reserve / 30)
    amount = converted(weight, "kg", load.unit or "kg")
    return Today(_loaded(sets, rounded(replace(load, amount=amount))), "by effort")


def _working_load(outing: Outing) -> Load | None:
    """The heaviest load of an outing."""
    return max((did.load for did in outing if did.load), key=kilos, default=None)


def _misses(sets: Sequence[Prescription], outings: Sequence[Outing], load: Load | None) -> int:
    """How many of the last outings in a row, all at `load`, were misses."""
    count = 0
    for outing in outings:
        if _working_load(outing) != load or _reached(sets, outing, top=False):
            break
        count += 1
    return count


def _reached(sets: Sequence[Prescription], outing: Outing, top: bool) -> bool:
    """Whether every set of `outing` came to the fewest, or to the `top`, of its reps, and none was left out."""
    if len(outing) < len(sets):
        return False
    for asked, did in zip(sets, outing, strict=False):
        wanted = (_high if top else _low)(asked)
        if wanted is not None and (did.reps or 0) < wanted:
            return False
        if isinstance(asked.reps, Span) and did.seconds * 1000 < (asked.reps.high if top else asked.reps.low):
            return False
    return True


def _low(asked: Prescription) -> int | None:
    return asked.reps.low if isinstance(asked.reps, Reps) else None


def _high(asked: Prescription) -> int | None:
    """The top of a set's range; of a set to failure the rep at which it is no longer counted."""
    return asked.counted if isinstance(asked.reps, Reps) else None


def _loaded(sets: Sequence[Prescription], load: Load | None) -> tuple[Prescription, ...]:
    """The sets with `load`; where their loads differ, each keeps its part of the heaviest."""
    if load is None:
        return tuple(sets)
    heaviest = max(kilos(asked.load) for asked in sets)
    parts = [kilos(asked.load) / heaviest if heaviest and kilos(asked.load) else 1.0 for asked in sets]
    return tuple(
        replace(asked, load=load if part == 1.0 else load.part(100 * part))
        for asked, part in zip(sets, parts, strict=True)
    )


def _more(load: Load | None, step: Load | None, rounded: Rounded) -> Load | None:
    """`load` with `step` more; to the body alone, `step` is hung. None where nobody knows what was lifted."""
    if load is None:
        return None
    added = step or _step(load.unit)
    unit: Unit = load.unit or added.unit or "kg"
    return rounded(replace(load, unit=unit, amount=load.amount + _amount_in(unit, added)))


def _taken_back(load: Load, rule: Progress) -> Load:
    return replace(load, amount=load.amount * (1 - rule.deload / 100))


def _step(unit: Unit | None) -> Load:
    return Load(5, "lb", False) if unit == "lb" else Load(2.5, "kg", False)


def _amount_in(unit: Unit, step: Load) -> float:
    return converted(step.amount, step.unit or unit, unit)
