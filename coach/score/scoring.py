"""A step and the lengths of its clips to a score: what is heard in it, and when.

Each step says what should be heard and in which window; `cues.place` decides what fits. Four consumers
use what is made here: live play, the transcript, the rendered file and the tests. No clock, no audio.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from coach.routine.model import Call, Talk
from coach.score.cues import APART, BREATH, FOREVER, Cue, Lengths, Rank, Score, Sound, Wish, place, signal, sound_cue
from coach.session.plan import Closing, Opening, Plan, Prepare, Rest, Set, Step, Switch, Work, time_ran_out, timebox
from coach.session.state import Session, advance
from coach.speech.language import Language
from coach.units import MINUTE, SECOND, Ms

TICKS: Final[tuple[Ms, ...]] = (3 * SECOND, 2 * SECOND, 1 * SECOND)
"""How long before the end of a step its ticks sound."""

_AFTER_SOUND: Final[Ms] = 250


_READY: Final[Ms] = 10 * SECOND
"""How long it takes to get ready where nothing is said."""

_ROOMY: Final[Ms] = 30 * SECOND
"""The shortest rest inside a group that has room for more than what is next."""


def score(step: Step, lengths: Lengths, language: Language, talk: Talk = "full") -> Score:
    """The score of `step` in a `language`, with as much said as `talk` asks for."""
    if isinstance(step, Work | Switch | Rest):
        return place(_heard(_wishes(step, lengths, language), talk), lengths, step.length)
    return _spoken(step, _lines(step, language, talk), lengths, talk)


def score_plan(
    plan: Plan, lengths: Lengths, language: Language, skip: Callable[[Step], bool] = lambda step: False
) -> Iterator[tuple[Ms, Step, Score]]:
    """The whole session without a command from the athlete: when each step starts, the step, its score.

    Open-ended sets last as long as their tempo takes. Of steps whose length is known anyway, those to `skip` get an
    empty score.
    """
    return score_session(Session(plan), lengths, language, skip)


def score_session(
    session: Session, lengths: Lengths, language: Language, skip: Callable[[Step], bool] = lambda step: False
) -> Iterator[tuple[Ms, Step, Score]]:
    """As `score_plan`, from where `session` stands."""
    plan = session.plan
    while not session.ended:
        start, step = session.mark, session.step
        skipped = step.length is not None and skip(step)
        scored = Score((), step.length) if skipped else score(step, lengths, language, plan.talk)
        if scored.length is None:
            assert isinstance(step, Work), "only a set is open-ended"
            within = tuple(cue for cue in scored.cues if cue.end <= step.nominal)
            scored = replace(scored, cues=within, length=step.nominal)
        yield start, step, scored
        session = advance(session, start + (scored.length or 0), scored.length)


def sentences(step: Step, language: Language, talk: Talk = "full") -> list[str]:
    """Every sentence that the score of `step` may use, in all wordings: what the voice should have ready."""
    if isinstance(step, Work | Switch | Rest):
        wishes = _heard(_wishes(step, _Unmeasured(), language), talk)
        return list(dict.fromkeys(text for wish in wishes for text in wish.wordings if text))
    return [line for _, line in _lines(step, language, talk)]


def _heard(wishes: Iterable[Wish], talk: Talk) -> Iterator[Wish]:
    """Those of the wishes that `talk` lets through."""
    for wish in wishes:
        if talk == "beeps" and wish.rank is Rank.COUNT:
            yield replace(wish, wordings=("",), sound="tick")
        elif wish.rank <= _LOWEST[talk] or (wish.rank is Rank.CALL and wish.sound):
            yield wish


_LOWEST: Final[dict[Talk, Rank]] = {"full": Rank.TIP, "brief": Rank.NEXT, "beeps": Rank.COUNT}
"""The lowest rank that is heard."""


class _Unmeasured:
    """Lengths for those who only want the words."""

    def say(self, text: str) -> Ms:
        return 0

    def estimate(self, text: str) -> Ms:
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
        wishes.append(Wish(0, Rank.ANSWER, until, tuple(answer)))
    if lead:
        wishes += [signal("tick", lead - tick) for tick in TICKS if tick <= lead]
    skip = {*heard, *answer}
    for cue in scored.cues:
        fixed = cue.rank in (Rank.SIGNAL, Rank.COUNT)
        if (cue.at < since and (fixed or cue.end <= since)) or (cue.rank > Rank.COUNT and cue.text in skip):
            continue
        at = max(cue.at + shift, lead)
        wishes.append(Wish(at, cue.rank, cue.latest + shift, (cue.text,), cue.sound, fixed))
    if lead and since and (end is None or lead + lengths.sound("go") <= end):
        wishes.append(signal("go", lead))
    return place(wishes, lengths, end)


def _ticks(end: Ms, begin: Ms = 0, ticks: Sequence[Ms] = TICKS) -> Iterator[Wish]:
    """The countdown to `end`, as much of it as there is time for."""
    for before in ticks:
        if end - before >= begin + SECOND:
            yield signal("tick", end - before)


def _lines(step: Opening | Prepare | Closing, language: Language, talk: Talk) -> list[tuple[Rank, str]]:
    """What is said in a step that lasts as long as its words, in order, each line with its rank."""
    lines: list[tuple[Rank, str]] = []
    match step:
        case Opening():
            lines = [(Rank.NEXT if needed else Rank.HOW, line) for needed, line in language.opening(step)]
        case Closing(title=title, tally=tally):
            said = (*_of_before(step, language), language.closing(tally, title), language.bests(tally))
            lines = [(Rank.NEXT, line) for line in said if line]
        case Prepare():
            again = step.stopped is not None and step.set.number > 1
            lines = [] if step.stopped is None else [(Rank.NEXT, language.stopped(step.stopped, step.set))]
            lines += [(Rank.NEXT, language.warm_up_begins())] if step.opens_warm_up else []
            lines += [(Rank.NEXT, language.warm_up_ends())] if step.ends_warm_up else []
            lines += [(Rank.NEXT, language.time_is_up())] if time_ran_out(step) else []
            lines += [(Rank.NEXT, line) for line in _of_before(step, language)]
            lines += [(Rank.NEXT, language.rest(step.least)[0])] if step.least else []
            lines += [(Rank.NEXT, line) for line in language.group_begins(step.set, len(step.members))]
            lines += [(Rank.NEXT, language.last_rounds(step.last))] if step.last else []
            for one in step.members or step.introduces or (step.set,):
                lines.append((Rank.NEXT, language.what(one)))
                if step.members and one.position not in {new.position for new in step.introduces}:
                    lines += [(Rank.NEXT, line) for line in language.working_weight(one)]
                    continue
                lines += [(Rank.NEXT, line) for line in language.weight(one)]
                lines += [(Rank.HOW, line) for line in (*_set_up(one, language), *_how(one, language)) if not again]
            lines += [(Rank.NEXT, language.first_in_turn(step.set))] if len(step.members) > 1 else []
            lines += [(Rank.NEXT, language.button())] if step.button else []
            lines.append((Rank.NEXT, language.get_ready()))
    return [(rank, line) for rank, line in lines if rank <= _LOWEST[talk]]


def _of_before(step: Rest | Prepare | Closing, language: Language) -> list[str]:
    """What is to be said of what was done before: the score of an AMRAP, and what only the athlete knows."""
    found = [language.rounds(step.scored)] if step.scored else []
    return [*found, language.how_many(step.asks)] if step.asks else found


def _spoken(
    step: Opening | Prepare | Closing, lines: Sequence[tuple[Rank, str]], lengths: Lengths, talk: Talk
) -> Score:
    """A step that lasts as long as its words: a sound where something has ended, the words, the count-in."""
    sound: Sound | None = "finished" if isinstance(step, Closing) else None
    if isinstance(step, Prepare) and step.after:
        sound = "done"
    begin = [sound_cue(sound, 0, lengths)] if sound else []
    at = begin[0].end + _AFTER_SOUND if begin else 0
    starts = []
    for rank, line in lines:
        length = lengths.say(line)
        starts.append((at, lengths.estimate(line) if length is None else length, rank, line))
        at += starts[-1][1] + BREATH
    if not isinstance(step, Prepare):
        said = [Cue(start, length, rank, at, line) for start, length, rank, line in starts]
        return Score((*begin, *said), at + BREATH)
    words = max(at, step.least - TICKS[0], _READY - TICKS[0] if talk == "beeps" else 0)
    if starts:
        # The call to get ready comes just before the count-in, however much time there is before it.
        _, length, rank, line = starts[-1]
        starts[-1] = (words - BREATH - length, length, rank, line)
    end = words + TICKS[0]
    said = [Cue(start, length, rank, words, line) for start, length, rank, line in starts]
    return Score((*begin, *said, *(sound_cue("tick", end - before, lengths) for before in TICKS)), end)


def delayed(scored: Score, since: Ms, by: Ms) -> Score:
    """A step that lasts as long as its words, with what isn't over at `since` put off. A sound once begun is over."""
    cues = tuple(
        replace(cue, at=cue.at + by, latest=cue.latest + by)
        if cue.at >= since or (cue.text and cue.end > since)
        else cue
        for cue in scored.cues
    )
    return replace(scored, cues=cues, length=None if scored.length is None else scored.length + by)


