"""On which dates the sessions of a program fall, if none is missed. Pure: the first date comes in as a value."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from coach.program.due import Due, due
from coach.program.model import Program

_DAYS: Final = 7


def dates(program: Program, coming: Due, begin: date, weeks: int) -> Iterator[tuple[date, Due]]:
    """The sessions from `coming` on, each with its date, in so many weeks of the calendar from `begin`.

    A day that is meant for a weekday falls on the next one of that name. The others are spread over seven days for each
    week of the program, the first of them on `begin`. The days of rest that the program asks for are kept.
    """
    end = begin + timedelta(weeks=weeks)
    week_began, last = begin, None
    following: Due | None = coming
    first = coming.place.number
    while following is not None:
        place = following.place
        if place.number == 1 and last is not None:
            week_began, first = week_began + timedelta(days=_DAYS), 1
        earliest = begin if last is None else last + timedelta(days=program.rest_days + 1)
        on = _on(following, week_began, earliest, first)
        if on >= end:
            return
        yield on, following
        last, following = on, due(program, place)


def _on(session: Due, week_began: date, earliest: date, first: int) -> date:
    """The date of a session, in a week of which the day `first`, from 1, is the first to be done."""
    weekday = session.day.weekday
    if weekday is not None:
        return earliest + timedelta(days=(weekday - earliest.weekday()) % _DAYS)
    after = (session.place.number - first) * _DAYS // len(session.phase.days)
    return max(earliest, week_began + timedelta(days=after))
