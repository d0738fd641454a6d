"""What is said between sets, in English: how long, what is next, the other side."""

from __future__ import annotations

from coach.session.plan import Set
from coach.speech.english.groups import next_in_turn
from coach.speech.english.loads import load, plates
from coach.speech.english.numbers import number, time
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
    return (f"Rest: {time(length)}.", "Rest.")


def next_set(set: Set, time_left: Ms | None = None) -> tuple[str, ...]:
    """What comes next, said just before the count-in. `time_left` of a group that goes by time."""
    exercise = set.exercise
    how = different(set)
    if set.round is not None:
        return next_in_turn(set, f", {how}" if how else "", time_left)
    if set.number == 1 and set.asked.kind == "working" and not exercise.warm_up_sets:
        return (f"Next: {inside(exercise.name)}.", sentence(exercise.name))
    lighter = set.asked.kind == "warm-up"
    kind = "warm-up set" if lighter else "set"
    if set.number == set.of and (not lighter or set.of == 1):
        whole, short = ("the warm-up set", "Warm-up set.") if lighter else ("the last set", "Last set.")
    else:
        whole, short = f"{kind} {number(set.number)} of {number(set.of)}", sentence(f"{kind} {number(set.number)}")
    if set.number == 1 and not lighter:
        whole, short = "the first working set", "First working set."
    if not how:
        return (f"Next: {whole}.", short)
    said = (f"Next: {whole}, {how}.", sentence(how), short)
    if set.loading is None or set.asked.load is None or len({one.load for one in set.exercise.sets}) == 1:
        return said
    return (f"{said[0]} {sentence(plates(set.loading, set.asked.load))}", *said)


def switch(set: Set) -> tuple[str, ...]:
    """The other side of a set, or its drop."""
    if set.side == "right":
        return (f"Switch. {sentence(f'{SIDES[set.side]} side')}", "Switch.")
    lighter = load(set.asked.load) if set.asked.load else "strip some weight off"
    asked = reps(set.asked.reps, set.asked.counted if set.counted else None)
    return (f"Drop set: {lighter}. {sentence(asked)}", f"Drop set: {lighter}.", "Drop set.")