def _set_up(set: Set, language: Language) -> list[str]:
    """How to get into position for the exercise."""
    return [language.sentence(line) for line in set.exercise.setup]


def _how(set: Set, language: Language) -> list[str]:
    """How to do the exercise, line by line, and the easier way."""
    return [line for line in (*map(language.sentence, set.exercise.cues), language.easier(set)) if line]


def _reminders(set: Set, language: Language) -> tuple[str, ...]:
    """The exercise's cues, another one first before each set: one of them is said."""
    cues = set.exercise.cues
    first = (set.number - 2) % max(1, len(cues))
    return tuple(map(language.sentence, (*cues[first:], *cues[:first])))


def tip_of(rest: Rest) -> str | None:
    """The author's tip for a rest, on the exercise just done: another one in each, for as long as there are some."""
    tips = rest.after.exercise.tips if rest.after.asked.kind == "working" else ()
    return tips[rest.after.number - 1] if rest.after.number <= len(tips) else None


def _wishes(step: Work | Switch | Rest, lengths: Lengths, language: Language) -> Iterator[Wish]:
    match step:
        case Work():
            return _work(step, lengths, language)
        case Switch():
            return _switch(step, lengths, language)
        case Rest():
            return _rest(step, lengths, language)


def _work(step: Work, lengths: Lengths, language: Language) -> Iterator[Wish]:
    yield signal("go", 0)
    yield from _calls(step, language)
    if step.length is None:
        return
    counted_until = step.length
    if not step.set.counted or (step.set.reps is not None and step.length < step.nominal):
        # The group's time runs out in the midst of the set: the ticks take over from the counts.
        yield from _ticks(step.length, begin=2 * SECOND)
        counted_until -= TICKS[0] + SECOND
    if step.set.reps is None:
        yield from _hold(step, step.length, lengths, language)
    elif step.set.counted:
        rep = step.set.asked.tempo.rep
        for number in range(1, min(step.set.reps, counted_until // rep + 1)):
            latest = min((number + 1) * rep, step.length)
            yield Wish(number * rep, Rank.COUNT, latest, language.count(number, step.set), fixed=True)


def _hold(step: Work, length: Ms, lengths: Lengths, language: Language) -> Iterator[Wish]:
    """A set that is held, or a stretch of time: half, the minutes left, ten seconds, ticks."""
    yield from _ticks(length, begin=2 * SECOND)
    if step.set.round and step.set.round.group.kind.plain_holds:
        return
    called = {(call.at.of, call.at.n) for call in step.set.exercise.calls if call.say}
    if length >= 20 * SECOND:
        half = length // 2
        yield signal("half", half)
        if ("half", 0) not in called and half % MINUTE:
            yield Wish(half + lengths.sound("half") + _AFTER_SOUND, Rank.NEXT, half + 5 * SECOND, (language.halfway(),))
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
    """When in the set a call comes; None if it doesn't come in this one. A rep's call comes as the rep begins."""
    set, at = step.set, call.at
    # An athlete who sets the pace isn't counted, so that nobody knows which rep it is.
    reps = set.reps if step.set.counted else None
    rep = set.asked.tempo.rep
    match at.of:
        case "set":
            return 0 if set.asked.kind == "working" and set.number == at.n else None
        case "into":
            return at.n
        case "left" if step.length is not None and step.length > at.n:
            return step.length - at.n
        case "half" if reps is not None:
            return reps // 2 * rep
        case "half" if set.reps is None and step.length is not None:
            return step.length // 2
        case "rep" if reps is not None and at.n <= reps:
            return (at.n - 1) * rep
        case "last rep" if reps is not None:
            return (reps - 1) * rep
    return None


def _switch(step: Switch, lengths: Lengths, language: Language) -> Iterator[Wish]:
    yield signal("done", 0)
    yield from _ticks(step.length)
    said = lengths.sound("done") + _AFTER_SOUND
    yield Wish(said, Rank.NEXT, step.length - TICKS[0], language.switch(step.set))


def _rest(step: Rest, lengths: Lengths, language: Language) -> Iterator[Wish]:
    """Done, how long; a tip; what is next; ten seconds; the count-in."""
    end = step.length
    in_turn = step.before.round is not None and not step.introduces
    roomy = not in_turn or end >= _ROOMY
    # A short break of an AMRAP has its words instead of two of the ticks.
    ticked = TICKS if timebox(step) is None or end >= 6 * SECOND else TICKS[-1:]
    last_words = max(0, end - ticked[0] - APART)
    warned = end >= 20 * SECOND
    before_warning = end - 10 * SECOND - BREATH if warned else last_words
    begin = lengths.sound("done") + 100
    yield signal("done", 0)
    if end >= 6 * SECOND and roomy:
        yield signal("rest", begin)
        begin += lengths.sound("rest") + _AFTER_SOUND
    yield from _ticks(end, begin, ticked)
    if time_ran_out(step):
        yield Wish(begin, Rank.NEXT, before_warning, (language.time_is_up(),))
        begin += _time_for([language.time_is_up()], lengths)
    for line in (*_of_before(step, language), *([language.button()] if step.button else [])):
        yield Wish(begin, Rank.NEXT, before_warning, (line,))
        begin += _time_for([line], lengths)
    if roomy:
        # What is left of an interval is no number to remember.
        said = language.rest(end)[-1:] if step.on_clock else language.rest(end)
        yield Wish(begin, Rank.NEXT, before_warning, said)
        begin += _time_for(said[:1], lengths)
    for call in step.after.exercise.calls if step.after.working else ():
        if call.at.of == "rest":
            yield _called(call, begin, before_warning, language)
            begin += (
                _time_for([language.sentence(call.say)], lengths) if call.say else lengths.sound(call.sound) + BREATH
            )
    yield from _between(step, begin, before_warning, roomy, lengths, language)
    if warned:
        yield Wish(end - 10 * SECOND, Rank.NEXT, end - 7 * SECOND, (language.ten_seconds(),))
    lead_up = end - 9 * SECOND if warned else begin
    yield Wish(lead_up, Rank.NEXT, last_words, language.next_set(step.before, step.time_left))
    if not step.introduces and roomy and (reminders := _reminders(step.before, language)):
        yield Wish(lead_up, Rank.HOW, last_words, reminders, optional=True)


def _between(step: Rest, begin: Ms, latest: Ms, roomy: bool, lengths: Lengths, language: Language) -> Iterator[Wish]:
    """The words in the midst of a rest, from `begin` to `latest`: a tip, and what is new in the exercise to come."""
    tips = [language.sentence(tip)] if roomy and (tip := tip_of(step)) else []
    for news in step.introduces:
        name, early = language.what(news), _set_up(news, language)
        weight, late = language.weight(news), _how(news, language)
        if begin + _time_for([*tips, name, *weight, *early, *late], lengths) > latest:
            tips = []
        # What is next and how to set it up is said early, to walk to it and load it, but after the tip, which is
        # about what was just done; how to do it is said late, to be fresh.
        start = begin + _time_for(tips, lengths)
        yield Wish(start, Rank.NEXT, latest, (name,))
        start += _time_for([name], lengths)
        for line in weight:
            yield Wish(start, Rank.NEXT, latest, (line,))
            start += _time_for([line], lengths)
        for line in early:
            yield Wish(start, Rank.HOW, latest, (line,), thread="how")
        start = max(start + _time_for(early, lengths), latest - _time_for(late, lengths))
        for line in late:
            yield Wish(start, Rank.HOW, latest, (line,), thread="how")
    for line in tips:
        yield Wish(begin, Rank.TIP, latest, (line,))


def _time_for(lines: Sequence[str], lengths: Lengths) -> Ms:
    """How long it takes to say `lines`, with a breath after each."""
    return sum((lengths.say(line) or lengths.estimate(line)) + BREATH for line in lines)
