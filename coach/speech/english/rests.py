"""What is said between sets, in English: how long, what is next, the other side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from coach.routine.stations import Hold, station_of
from coach.session.plan import FirstOrAgain
from coach.session.sets import Set
from coach.speech.english.groups import next_in_turn
from coach.speech.english.loads import load, plates
from coach.speech.english.numbers import number, spoken_time
from coach.speech.english.progress import lifted
from coach.speech.english.sets import SIDES, changes_load, different, reps
from coach.speech.english.wording import inside, sentence
from coach.units import MINUTE, SECOND, Ms


def get_ready() -> str:
    """The call before the count-in."""
    return "Get ready."


def when_ready() -> str:
    """How to say that one is ready."""
    return "Press enter, or play on your headset, when you're ready."


_QUARTER: Final[Ms] = 15 * SECOND

POSITIONS: Final[Mapping[Hold, str]] = {
    "under bar": "Under the bar.",
    "bar": "Hands on the bar.",
    "handle": "Hands on the handle.",
    "high bar": "Step up to the bar.",
    "dip bars": "Step up to the bars.",
    "rope": "Hands on the rope.",
    "dumbbell": "Dumbbell in hand.",
    "dumbbells": "Dumbbells in hand.",
    "kettlebell": "Hands on the kettlebell.",
    "place": "Into position.",
}
"""The call into position, by what is taken hold of."""


def in_position(set_: Set) -> str:
    """The call to take one's place, by what the exercise needs."""
    return POSITIONS[station_of(set_.exercise.equipment).hold]


def one_more(which: FirstOrAgain) -> str:
    """The question whether there is to be one more set; the first time with how to say no."""
    return "One more, or on? Next or play moves on." if which == "first" else "One more, or on?"


def ten_seconds() -> str:
    """Said ten seconds before the end of a hold."""
    return "Ten seconds."


def time_is_up() -> str:
    """Said when the time of a group has run out."""
    return "Time's up."


def rest(length: Ms) -> tuple[str, ...]:
    """How long a rest is; over a minute, an odd number of seconds is told to the quarter of a minute."""
    if length > MINUTE and length % (10 * SECOND) and length % _QUARTER:
        return (f"Rest: about {spoken_time(Ms(round(length / _QUARTER) * _QUARTER))}.", "Rest.")
    return (f"Rest: {spoken_time(length)}.", "Rest.")


def own_rest(which: FirstOrAgain) -> tuple[str, ...]:
    """What a rest begins with that ends when the athlete says so, the first time and later."""
    if which == "first":
        return ("Rest as long as you like. Press enter, or play on your headset, when you're ready.", "Rest.")
    return ("Rest as long as you like.", "Rest.")


def next_set(set_: Set, time_left: Ms | None = None) -> tuple[str, ...]:
    """What comes next, said as a rest begins. `time_left` of a group that goes by time."""
    exercise = set_.exercise
    how = ", ".join(filter(None, [different(set_), _same_load(set_), _first_side(set_)]))
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
    if set_.loading is None or set_.asked.load is None or not changes_load(set_):
        return said
    return (f"{said[0]} {sentence(plates(set_.loading, set_.asked.load))}", *said)


def _same_load(set_: Set) -> str:
    """The load of a set in a later round, though it is that of the round before: in between another was lifted.

    In a group on a clock that is so in the first round, too, as its exercises were explained before it.
    """
    if set_.round is None or set_.round.sets < 2:
        return ""
    among_others = set_.number > 1 or set_.round.group.every is not None or set_.round.group.cap is not None
    return lifted(set_, set_.asked.load) if among_others and set_.asked.load and not changes_load(set_) else ""


def _first_side(set_: Set) -> str:
    """The side that a set begins with, where the other follows at once."""
    in_turn = set_.round is not None and set_.round.group.kind.sides_take_turns
    both = set_.exercise.side == "each" and not in_turn and not set_.second_side
    return f"{SIDES[set_.side]} side first" if both and set_.side else ""


def switch(set_: Set) -> tuple[str, ...]:
    """The other side of a set, or its drop."""
    if set_.second_side and set_.side:
        return (f"Switch. {sentence(f'{SIDES[set_.side]} side')}", "Switch.")
    lighter = load(set_.asked.load) if set_.asked.load else "strip some weight off"
    asked = reps(set_.asked.reps, set_.asked.counted if set_.counted else None)
    return (f"Drop set: {lighter}. {sentence(asked)}", f"Drop set: {lighter}.", "Drop set.")
