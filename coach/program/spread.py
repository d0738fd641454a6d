"""Works out on which days the sessions of a program fall if none is missed. Pure: days are counted from the first one,
0."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from coach.program.due import Due, due
from coach.program.model import Program

_DAYS: Final = 7


def spread(program: Program, coming: Due, weekday: int, weeks: int) -> Iterator[tuple[int, Due]]:
    """The sessions from `coming` on, each with its day, in so many weeks; day 0 is a `weekday`, from Monday, 0.

    A session that is meant for a weekday falls on the next one of that name. The others are spread over seven days for
    each week of the program, the first of them on day 0. The days of rest that the program asks for are kept.
    """
    week_began, first = 0, coming.place.number
    last: int | None = None
    following: Due | None = coming
    while following is not None:
        place = following.place
        if place.number == 1 and last is not None:
            week_began, first = week_began + _DAYS, 1
        earliest = 0 if last is None else last + program.rest_days + 1
        if following.day.weekday is None:
            on = max(earliest, week_began + (place.number - first) * _DAYS // len(following.phase.days))
        else:
            on = earliest + (following.day.weekday - weekday - earliest) % _DAYS
        if on >= _DAYS * weeks:
            return
        yield on, following
        last, following = on, due(program, place)
