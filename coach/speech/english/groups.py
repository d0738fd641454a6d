"""What is said of exercises that are done in turn, in English."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from coach.progression.rounds import Rounds
from coach.routine.model import Group
from coach.session.sets import Round, Set
from coach.speech.english.loads import load
from coach.speech.english.numbers import amount, number, rounded_down, spoken_time
from coach.speech.english.sets import and_side
from coach.speech.english.wording import in_turn, inside, sentence
from coach.units import MINUTE, Ms

NAMES: Final[Mapping[str, str]] = {
    "superset": "Superset",
    "circuit": "Circuit",
    "emom": "EMOM",
    "amrap": "AMRAP",
    "tabata": "Tabata",
    "ladder": "Ladder",
}


def group_name(group: Group) -> str:
    """A group by its kind and its id: "Superset A", "EMOM B"; by one of them where they are the same."""
    name = NAMES[group.kind.name]
    return name if group.id.casefold() == name.casefold() else f"{name} {group.id}"


_MOST_NAMED: Final = 3
"""The most exercises of a superset or circuit that are named before it begins; more aren't remembered."""


def group_begins(set_: Set, members: Sequence[Set]) -> list[str]:
    """What a group is, with the first sets of all its exercises, said before its first set."""
    return [BEGINNINGS[set_.round.group.kind.name](set_, set_.round, members)] if set_.round else []


def _in_rounds(set_: Set, round_: Round, members: Sequence[Set]) -> str:
    what = f"{NAMES[round_.group.kind.name]}, {amount(round_.of or 0, 'round')}"
    if not 1 < len(members) <= _MOST_NAMED:
        return sentence(what)
    first, *others = (inside(one.exercise.name) for one in members)
    return sentence(f"{what}: {', '.join([first, *(f'then {name}' for name in others)])}")


def _on_the_clock(set_: Set, round_: Round, members: Sequence[Set]) -> str:
    every = "every minute" if round_.group.every == MINUTE else f"every {spoken_time(round_.group.every or Ms(0))}"
    what = "a new exercise" if len(members) > 1 else "a set"
    return f"{sentence(f'{every}, {what}')} {sentence(amount(round_.of or 0, 'round'))}"


def _for_a_time(set_: Set, round_: Round, members: Sequence[Set]) -> str:
    return f"As many rounds as you can in {spoken_time(round_.group.cap or Ms(0))}."


def _tabata(set_: Set, round_: Round, members: Sequence[Set]) -> str:
    between = spoken_time(round_.group.between.middle)
    return f"Tabata: {spoken_time(set_.length)} on, {between} off, {amount(round_.of or 0, 'round')}."


def _ladder(set_: Set, round_: Round, members: Sequence[Set]) -> str:
    rungs = [number(asked.counted or 0) for asked in set_.exercise.working_sets]
    return sentence(f"Ladder, {amount(round_.of or 0, 'round')}: {in_turn(rungs)}")


BEGINNINGS: Final[Mapping[str, Callable[[Set, Round, Sequence[Set]], str]]] = {
    "superset": _in_rounds,
    "circuit": _in_rounds,
    "emom": _on_the_clock,
    "amrap": _for_a_time,
    "tabata": _tabata,
    "ladder": _ladder,
}
"""What each kind of group is introduced with, given its first set and round, and the first sets of its exercises."""


def rounds(score: Rounds) -> str:
    """What an AMRAP came to: "Four rounds and twelve reps." """
    return sentence(_rounds(score))


def last_rounds(score: Rounds) -> str:
    """What it came to the last time: "Last time: four rounds and twelve reps." """
    return f"Last time: {_rounds(score)}."


def _rounds(score: Rounds) -> str:
    more = f" and {amount(score.reps, 'rep')}" if score.reps else ""
    return amount(score.whole, "round") + more


def first_in_turn(set_: Set) -> str:
    """Which exercise of a group begins, after all of them were explained."""
    side = and_side(set_)
    weighed = f", {load(set_.asked.load)}" if set_.asked.load else ""
    return f"First: {inside(set_.exercise.name)}{side}{weighed}."


def next_in_turn(set_: Set, different: str, time_left: Ms | None) -> tuple[str, ...]:
    assert set_.round is not None
    # The sides of a set follow each other, but those of a Tabata take turns.
    side = and_side(set_) if set_.round.group.kind.sides_take_turns else ""
    name, different = inside(set_.exercise.name), side + different
    named = sentence(set_.exercise.name + different)
    if not set_.round.opens:
        return (f"Next: {name}{different}.", named, sentence(set_.exercise.name))
    place = f"round {number(set_.round.number)}" + (f" of {number(set_.round.of)}" if set_.round.of else "")
    left = f"{rounded_down(time_left)} left. " if time_left is not None else ""
    if set_.round.number == set_.round.of:
        place = "the last round"
    whole = sentence(place)
    return tuple(dict.fromkeys((f"{whole} {left.capitalize()}{named}", f"{whole} {named}", named, whole)))
