"""What should be heard during a set or a change of sides, and in which windows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from coach.routine.model import Call
from coach.score.cues import FOREVER, TICKS, Rank, Wish, countdown, signal
from coach.score.words import explained
from coach.session.plan import Switch, Work
from coach.session.sets import phases
from coach.speech.language import Language
from coach.units import MINUTE, SECOND, Ms


def set_wishes(step: Work, language: Language) -> Iterator[Wish]:
    """A set: go, the author's calls, and the counts of its reps or the times of a hold."""
    yield signal("go", Ms(0))
    yield from _calls(step, language)
    yield from explained(step, FOREVER if step.length is None else step.length, language)
    if step.length is None:
        return
    counted_until = step.length
    if not step.set.counted or (step.set.reps is not None and step.length < step.nominal):
        # The group's time runs out during the set: the ticks replace the counts.
        yield from countdown(step.length, begin=2 * SECOND)
        counted_until -= TICKS[0] + SECOND
    if step.set.reps is None:
        yield from _hold(step, step.length, language)
    elif step.set.counted:
        yield from _counts(step, step.length, counted_until, language)
        yield from _phases(step, counted_until, language)
        yield from _tones(step, counted_until)


def _counts(step: Work, length: Ms, until: Ms, language: Language) -> Iterator[Wish]:
    """The count of each rep; the last one's only if the rep isn't over with it, as the end of the set says the same."""
    one = step.set
    rep, reps = one.asked.tempo.rep, one.reps or 0
    for number in range(1, min(reps, one.counted_by(until)) + 1):
        at = one.count_at(number)
        if at < number * rep or number < reps:
            latest = min(at + rep, length)
            wordings = language.count(number, one, step.tells_least)
            yield Wish(at, Rank.COUNT, latest, wordings, fixed=True, optional=number == reps)


_SHOWN: Final = 2
"""Of how many reps the phases are said."""

_HEARD: Final[Ms] = Ms(1500)
"""The shortest first phase in which there is room for a word between "go" and what follows."""

_LATE: Final[Ms] = Ms(300)
"""How much longer than its phase a word may last."""


def _phases(step: Work, until: Ms, language: Language) -> Iterator[Wish]:
    """What to do in each phase of the first reps of an exercise: lower, hold, lift.

    A rep has all of its words or none: where the first one has no room behind "go", they begin with the second rep.
    """
    one = step.set
    tempo, begins = one.asked.tempo, one.exercise.begins
    if begins is None or not one.opens_exercise:
        return
    each = phases(tempo, begins)
    first = 0 if each[0].length >= _HEARD else 1
    for rep in range(first, min(first + _SHOWN, until // tempo.rep)):
        for phase in each:
            # The count tells the pause at the top, unless that is a long one.
            worth_saying = 2 * SECOND if phase.at == one.count_at(1) else SECOND
            if phase.name != "hold" or phase.length >= worth_saying:
                at = rep * tempo.rep + phase.at
                after = None if at else "go"
                latest = Ms(min(at + phase.length + _LATE, until))
                yield Wish(at, Rank.HOW, latest, (language.phase(phase.name, begins),), optional=True, after=after)


def _tones(step: Work, until: Ms) -> Iterator[Wish]:
    """A tone as each lift and each lowering begins, but for the first of the set, where "go" sounds; if it is wished.

    Where a rep is counted at that time, the count takes its place.
    """
    one = step.set
    tempo, begins = one.asked.tempo, one.exercise.begins
    if begins is None or not one.metronome:
        return
    for rep in range(min(one.reps or 0, until // tempo.rep)):
        for phase in phases(tempo, begins):
            at = Ms(rep * tempo.rep + phase.at)
            if phase.name != "hold" and at:
                latest = Ms(at + phase.length)
                yield Wish(at, Rank.CALL, latest, ("",), sound=phase.name, fixed=True, optional=True)


def _hold(step: Work, length: Ms, language: Language) -> Iterator[Wish]:
    """A hold or a timed stretch of work: halfway, minutes left, ten seconds, ticks."""
    yield from countdown(length, begin=2 * SECOND)
    if step.set.round and step.set.round.group.kind.plain_holds:
        return
    called = {(call.at.of, call.at.n) for call in step.set.exercise.calls if call.say}
    if length >= 20 * SECOND:
        half = Ms(length // 2)
        yield signal("half", half)
        # In a long one, the minutes that are left are told.
        if ("half", 0) not in called and length < 90 * SECOND:
            yield Wish(half, Rank.NEXT, half + 5 * SECOND, (language.halfway(),), after="half")
    if length >= 30 * SECOND and ("left", 10 * SECOND) not in called:
        at = length - 10 * SECOND
        yield Wish(at, Rank.NEXT, at + 4 * SECOND, (language.ten_seconds(),))
    for minutes in range(1, (length - 30 * SECOND) // MINUTE + 1):
        at = length - minutes * MINUTE
        yield Wish(at, Rank.NEXT, at + 5 * SECOND, (language.minutes_left(minutes),))


def _calls(step: Work, language: Language) -> Iterator[Wish]:
    """What the author wants heard in this set."""
    for call in step.set.exercise.calls if step.set.working else ():
        at = _moment(call, step)
        if at is not None and (step.length is None or at < step.length):
            latest = at + _CALL_WINDOW
            yield _called(call, at, latest if step.length is None else min(latest, step.length), language)


_CALL_WINDOW: Final[Ms] = 6 * SECOND


def _called(call: Call, at: Ms, latest: Ms, language: Language) -> Wish:
    """The wish for a call."""
    return Wish(at, Rank.CALL, latest, (language.sentence(call.say) if call.say else "",), call.sound or None)


def _moment(call: Call, step: Work) -> Ms | None:
    """When a call comes, in ms of the set; None if it isn't in this set. A rep's call comes as the rep begins."""
    set_, at = step.set, call.at
    # An athlete who sets the pace isn't counted, so that nobody knows which rep it is.
    reps = set_.reps if step.set.counted else None
    rep = set_.asked.tempo.rep
    match at.of:
        case "set":
            return Ms(0) if set_.asked.kind == "working" and set_.number == at.n else None
        case "into":
            return Ms(at.n)
        case "left" if step.length is not None and step.length > at.n:
            return step.length - at.n
        case "half" if reps is not None:
            return reps // 2 * rep
        case "half" if set_.reps is None and step.length is not None:
            return Ms(step.length // 2)
        case "rep" if reps is not None and at.n <= reps:
            return (at.n - 1) * rep
        case "last rep" if reps is not None:
            return (reps - 1) * rep
    return None


def switch_wishes(step: Switch, language: Language) -> Iterator[Wish]:
    """A change of sides or a drop: done, what is next, the ticks."""
    yield signal("done", Ms(0))
    yield from countdown(step.length)
    yield from explained(step, step.length - TICKS[0], language)
    yield Wish(Ms(0), Rank.NEXT, step.length - TICKS[0], language.switch(step.set), after="done")
