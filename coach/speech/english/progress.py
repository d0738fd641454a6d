"""What was lifted last time, what follows from it for today, and the load, in English."""

from __future__ import annotations

from coach.progression.performed import Basis, Performed
from coach.session.plan import Set
from coach.speech.english.loads import load, loading, plates
from coach.speech.english.numbers import amount, number, time
from coach.speech.english.sets import different
from coach.speech.english.wording import sentence


def weight(set: Set) -> list[str]:
    """What was lifted last time, what that means for today, and the load: of the first set, where they differ."""
    asked = set.asked
    before = [line for line in (last_time(set), today(set)) if line]
    if asked.kind == "warm-up":
        on = f": {plates(set.loading, asked.load)}" if set.loading and asked.load else ""
        return [*before, sentence(f"Begin with {different(set)}{on}")]
    if asked.load is None:
        return before
    alike = len({one.load for one in set.exercise.sets}) == 1
    if set.loading:
        first = f"Begin with {load(asked.load)}: {plates(set.loading, asked.load)}"
        return [*before, loading(set.loading, asked.load) if alike else sentence(first)]
    return [*before, sentence(load(asked.load)) if alike else sentence(f"Begin with {load(asked.load)}")]


def working_weight(set: Set) -> list[str]:
    """The load of a working set, for an exercise whose warm-up sets are done."""
    if set.asked.load is None:
        return []
    on = f": {plates(set.loading, set.asked.load)}" if set.loading else ""
    return [sentence(f"Now {load(set.asked.load)}{on}")]


def last_time(set: Set) -> str:
    """What was done of the exercise in its last session: "Last time: sixty kilos, ten, ten, eight." """
    outing = set.remembered.outings[0] if set.remembered and set.remembered.outings else ()
    if not any(did.performed.known for did in outing):
        return ""
    said = [_was_done(did.performed) for did in outing]
    loads = {did.load for did in outing}
    if len(loads) == 1:
        (same,) = loads
        return f"Last time: {', '.join([*([load(same)] if same else []), *said])}."
    each = [f"{what} at {load(did.load)}" if did.load else what for what, did in zip(said, outing, strict=True)]
    return f"Last time: {', '.join(each)}."


def _was_done(performed: Performed) -> str:
    """What is known of a set: "ten", "forty-five seconds", "eight by the plan", "one not counted"."""
    match performed.basis:
        case Basis.UNKNOWN:
            return "one not counted"
        case Basis.ASSUMED:
            return f"{number(performed.reps or 0)} by the plan"
    return time(performed.held or 0) if performed.reps is None else number(performed.reps)


def today(set: Set) -> str:
    """What to do today, by what was done last time."""
    change = set.today
    if change is None:
        return ""
    now = change.sets[0].load
    match change.change:
        case "more weight":
            return f"Today more weight: {load(now)}." if now else "Today more weight."
        case "more reps":
            weight = "Today the same weight, and" if now else "Today"
            return f"{weight} {amount(change.reps, 'rep')} or more in each set." if change.reps else ""
        case "again" if set.exercise.progress.rule != "none":
            return "Today the same again."
        case "deload":
            return f"Today lighter, to build up anew: {load(now)}." if now else ""
    return ""
