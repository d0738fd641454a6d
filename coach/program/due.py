"""Works out which day of a program comes next, from the one that was done last. Pure: dates come in as values.

A program is a list of days, and nothing is skipped: what is due is the day after the last one that was done, however
long ago that was. A day counts as done when at least one of its working sets was.
"""

from __future__ import annotations

import re

from msgspec import Struct

from coach.program.model import Day, Phase, Program, Week


class Place(Struct, frozen=True):
    """A day of a program: how often the whole program was done before, the week from 1, and the day's id.

    `number` is the day's place in its week, from 1, for a file from which that day has since been taken away.
    """

    cycle: int
    week: int
    day: str
    number: int

    def __str__(self) -> str:
        """As the journal has it: `0.2.1 full-body-a`."""
        return f"{self.cycle}.{self.week}.{self.number} {self.day}"


def read_place(text: str) -> Place | None:
    """The place that the journal has as text; None if the text isn't one."""
    found = re.fullmatch(r"(\d{1,4})\.(\d{1,4})\.(\d{1,4}) (.+)", text)
    return Place(int(found[1]), int(found[2]), found[4], int(found[3])) if found else None


class Due(Struct, frozen=True):
    """A day that is to be done, with the phase and the week it belongs to."""

    place: Place
    phase: Phase
    week: Week
    day: Day


def first(program: Program) -> Due:
    """The first day of a program."""
    return _at(program, 0, 1, 1)


def due(program: Program, last: Place | None) -> Due | None:
    """The day after the `last` one that was done; None if the program is over.

    The file may have been edited since: the day that was done is known by its id, and where it is gone by its number.
    A week that the program no longer has is taken for its last one.
    """
    if last is None:
        return first(program)
    weeks = program.weeks
    week = min(last.week, len(weeks))
    ids = [day.id for day in weeks[week - 1][0].days]
    done = ids.index(last.day) + 1 if last.day in ids else min(last.number - 1, len(ids))
    if done < len(ids):
        return _at(program, last.cycle, week, done + 1)
    if week < len(weeks):
        return _at(program, last.cycle, week + 1, 1)
    return None if program.end == "over" else _at(program, last.cycle + 1, 1, 1)


def again(program: Program, place: Place) -> Due | None:
    """The day that a session was begun for, as the program has it now; None if it is gone."""
    if not 1 <= place.week <= len(program.weeks):
        return None
    ids = [day.id for day in program.weeks[place.week - 1][0].days]
    return _at(program, place.cycle, place.week, ids.index(place.day) + 1) if place.day in ids else None


def at(program: Program, week: int, number: int, cycle: int = 0) -> Due:
    """The day `number` of a week, both from 1. Raises `IndexError` if the program hasn't got it."""
    if week < 1 or number < 1:
        raise IndexError(number)
    return _at(program, cycle, week, number)


def _at(program: Program, cycle: int, week: int, number: int) -> Due:
    phase, this = program.weeks[week - 1]
    day = phase.days[number - 1]
    return Due(Place(cycle, week, day.id, number), phase, this, day)


def rest_left(program: Program, days_since: int | None) -> int:
    """How many of the days of rest that the program asks for are missing, `days_since` the date of the last session."""
    return 0 if days_since is None else max(0, min(program.rest_days, program.rest_days + 1 - days_since))
