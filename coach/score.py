"""A step and the lengths of its clips to a score: what is heard in it, and when.

Each step says what should be heard and in which window; `cues.place` decides what fits. Four consumers
use what is made here: live play, the transcript, the rendered file and the tests. No clock, no audio.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from coach import phrases
from coach.cues import APART, BREATH, FOREVER, Cue, Lengths, Rank, Score, Sound, Wish, place, signal, sound_cue
from coach.notation import MINUTE, SECOND, Ms
from coach.plan import Closing, Opening, Plan, Prepare, Rest, Step, Switch, Tally, Work

TICKS: Final[tuple[Ms, ...]] = (3 * SECOND, 2 * SECOND, 1 * SECOND)
"""How long before the end of a step its ticks sound."""

_AFTER_SOUND: Final[Ms] = 250


def score(step: Step, lengths: Lengths, tally: Tally) -> Score:
    """The score of `step`. `tally` is what was done before it; only the closing speaks of it."""
    if isinstance(step, Work | Switch | Rest):
        return place(_wishes(step, lengths), lengths, step.length)
    return _spoken(step, _lines(step, tally), lengths)


def score_plan(
    plan: Plan, lengths: Lengths, have_ready: Callable[[list[str]], None] = lambda texts: None
) -> Iterator[tuple[Ms, Step, Score]]:
    """The whole session without a command from the athlete: when each step starts, the step, its score.

    Before a step is scored, `have_ready` is given its sentences. Open-ended sets last as long as their tempo takes.
    """
    start = 0
    for step in plan.steps:
        tally = plan.tally(plan.sets, start)
        have_ready(sentences(step, tally))
        scored = score(step, lengths, tally)
        if scored.length is None:
            assert isinstance(step, Work), "only a set is open-ended"
            scored = replace(scored, length=step.nominal)
        yield start, step, scored
        start += scored.length or 0


def sentences(step: Step, tally: Tally) -> list[str]:
    """Every sentence that the score of `step` may use, in all wordings: what the voice should have ready."""
    if isinstance(step, Work | Switch | Rest):
        return list(dict.fromkeys(text for wish in _wishes(step, _Unmeasured()) for text in wish.wordings))
    return _lines(step, tally)


class _Unmeasured:
    """Lengths for those who only want the words."""

    def say(self, text: str) -> Ms:
        return 0

    def sound(self, sound: Sound) -> Ms:
        return 0


def remaining(
    scored: Score,
    since: Ms,
    lengths: Lengths,
    answer: Sequence[str] = (),
    lead: Ms = 0,
    heard: Iterable[str] = (),
) -> Score:
    """What is left of a step from `since` on, with an answer to the athlete first.

    `lead` milliseconds of count-in (ticks, and a go where the step is taken up in its midst) come before the
    step goes on. `heard` sentences are not said again. Times of the result are from now.
    """
    shift = lead - since
    end = None if scored.length is None else scored.length + shift
    wishes = []
    if answer:
        # Words before a count-in must not run into it, and none may run into the next step.
        until = lead - TICKS[0] - APART if lead else FOREVER if end is None else end
        wishes.append(Wish(0, Rank.ANSWER, until, tuple(answer), fixed=True))
    if lead:
        wishes += [signal("tick", lead - tick) for tick in TICKS if tick <= lead]
    skip = {*heard, *answer}
    for cue in scored.cues:
        fixed = cue.rank in (Rank.SIGNAL, Rank.COUNT)
        if (cue.at < since and (fixed or cue.end <= since)) or (cue.rank > Rank.COUNT and cue.text in skip):
            continue
        at = max(cue.at + shift, lead)
        wordings = (cue.text,) if cue.text else ()
        wishes.append(Wish(at, cue.rank, cue.latest + shift, wordings, cue.sound, fixed))
    if lead and since and (end is None or lead + lengths.sound("go") <= end):
        wishes.append(signal("go", lead))
    return place(wishes, lengths, end)


def _ticks(end: Ms, begin: Ms = 0) -> Iterator[Wish]:
    """The countdown to `end`, as much of it as there is time for."""
    for before in TICKS:
        if end - before >= begin + SECOND:
            yield signal("tick", end - before)


def _lines(step: Opening | Prepare | Closing, tally: Tally) -> list[str]:
    match step:
        case Opening():
            return phrases.opening(step)
        case Closing(title=title):
            return [phrases.closing(tally, title)]
        case Prepare(set=set):
            lines = [phrases.warm_up_begins()] if step.opens_warm_up else []
            lines += [phrases.warm_up_ends()] if step.ends_warm_up else []
            return [*lines, phrases.what(set), *phrases.set_up(set), *phrases.how(set), phrases.GET_READY]


def _spoken(step: Opening | Prepare | Closing, lines: Sequence[str], lengths: Lengths) -> Score:
    """A step that lasts as long as its words: a sound where something has ended, the words, the count-in."""
    sound: Sound | None = "finished" if isinstance(step, Closing) else None
    if isinstance(step, Prepare) and step.after:
        sound = "done"
    begin = [sound_cue(sound, 0, lengths)] if sound else []
    at = begin[0].end + _AFTER_SOUND if begin else 0
    starts = []
    for line in lines:
        length = lengths.say(line)
        starts.append((at, phrases.estimate(line) if length is None else length, line))
        at += starts[-1][1] + BREATH
    end = at + (TICKS[0] if isinstance(step, Prepare) else BREATH)
    said = [Cue(start, length, Rank.HOW, at, line) for start, length, line in starts]
    ticks = [sound_cue("tick", end - before, lengths) for before in TICKS] if isinstance(step, Prepare) else []
    return Score((*begin, *said, *ticks), end)


def delayed(scored: Score, since: Ms, by: Ms) -> Score:
    """A step that lasts as long as its words, with what isn't over at `since` put off. A sound once begun is over."""
    cues = tuple(
        replace(cue, at=cue.at + by, latest=cue.latest + by)
        if cue.at >= since or (cue.text and cue.end > since)
        else cue
        for cue in scored.cues
    )
    return replace(scored, cues=cues, length=None if scored.length is None else scored.length + by)


