"""What is said of a set and during it, in English: its exercise, its reps, the counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from coach.notation import Count, Reps, Span
from coach.routine.model import Exercise, Motion, Prescription, SetKind, Side
from coach.session.sets import PhaseName, Set
from coach.speech.english.efforts import effort, efforts_of
from coach.speech.english.loads import load
from coach.speech.english.numbers import amount, number, spoken_time
from coach.speech.english.wording import in_other_words, in_turn, inside, sentence

SIDES: Final[Mapping[Side, str]] = {"left": "left", "right": "right"}
_KINDS: Final[Mapping[SetKind, str]] = {"working": "set", "warm-up": "warm-up set", "drop": "drop set"}


def what(set_: Set) -> str:
    """The exercise with its sets and reps, said before its first set."""
    exercise = set_.exercise
    each = _on_sides(exercise)
    if set_.round is not None and set_.round.group.kind.prescribes:
        # How much is said once, for all exercises of the group.
        return _together(sentence(exercise.name), sentence(each) if each else "", efforts_of(exercise.working_sets))
    return _together(sentence(exercise.name), sentence(_all_sets(set_) + each), efforts_of(exercise.working_sets))


def _on_sides(exercise: Exercise) -> str:
    """Which sides the sets are done on: " on each side, left side first"."""
    if exercise.side == "both":
        return ""
    if exercise.side != "each":
        return f" on the {SIDES[exercise.side]} side only"
    why = "" if exercise.first_side == "left" else ", as it did less last time"
    return f" on each side, {SIDES[exercise.first_side]} side first{why}"


def _together(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def _all_sets(set_: Set) -> str:
    """What all sets of the exercise come to: "two warm-up sets, then three sets of five reps"."""
    exercise = set_.exercise
    working = exercise.working_sets
    lighter = exercise.warm_up_sets if set_.round is None else ()
    before = f"{amount(len(lighter), 'warm-up set')}, then " if lighter else ""
    drops = sum(asked.kind == "drop" for asked in exercise.sets) if set_.round is None else 0
    after = f", with {amount(drops, 'drop set')}" if drops else ""
    if len({asked.reps for asked in working}) == 1:
        asked = _asked_reps(working[0], set_.counted)
        whole = asked if len(working) == 1 or set_.round else f"{_how_many(exercise.count)} of {asked}"
        return before + whole + after
    row = in_turn([_short_reps(asked.reps) for asked in working])
    return f"{before}{amount(len(working), 'round' if set_.round else 'set')}: {row}{after}"


def _how_many(sets: Count) -> str:
    """ "three sets", or "two or three sets" where fewer would do."""
    if sets.low == sets.high:
        return amount(sets.high, "set")
    return f"{number(sets.low)} {'or' if sets.low + 1 == sets.high else 'to'} {amount(sets.high, 'set')}"


def _asked_reps(asked: Prescription, counted: bool) -> str:
    """The reps of a set, whose reps the coach counts or not."""
    reserve = asked.effort.reserve if asked.effort else None
    return reps(asked.reps, asked.counted if counted else None, spares=reserve is not None and reserve[1] > 0)


def reps(value: Reps | Span, cap: int | None, spares: bool = False) -> str:
    """What a set asks for: "eight to ten reps", "at least six reps, to failure"; without the failure if it `spares`."""
    if isinstance(value, Span):
        return spoken_time(value.middle)
    if value.high is None:
        least = f"at least {amount(value.low, 'rep')}, " if value.low > 1 else "as many reps as you can, "
        open_end = least.removesuffix(", ") if spares else f"{least}to failure"
        return open_end + (f"; I'll count to {number(cap)}" if cap else "")
    if value.low == value.high:
        return amount(value.low, "rep")
    return f"{number(value.low)} to {amount(value.high, 'rep')}"


def _short_reps(value: Reps | Span) -> str:
    """Reps as they stand in a row of sets: "five, five, at least five"."""
    if isinstance(value, Span):
        return spoken_time(value.middle)
    if value.high is None:
        return f"at least {number(value.low)}" if value.low > 1 else "as many as you can"
    return number(value.low) if value.low == value.high else f"{number(value.low)} to {number(value.high)}"


def different(set_: Set) -> str:
    """What this set has that others of its exercise have not: its reps, and its load where that is another one."""
    asked, exercise = set_.asked, set_.exercise
    if asked.kind == "warm-up":
        return f"{reps(asked.reps, None)}, {load(asked.load) if asked.load else 'light'}"
    parts = [_asked_reps(asked, set_.counted)] if len({one.reps for one in exercise.working_sets}) > 1 else []
    parts += [load(asked.load)] if asked.load and changes_load(set_) else []
    parts += [effort(asked)] if asked.effort and len({one.effort for one in exercise.working_sets}) > 1 else []
    return ", ".join(parts)


def changes_load(set_: Set) -> bool:
    """Whether a set is done with another load than the one before it; the first, if any of the others is."""
    sets = set_.exercise.sets if set_.round is None else set_.exercise.working_sets
    places = [place for place, one in enumerate(sets) if one.kind == set_.asked.kind]
    place = places[min(set_.number, len(places)) - 1] if places else 0
    if set_.number == 1 or not places:
        return len({one.load for one in sets}) > 1
    return sets[place - 1].load != set_.asked.load


def note(text: str) -> str:
    """A note on the exercise: "Your note: seat at four." """
    return sentence(f"Your note: {text}")


_EASIER: Final = (
    "Too hard today? Do {} instead.",
    "If that's too much today, do {}.",
    "On an easier day, do {}.",
)


def easier(set_: Set) -> str:
    """The way out for those to whom the exercise is too hard today, worded anew each time; "" if there is none."""
    name = set_.exercise.easier
    if not name:
        return ""
    several = name.endswith("s") and not name.endswith("ss")
    return in_other_words(_EASIER, set_).format(inside(name) if several else f"the {inside(name)}")


def count(rep: int, set_: Set, tells_least: bool) -> tuple[str, ...]:
    """What is said as rep `rep` ends; `tells_least` if it is to be said when as many reps are done as one aims for."""
    said = number(rep).capitalize()
    is_least = tells_least and set_.has_least and rep == set_.aim
    is_last_but_one = set_.reps is not None and rep == set_.reps - 1
    if is_least and is_last_but_one:
        return (f"{said}. Target hit. Last one.", f"{said}. Last one.", "Last one.", f"{said}.")
    if is_least:
        return (f"{said}. Target hit.", f"{said}.")
    if is_last_but_one:
        return (f"{said}. Last one.", "Last one.", f"{said}.")
    return (f"{said}.",)


_MOTIONS: Final[Mapping[Motion, tuple[str, str]]] = {
    "down": ("Up.", "Down."),
    "up": ("Up.", "Down."),
    "pull": ("Pull.", "Return."),
    "push": ("Push.", "Back."),
    "in": ("In.", "Out."),
    "out": ("Out.", "In."),
}
"""The words for lifting and for lowering, by how a rep begins."""


def phase(name: PhaseName, begins: Motion) -> str:
    """What to do now in a rep that begins so, in a word."""
    lift, lower = _MOTIONS[begins]
    return {"lift": lift, "lower": lower, "hold": "Hold."}[name]


def halfway() -> str:
    """Said in the middle of a hold."""
    return "Halfway."


def minutes_left(minutes: int) -> str:
    return sentence(f"{amount(minutes, 'minute')} left")


def again(set_: Set) -> tuple[str, ...]:
    """Said when a set is started anew."""
    side = and_side(set_)
    short = f"{kind_of(set_)} {number(set_.number)}"
    whole = f"{set_.exercise.name}, {short}{side}, again."
    return (whole, sentence(f"{short}{side} again"), sentence(f"{short} again"), "Again.")


def and_side(set_: Set) -> str:
    """The side of a set as it stands at the end of a phrase: ", left side"; nothing where both work."""
    return f", {SIDES[set_.side]} side" if set_.side else ""


def kind_of(set_: Set) -> str:
    """What a set is called: "set", "warm-up set", "drop set", "round"."""
    if set_.round is not None:
        return "round"
    return _KINDS[set_.asked.kind]
