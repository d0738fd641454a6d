"""What is said of exercises that are done in turn, in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from coach.routine.model import Group, GroupKind
from coach.session.plan import Set
from coach.speech.english.loads import load
from coach.speech.english.numbers import amount, number, rounded_down, time
from coach.speech.english.sets import and_side
from coach.speech.english.wording import in_turn, inside, sentence
from coach.units import MINUTE, Ms

_NAMES: Final[Mapping[GroupKind, str]] = {
    "superset": "Superset",
    "circuit": "Circuit",
    "emom": "EMOM",
    "amrap": "AMRAP",
    "tabata": "Tabata",
    "ladder": "Ladder",
}


def group_name(group: Group) -> str:
    """A group by its kind and its id: "Superset A", "EMOM B"."""
    return f"{_NAMES[group.kind]} {group.id}"


def group_begins(set: Set, members: int) -> list[str]:
    """What a group of so many exercises is, said before its first set."""
    if set.round is None:
        return []
    group, of = set.round.group, set.round.of
    match group.kind:
        case "emom":
            every = "minute" if group.every == MINUTE else time(group.every or 0)
            each = f"an exercise every {every}" if members > 1 else f"every {every}"
            return [f"On the clock: {each}, {amount(of or 0, 'round')}."]
        case "amrap":
            return [f"As many rounds as you can in {time(group.cap or 0)}."]
        case "tabata":
            return [
                f"Tabata: {time(set.length)} of work, {time(group.between.middle)} of rest, {amount(of or 0, 'round')}."
            ]
        case "ladder":
            rungs = [number(asked.counted or 0) for asked in set.exercise.working_sets]
            return [sentence(f"Ladder, {amount(of or 0, 'round')}: {in_turn(rungs)}")]
        case kind:
            return [sentence(f"{_NAMES[kind]}, {amount(of or 0, 'round')}")]


def first_in_turn(set: Set) -> str:
    """Which exercise of a group begins, after all of them were explained."""
    side = and_side(set)
    weighed = f", {load(set.asked.load)}" if set.asked.load else ""
    return f"First: {inside(set.exercise.name)}{side}{weighed}."


def next_in_turn(set: Set, different: str, time_left: Ms | None) -> tuple[str, ...]:
    assert set.round is not None
    # The sides of a set follow each other, but those of a Tabata take turns.
    side = and_side(set) if set.round.group.kind == "tabata" else ""
    name, different = inside(set.exercise.name), side + different
    named = sentence(set.exercise.name + different)
    if not set.round.opens:
        return (f"Next: {name}{different}.", named, sentence(set.exercise.name))
    place = f"round {number(set.round.number)}" + (f" of {number(set.round.of)}" if set.round.of else "")
    left = f"{rounded_down(time_left)} left. " if time_left is not None else ""
    if set.round.number == set.round.of:
        place = "the last round"
    whole = sentence(place)
    return tuple(dict.fromkeys((f"{whole} {left.capitalize()}{named}", f"{whole} {named}", named, whole)))
