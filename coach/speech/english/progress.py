"""What was lifted last time, what follows from it for today, and the load, in English."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from coach.notation import Load, Reps, Span
from coach.progression.equipment import kit_of
from coach.progression.outings import Outing
from coach.progression.performed import Basis, Performed
from coach.progression.plates import Loading
from coach.progression.rules.rule import LoadChange, TodaysSets
from coach.routine.stations import station_of
from coach.session.sets import Set
from coach.speech.english.loads import load, loading, plates
from coach.speech.english.numbers import amount, decimal, number, spoken_time
from coach.speech.english.sets import different
from coach.speech.english.wording import in_other_words, inside, sentence
from coach.units import Ms


def weight(set_: Set) -> list[str]:
    """What was lifted last time, what that means for today, and the load: of the first set, where they differ."""
    asked = set_.asked
    before = [line for line in (last_time(set_), today(set_)) if line]
    if asked.kind == "warm-up":
        on = f": {plates(set_.loading, asked.load)}" if set_.loading and asked.load else ""
        return [*before, sentence(f"Start with {different(set_)}{on}"), *_choose(set_, "then choose")]
    if asked.load is None:
        return [*before, *_choose(set_, "choose")]
    alike = len({one.load for one in set_.exercise.sets}) == 1
    if alike and before and _is_known(set_, asked.load):
        return [*before, sentence(_on_bar(set_.loading, asked.load))] if set_.loading else before
    if set_.loading:
        first = f"Start with {load(asked.load)}: {plates(set_.loading, asked.load)}"
        return [*before, loading(set_.loading, asked.load) if alike else sentence(first)]
    weighs = lifted(set_, asked.load)
    return [*before, sentence(weighs) if alike else sentence(f"Start with {weighs}")]


def _on_bar(made: Loading, wanted: Load) -> str:
    """How to load a weight that was just told: "load a twenty on each side"."""
    on = plates(made, wanted)
    return f"load {on}" if made.side and made.total.amount == wanted.amount else on


def _is_known(set_: Set, value: Load) -> bool:
    """Whether what was said of the last time and of today tells the load already."""
    if set_.today is None:
        return False
    if set_.today.change in ("more weight", "deload"):
        return set_.today.sets[0].load == value
    outings = set_.remembered.outings if set_.remembered else ()
    return set_.today.change in ("more reps", "again") and bool(outings) and {one.load for one in outings[0]} == {value}


def working_weight(set_: Set) -> list[str]:
    """The load of a working set, for an exercise whose warm-up sets are done."""
    if set_.asked.load is None:
        return []
    on = f": {plates(set_.loading, set_.asked.load)}" if set_.loading else ""
    return [sentence(f"Now {lifted(set_, set_.asked.load)}{on}")]


def _choose(set_: Set, choose: str) -> list[str]:
    """What to do about a load that nobody knows: "Choose a weight for eight good reps, and type it in while you rest."

    Typing it is asked for only where it will be kept, and where there is a rest to do so before another exercise. Of
    two dumbbells, it is the weight of one.
    """
    if not set_.lacks_load:
        return []
    asked = [one.reps for one in set_.exercise.working_sets]
    held = [reps.middle for reps in asked if isinstance(reps, Span)]
    most = max((reps.low for reps in asked if isinstance(reps, Reps)), default=0)
    what = spoken_time(max(held)) if held else amount(most, "good rep")
    weight, typed = "enough help" if _helps(set_) else "a weight", "type it in"
    if station_of(set_.exercise.equipment).hold == "dumbbells":
        weight, typed = "dumbbells", "type in the weight of one"
    ask = f", and {typed} while you rest" if set_.asks_load else ""
    return [sentence(f"{choose} {weight} for {what}{ask}")]


def _helps(set_: Set) -> bool:
    """Whether the load is help that a machine gives, of which less is harder."""
    return kit_of(set_.exercise.equipment).helps


def lifted(set_: Set, value: Load) -> str:
    """A load of the exercise: "sixty kilos", or "thirty kilos of help"."""
    return load(value) + (" of help" if _helps(set_) else "")


def last_time(set_: Set) -> str:
    """What was done of the exercise in its last session: "Last time: sixty kilos, ten, ten, eight."

    Where this routine has not had it yet, that of another is told, with its title. Of a hold as long as today's,
    nothing is.
    """
    known = set_.remembered
    if known is None or (set_.round is not None and set_.round.group.cap is not None):
        return ""  # of an AMRAP the score is told
    outing = known.outings[0] if known.outings else known.elsewhere.outing if known.elsewhere else ()
    if not any(did.performed.known for did in outing) or _as_asked(outing, set_):
        return ""
    there = f", in {inside(known.elsewhere.title)}" if known.elsewhere and not known.outings else ""
    said = [_was_done(did.performed) for did in outing]
    loads = {did.load for did in outing}
    if len(loads) == 1:
        (same,) = loads
        return f"Last time{there}: {', '.join([*([lifted(set_, same)] if same else []), *said])}."
    each = [f"{what} at {lifted(set_, did.load)}" if did.load else what for what, did in zip(said, outing, strict=True)]
    return f"Last time{there}: {', '.join(each)}."


def _as_asked(outing: Outing, set_: Set) -> bool:
    """Whether it was held, without a load, for as long as it is to be held today: nothing to tell."""
    asked = [
        one.reps.middle if isinstance(one.reps, Span) and not one.load else None for one in set_.exercise.working_sets
    ]
    return None not in asked and asked == [did.performed.held for did in outing]


def _last_load(set_: Set) -> Load | None:
    """The load of the first set of the last time."""
    outings = set_.remembered.outings if set_.remembered else ()
    return outings[0][0].load if outings and outings[0] else None


def _was_done(performed: Performed) -> str:
    """What is known of a set: "ten", "forty-five seconds", "eight by the plan", "one not counted"."""
    match performed.basis:
        case Basis.UNKNOWN:
            return "one not counted"
        case Basis.ASSUMED:
            return f"{number(performed.reps or 0)} by the plan"
    return spoken_time(performed.held or Ms(0)) if performed.reps is None else number(performed.reps)


def today(set_: Set) -> str:
    """What to do today, by what was done last time; "" if there is nothing to say."""
    return CHANGES[set_.today.change](set_, set_.today) if set_.today else ""


def _more_weight(set_: Set, today: TodaysSets) -> str:
    now, before = today.sets[0].load, _last_load(set_)
    less = _helps(set_) or (before is not None and before.helped)
    if less and now and now.bodyweight and not now.amount:
        return "No help today, just your own weight."
    change = "Less help" if less else "More weight"
    return f"{change} today: {lifted(set_, now)}." if now else f"{change} today."


_SAME: Final = ("Same {} today, ", "Same {} again today, ", "Keep the {} today, and get ")


def _more_reps(set_: Set, today: TodaysSets) -> str:
    if not today.reps:
        return ""
    asked = [one.reps for one in set_.exercise.working_sets]
    most = today.reps > 1 and all(isinstance(reps, Reps) and reps.high == today.reps for reps in asked)
    reps = amount(today.reps, "rep")
    aim = f"all {reps} in every set." if most else f"{reps} or more in every set."
    now = today.sets[0].load
    same = "help" if _helps(set_) or (now and now.helped) else "weight"
    return f"{in_other_words(_SAME, set_).format(same)}{aim}" if now else f"Today, {aim}"


def _again(set_: Set, today: TodaysSets) -> str:
    return "Same again today."


def _deload(set_: Set, today: TodaysSets) -> str:
    now = today.sets[0].load
    easier = "More help" if _helps(set_) or (now and now.helped) else "Lighter"
    return f"{easier} today, so you can build back up: {lifted(set_, now)}." if now else ""


def _next_stage(set_: Set, today: TodaysSets) -> str:
    counts = [asked.reps for asked in today.sets]
    rest = "" if any(isinstance(reps, Span) for reps in counts) else f" of {number(_fewest(counts))}"
    return f"Same weight today, in {amount(len(counts), 'set')}{rest}."


def _fewest(counts: Sequence[Reps | Span]) -> int:
    """The fewest reps that any of the sets asks for."""
    return min(reps.low for reps in counts if isinstance(reps, Reps))


def _harder_exercise(set_: Set, today: TodaysSets) -> str:
    return "You reached the top of the range last time, so today's exercise is a harder one."


def _easier_exercise(set_: Set, today: TodaysSets) -> str:
    return "Back to an easier exercise today, so you can build back up."


def _lower_max(set_: Set, today: TodaysSets) -> str:
    by = decimal(set_.exercise.progress.deload)
    return f"Your training max drops by {by} percent, so you can build back up."


def _nothing(set_: Set, today: TodaysSets) -> str:
    return ""


CHANGES: Final[Mapping[LoadChange, Callable[[Set, TodaysSets], str]]] = {
    "more weight": _more_weight,
    "more reps": _more_reps,
    "again": _again,
    "deload": _deload,
    "next stage": _next_stage,
    "harder exercise": _harder_exercise,
    "easier exercise": _easier_exercise,
    "lower max": _lower_max,
    "by percent": _nothing,
    "by effort": _nothing,
    "carried": _nothing,
}
"""What is said of each change of a load; of some, the load alone says enough."""
