"""What is said between sets, in English: how long, what is next, the other side."""

from __future__ import annotations

from coach.session.plan import Set
from coach.speech.english.groups import next_in_turn
from coach.speech.english.loads import load, plates
from coach.speech.english.numbers import number, spoken_time
from coach.speech.english.sets import SIDES, different, reps
from coach.speech.english.wording import inside, sentence
from coach.units import Ms


def get_ready() -> str:
    """The call before the count-in."""
    return "Get ready."


def ten_seconds() -> str:
    """Said ten seconds before the end of a rest or a hold."""
    return "Ten seconds."


def time_is_up() -> str:
    """Said when the time of a group has run out."""
    return "Time's up."


def rest(length: Ms) -> tuple[str, ...]:
    return (f"Rest: {spoken_time(length)}.", "Rest.")


def next_set(set_: Set, time_left: Ms | None = None) -> tuple[str, ...]:
    """What comes next, said just before the count-in. `time_left` of a group that goes by time."""
    exercise = set_.exercise
    how = different(set_)
    if set_.round is not None:
        return next_in_turn(set_, f", {how}" if how else "", time_left)
    if set_.number == 1 and set_.asked.kind == "working" and not exercise.warm_up_sets:
        return (f"Next: {inside(exercise.name)}.", sentence(exercise.name))
    lighter = set_.asked.kind == "warm-up"
    kind = "warm-up set" if lighter else "set"
    if set_.number == set_.of and (not lighter or set_.of == 1):
        whole, short = ("the warm-up set", "Warm-up set.") if lighter else ("the last set", "Last set.")
    else:
        whole, short = f"{kind} {number(set_.number)} of {number(set_.of)}", sentence(f"{kind} {number(set_.number)}")
    if set_.number == 1 and not lighter:
        whole, short = "the first working set", "First working set."
    if not how:
        return (f"Next: {whole}.", short)
    said = (f"Next: {whole}, {how}.", sentence(how), short)
    if set_.loading is None or set_.asked.load is None or len({one.load for one in set_.exercise.sets}) == 1:
        return said
    return (f"{said[0]} {sentence(plates(set_.loading, set_.asked.load))}", *said)


def switch(set_: Set) -> tuple[str, ...]:
    """The other side of a set, or its drop."""
    if set_.side == "right":
        return (f"Switch. {sentence(f'{SIDES[set_.side]} side')}", "Switch.")
    lighter = load(set_.asked.load) if set_.asked.load else "strip some weight off"
    asked = reps(set_.asked.reps, set_.asked.counted if set_.counted else None)
    return (f"Drop set: {lighter}. {sentence(asked)}", f"Drop set: {lighter}.", "Drop set.")
