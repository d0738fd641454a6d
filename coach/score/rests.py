"""The words of a rest, each in its window: what is next early, how to do it late, nothing over the count-in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from coach.score.cues import AFTER_SOUND, APART, BREATH, TICKS, Lengths, Rank, Wish, countdown, signal
from coach.score.words import Introduced, RestWords
from coach.session.plan import Rest, timebox
from coach.units import SECOND, Ms

_ROOMY: Final[Ms] = 30 * SECOND
"""The shortest rest inside a group that has room for more than what is next."""

_AFTER_DONE: Final[Ms] = 100


def is_roomy(step: Rest) -> bool:
    """Whether a rest has room for more than what is next."""
    in_turn = step.before.round is not None and not step.introduces
    return not in_turn or step.length >= _ROOMY


class _Windows(Struct, frozen=True):
    """The times of a rest: its `ticks`; whether ten seconds are `warned` of; when the words before that, and the last
    words, have to be over."""

    ticks: Sequence[Ms]
    warned: bool
    before_warning: Ms
    last_words: Ms


def _windows(step: Rest, warned: bool) -> _Windows:
    end = step.length
    # A short break of an AMRAP has its words instead of two of the ticks.
    ticks = TICKS if timebox(step) is None or end >= 6 * SECOND else TICKS[-1:]
    last_words = max(0, end - ticks[0] - APART)
    return _Windows(ticks, warned, end - 10 * SECOND - BREATH if warned else last_words, last_words)


def rest_wishes(step: Rest, words: RestWords, lengths: Lengths) -> Iterator[Wish]:
    """Done, how long; a tip; what is next; ten seconds; the count-in."""
    end, windows = step.length, _windows(step, bool(words.ten_seconds))
    begin = lengths.sound("done") + _AFTER_DONE
    yield signal("done", 0)
    if end >= 6 * SECOND and is_roomy(step):
        yield signal("rest", begin)
        begin += lengths.sound("rest") + AFTER_SOUND
    yield from countdown(end, begin, windows.ticks)
    for wordings in words.first:
        yield Wish(begin, Rank.NEXT, windows.before_warning, wordings)
        begin += _time_for(wordings[:1], lengths)
    for call in words.calls:
        yield Wish(begin, Rank.CALL, windows.before_warning, (call.text,), call.sound or None)
        begin += _time_for([call.text], lengths) if call.text else lengths.sound(call.sound) + BREATH
    yield from _between(words, begin, windows.before_warning, lengths)
    if windows.warned:
        yield Wish(end - 10 * SECOND, Rank.NEXT, end - 7 * SECOND, (words.ten_seconds,))
    lead_up = end - 9 * SECOND if windows.warned else begin
    yield Wish(lead_up, Rank.NEXT, windows.last_words, words.next_set)
    if words.reminders:
        yield Wish(lead_up, Rank.HOW, windows.last_words, words.reminders, optional=True)


def _between(words: RestWords, begin: Ms, latest: Ms, lengths: Lengths) -> Iterator[Wish]:
    """The words in the midst of a rest, from `begin` to `latest`: a tip, and what is new in the exercise to come."""
    tips = [words.tip] if words.tip else []
    for new in words.introduced:
        if begin + _time_for([*tips, new.name, *new.weight, *new.early, *new.late], lengths) > latest:
            tips = []
        # What is next and how to set it up is said early, to walk to it and load it, but after the tip, which is
        # about what was just done.
        yield from _introduction(new, begin + _time_for(tips, lengths), latest, lengths)
    for line in tips:
        yield Wish(begin, Rank.TIP, latest, (line,))


def _introduction(new: Introduced, start: Ms, latest: Ms, lengths: Lengths) -> Iterator[Wish]:
    """The words of a new exercise, from `start` on; how to do it is said late, to be fresh."""
    for line in (new.name, *new.weight):
        yield Wish(start, Rank.NEXT, latest, (line,))
        start += _time_for([line], lengths)
    for line in new.early:
        yield Wish(start, Rank.HOW, latest, (line,), thread="how")
    start = max(start + _time_for(new.early, lengths), latest - _time_for(new.late, lengths))
    for line in new.late:
        yield Wish(start, Rank.HOW, latest, (line,), thread="how")


def _time_for(lines: Sequence[str], lengths: Lengths) -> Ms:
    """How long it takes to say `lines`, with a breath after each."""
    return sum((lengths.say(line) or lengths.estimate(line)) + BREATH for line in lines)
