"""Chooses the remarks in the long rests of a session, so that none is silent for long. Pure.

The author's tips, the mistakes to watch for and the purpose of each exercise take turns in the rests before its sets;
no remark is repeated within three sessions. If they aren't enough, the coach says a line on breathing, or how much is
left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from msgspec.structs import replace

from coach.session.plan import Prepare, Remark, Rest, Step, Work, about, planned_sets, timebox
from coach.session.sets import Set
from coach.session.variety import SESSIONS_APART, this_time
from coach.units import MINUTE, SECOND, Ms

BREATHING: Final = 18
"""How many lines on breathing a language has: with six a session, none is repeated within three sessions."""

_BUSY: Final[Ms] = 30 * SECOND
"""About how much of a rest isn't silent anyway: what comes next, and the time after the call into position."""

_LONG: Final[Ms] = 10 * MINUTE
"""The shortest time left of a session that is worth mentioning."""

_APART: Final[Ms] = 40 * SECOND
"""About how far apart remarks are."""


_MOST_TOLD: Final = 2
"""How often it is said in a session how many sets are left, from its half on, where there is something else to say."""


class _Shares:
    """The remarks on each exercise whose turn it is in this session; no text is used twice, even if two exercises have
    it."""

    def __init__(self, sets: Sequence[Set]) -> None:
        self.remarks: dict[str, tuple[Remark, ...]] = {}
        self.reminders: dict[str, tuple[str, ...]] = {}
        remarked: set[str] = set()
        reminded: set[str] = set()
        for one in {one.key.block: one for one in sets}.values():
            options = [option for option in _options(one) if option.text not in remarked]
            remarked.update(option.text for option in options)
            self.remarks[one.key.block] = this_time(options, one.trained)
            cues = [cue for cue in dict.fromkeys((*one.exercise.reminders, *one.exercise.cues)) if cue not in reminded]
            reminded.update(cues)
            self.reminders[one.key.block] = this_time(cues, one.trained)


def with_remarks(steps: Sequence[Step], before: int) -> list[Step]:
    """The steps of a session with the remarks in their rests; `before` is the number of earlier sessions."""
    shares = _Shares([step.set for step in steps if isinstance(step, Work)])
    long = {index: step for index, step in enumerate(steps) if _is_long(step)}
    before_it: dict[str, list[int]] = {}
    for index in sorted(long, key=lambda index: -_length_of(long[index])):
        before_it.setdefault(_coming(long[index]).key.block, []).append(index)
    breathing = iter(this_time(range(BREATHING), before))
    ahead = _ahead(steps)
    found = [replace(step, reminder=_reminder(step, shares)) if isinstance(step, Rest) else step for step in steps]
    told = 0
    for index, step in long.items():
        coming, length = _coming(step), _length_of(step)
        same = before_it[coming.key.block]
        own = shares.remarks[coming.key.block][same.index(index) :: len(same)]
        missing = max(0, (length - _BUSY) // _APART - len(own))
        left = [*islice(_told_left(*ahead[index], coming), missing)]
        due = told < _MOST_TOLD and 2 * ahead[index][0] <= ahead[0][0]
        air = [Remark("breathing", coming, n=n) for n in islice(breathing, missing - (len(left) if due else 0))]
        left = left if due else left[: missing - len(air)]
        fillers = [*left, *air]
        told += bool(left)
        # Before its first set, what was done the last time is told anyway.
        later = next((one for one in same if not _coming(long[one]).opens_exercise), None)
        tells = index == later and coming.working and coming.trained % SESSIONS_APART == 1
        progress = [Remark("progress", coming)] if tells else []
        found[index] = replace(found[index], remarks=(*progress, *own, *fillers))
    return found


def _reminder(rest: Rest, shares: _Shares) -> str:
    """The cue before a working set other than the first, as long as there are cues left."""
    due, place = shares.reminders[rest.before.key.block], rest.before.number - 2
    return due[place] if 0 <= place < len(due) and rest.before.working and not rest.introduces else ""


def _ahead(steps: Sequence[Step]) -> list[tuple[int, Ms]]:
    """How many sets come after each step, and about how long what comes after it takes."""
    found = []
    sets: set[tuple[str, int]] = set()
    boxes = set()
    length = Ms(0)
    for step in reversed(steps):
        found.append((len(sets), length))
        if isinstance(step, Work):
            sets |= planned_sets([step.set])
        box = timebox(step)
        if box is None or box.id not in boxes:
            length += about([step])
        boxes.add(box.id if box else "")
    return found[::-1]


def _told_left(sets: int, length: Ms, coming: Set) -> Iterator[Remark]:
    """Remarks on how many sets are left, and, if it is long, about how long they take."""
    yield Remark("sets left", coming, n=sets)
    if length > _LONG:
        yield Remark("time left", coming, n=length)


def _is_long(step: Step) -> bool:
    """Whether a rest, or what takes its place, has room for a remark."""
    between = isinstance(step, Rest) or (isinstance(step, Prepare) and step.after is not None)
    return between and timebox(step) is None and _length_of(step) >= _BUSY


def _length_of(step: Step) -> Ms:
    return Ms(max(step.least, step.ready) if isinstance(step, Prepare) else step.length or 0)


def _coming(step: Step) -> Set:
    """The set that comes after the step: what is remarked is of use for it."""
    assert isinstance(step, Rest | Prepare)
    return step.before if isinstance(step, Rest) else step.set


def _options(one: Set) -> list[Remark]:
    """All the remarks on the exercise of a set."""
    exercise = one.exercise
    return [
        *(Remark("mistake", one, text) for text in exercise.mistakes),
        *(Remark("tip", one, text) for text in exercise.tips),
        *([Remark("why", one, exercise.why)] if exercise.why else []),
    ]