def _wishes(step: Work | Switch | Rest, lengths: Lengths) -> Iterator[Wish]:
    match step:
        case Work():
            return _work(step, lengths)
        case Switch():
            return _switch(step, lengths)
        case Rest():
            return _rest(step, lengths)


def _work(step: Work, lengths: Lengths) -> Iterator[Wish]:
    yield signal("go", 0)
    if step.length is None:
        return
    if step.set.reps is None:
        yield from _hold(step.length, lengths)
        return
    rep = step.set.exercise.tempo.rep
    for number in range(1, step.set.reps):
        yield Wish(number * rep, Rank.COUNT, (number + 1) * rep, phrases.count(number, step.set), fixed=True)


def _hold(length: Ms, lengths: Lengths) -> Iterator[Wish]:
    """A set that is held, or a stretch of time: half, the minutes left, ten seconds, ticks."""
    yield from _ticks(length, begin=2 * SECOND)
    if length >= 20 * SECOND:
        half = length // 2
        yield signal("half", half)
        yield Wish(half + lengths.sound("half") + _AFTER_SOUND, Rank.NEXT, half + 5 * SECOND, (phrases.HALFWAY,))
    if length >= 30 * SECOND:
        at = length - 10 * SECOND
        yield Wish(at, Rank.NEXT, at + 4 * SECOND, (phrases.TEN_SECONDS,))
    for minutes in range(1, (length - 30 * SECOND) // MINUTE + 1):
        at = length - minutes * MINUTE
        yield Wish(at, Rank.NEXT, at + 5 * SECOND, (phrases.minutes_left(minutes),))


def _switch(step: Switch, lengths: Lengths) -> Iterator[Wish]:
    yield signal("done", 0)
    yield from _ticks(step.length)
    said = lengths.sound("done") + _AFTER_SOUND
    yield Wish(said, Rank.NEXT, step.length - TICKS[0], phrases.other_side(step.set))


def _rest(step: Rest, lengths: Lengths) -> Iterator[Wish]:
    """Done, how long; a tip; what is next; ten seconds; the count-in."""
    end = step.length
    last_words = max(0, end - TICKS[0] - APART)
    warned = end >= 20 * SECOND
    before_warning = end - 10 * SECOND - BREATH if warned else last_words
    begin = lengths.sound("done") + 100
    yield signal("done", 0)
    if end >= 6 * SECOND:
        yield signal("rest", begin)
        begin += lengths.sound("rest") + _AFTER_SOUND
    yield from _ticks(end, begin)
    said = phrases.rest(end)
    yield Wish(begin, Rank.NEXT, before_warning, said)
    begin += _time_for(said[:1], lengths)
    tips = [tip] if (tip := phrases.tip(step)) else []
    if step.before.first:
        name, early = phrases.what(step.before), phrases.set_up(step.before)
        late = phrases.how(step.before)
        if begin + _time_for([*tips, name, *early, *late], lengths) > before_warning:
            tips = []
        # What is next and how to set it up is said early, to walk to it and load it, but after the tip, which is
        # about what was just done; how to do it is said late, to be fresh.
        start = begin + _time_for(tips, lengths)
        yield Wish(start, Rank.NEXT, before_warning, (name, phrases.name(step.before)))
        start += _time_for([name], lengths)
        for line in early:
            yield Wish(start, Rank.HOW, before_warning, (line,), thread="how")
        start = max(start + _time_for(early, lengths), before_warning - _time_for(late, lengths))
        for line in late:
            yield Wish(start, Rank.HOW, before_warning, (line,), thread="how")
    if warned:
        yield Wish(end - 10 * SECOND, Rank.NEXT, end - 7 * SECOND, (phrases.TEN_SECONDS,))
    lead_up = end - 9 * SECOND if warned else begin
    yield Wish(lead_up, Rank.NEXT, last_words, phrases.next_set(step.before))
    if not step.before.first and (reminders := phrases.reminders(step.before)):
        yield Wish(lead_up, Rank.HOW, last_words, reminders)
    for line in tips:
        yield Wish(begin, Rank.TIP, before_warning, (line,))


def _time_for(lines: Sequence[str], lengths: Lengths) -> Ms:
    """How long it takes to say `lines`, with a breath after each."""
    return sum((lengths.say(line) or phrases.estimate(line)) + BREATH for line in lines)
