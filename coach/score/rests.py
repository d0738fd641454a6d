"""When the words of a rest are said: what is next comes at its beginning, and nothing covers the count-in.

A rest that is long enough has, in this order: what comes next, and the introduction of a new exercise; remarks, spaced
so that no silence gets long; "one minute left"; the call to get into position; the ticks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from coach.score.cues import (
    AFTER_SOUND,
    APART,
    BREATH,
    IN_POSITION,
    QUIET,
    TICKS,
    Lengths,
    Rank,
    Wish,
    countdown,
    signal,
)
from coach.score.words import Introduced, RestWords
from coach.session.plan import Rest, timebox
from coach.units import SECOND, Ms

_ROOMY: Final[Ms] = 30 * SECOND
"""The shortest rest inside a group with room for more than the name of the next exercise."""

_AROUND: Final[Ms] = 2 * SECOND
"""The least silence around a remark."""

_AFTER_DONE: Final[Ms] = Ms(100)


def is_roomy(step: Rest) -> bool:
    """Whether a rest has room for more than the name of the next exercise."""
    in_turn = step.before.round is not None and not step.introduces
    return not in_turn or step.length >= _ROOMY


def rest_wishes(step: Rest, words: RestWords, lengths: Lengths) -> Iterator[Wish]:
    """Done, how long, what is next; remarks; a minute left; the call into position; the count-in."""
    end = step.length
    # A short break of an AMRAP has its words instead of two of the ticks.
    ticks = TICKS if timebox(step) is None or end >= 6 * SECOND else TICKS[-1:]
    begin = lengths.sound("done") + _AFTER_DONE
    yield signal("done", Ms(0))
    if end >= 6 * SECOND and is_roomy(step):
        yield signal("rest", begin)
        begin += lengths.sound("rest") + AFTER_SOUND
    if not step.waits:
        yield from countdown(end, begin, ticks)
    last_words = max(Ms(0), end - ticks[0] - APART)
    call = end - IN_POSITION
    if not words.position or begin + _length_of(words, lengths) > call:
        call = last_words
    said = [*_first(words, begin, call, lengths)]
    begin = _over(said, begin, lengths)
    for new in words.introduced:
        said += _introduction(new, begin, call, lengths)
    said += [
        Wish(end - left, Rank.HOW, end - left + 5 * SECOND, (text,), optional=True)
        for left, text in words.minutes_left.items()
    ]
    if call < last_words:
        said.append(Wish(call, Rank.NEXT, last_words, (words.position,)))
    yield from said
    yield from _remarks_between(words, said, call, lengths)
    if words.reminders:
        yield Wish(call if call < last_words else begin, Rank.HOW, last_words, words.reminders, optional=True)


def _first(words: RestWords, at: Ms, latest: Ms, lengths: Lengths) -> Iterator[Wish]:
    """What a rest begins with, from `at` on: how long it is, what comes next, the author's calls."""
    for wordings in filter(None, [*words.first, words.next_set, words.question]):
        yield Wish(at, Rank.NEXT, latest, wordings)
        at += _time_for(wordings[:1], lengths)
    for call in words.calls:
        yield Wish(at, Rank.CALL, latest, (call.text,), call.sound or None)
        at += _time_for([call.text], lengths) if call.text else lengths.sound(call.sound) + BREATH


def _introduction(new: Introduced, start: Ms, latest: Ms, lengths: Lengths) -> Iterator[Wish]:
    """The words of a new exercise, from `start` on: what to set up at once, how to do it late, to be fresh."""
    for line in (new.name, *new.weight):
        yield Wish(start, Rank.NEXT, latest, (line,))
        start += _time_for([line], lengths)
    for line in new.early:
        yield Wish(start, Rank.HOW, latest, (line,), thread="how")
        start += _time_for([line], lengths)
    start = max(start, latest - _time_for(new.late, lengths))
    for line in new.late:
        yield Wish(start, Rank.HOW, latest, (line,), thread="how")
        start += _time_for([line], lengths)


def _remarks_between(words: RestWords, said: Sequence[Wish], end: Ms, lengths: Lengths) -> Iterator[Wish]:
    """What is remarked between all else that is said before `end`: the first remark, and others against silence."""
    left = [*words.remarks, *words.fillers]
    due = bool(words.remarks)
    quiet_from = Ms(0)
    for begin, over in sorted([*((wish.at, _over([wish], Ms(0), lengths)) for wish in said), (end, end)]):
        gap = begin - quiet_from
        first = due and gap > _time_for(left[:1], lengths) + 2 * _AROUND
        number = min(len(left), max(first, max(0, gap - 1) // QUIET))
        for nth in range(1, number + 1):
            remark = left.pop(0)
            middle = quiet_from + gap * nth // (number + 1)
            yield Wish(
                Ms(middle - _time_for([remark], lengths) // 2), Rank.TIP, begin - APART, (remark,), optional=True
            )
        due = due and not number
        quiet_from = max(quiet_from, over)


def _over(said: Sequence[Wish], begin: Ms, lengths: Lengths) -> Ms:
    """When the last of some wishes is over, if each is heard at its time, with a breath after it; `begin` for none."""
    return max((wish.at + _time_for(wish.wordings[:1], lengths) for wish in said), default=begin)


def _length_of(words: RestWords, lengths: Lengths) -> Ms:
    """How long what is said before the call into position takes."""
    begins = [*(wordings[0] for wordings in words.first), *(call.text for call in words.calls)]
    new = [line for new in words.introduced for line in (new.name, *new.weight, *new.early, *new.late)]
    return _time_for([*begins, *words.next_set[:1], *words.question, *new], lengths)


def _time_for(lines: Sequence[str], lengths: Lengths) -> Ms:
    """How long `lines` take, with a breath after each."""
    return Ms(sum((lengths.say(line) or lengths.estimate(line)) + BREATH for line in lines if line))
