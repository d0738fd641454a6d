"""What is said in each step, and in which order: chosen before anything is known of how long it takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from msgspec import Struct

from coach.routine.model import Talk
from coach.score.cues import Rank, Wish
from coach.session.layout import in_one_group, on_clock
from coach.session.plan import Closing, Opening, Prepare, Remark, Rest, Switch, Work, time_ran_out
from coach.session.sets import Set
from coach.session.variety import Teaching, one_of, teaching
from coach.speech.language import Language
from coach.units import MINUTE, SECOND, Ms

RankedText: TypeAlias = tuple[Rank, str]
"""A sentence with its rank."""

LOWEST: Final[dict[Talk, Rank]] = {"full": Rank.TIP, "some": Rank.HOW, "brief": Rank.NEXT, "beeps": Rank.COUNT}
"""The lowest rank that is heard."""

_CALLED: Final[Ms] = 40 * SECOND
"""The shortest rest before whose end one is called into position; in others it has just been said what is next."""

_LONG: Final[Ms] = 120 * SECOND
"""The shortest rest of which it is said that a minute is left."""

_SOON: Final[Ms] = 45 * SECOND
"""How long after a rest has begun it is worth saying how many minutes are left."""


class Introduced(Struct, frozen=True):
    """A new exercise: its name and sets, the weight, how to set it up (`early`), and how to do it (`late`)."""

    name: str
    weight: tuple[str, ...]
    early: tuple[str, ...]
    late: tuple[str, ...]


class Called(Struct, frozen=True):
    """What an author's call plays: a sentence, or a sound."""

    text: str
    sound: str


class RestWords(Struct, frozen=True):
    """The words of a rest. `first` are said as it begins, in order, each in one of its wordings; then `next_set`, and
    the `question` that is asked of that.

    `position` is the call to get into position, `reminders` a cue that goes with it. The first of the `remarks` is
    said in any rest, the others and the `fillers` where it would be silent for long. `minutes_left` is by that time.
    """

    first: tuple[tuple[str, ...], ...]
    calls: tuple[Called, ...]
    next_set: tuple[str, ...]
    question: tuple[str, ...]
    introduced: tuple[Introduced, ...]
    remarks: tuple[str, ...]
    fillers: tuple[str, ...]
    minutes_left: Mapping[Ms, str]
    position: str
    reminders: tuple[str, ...]


def lines_of(step: Opening | Prepare | Closing, language: Language, talk: Talk) -> list[RankedText]:
    """What is said in a step that lasts as long as its words, in order."""
    match step:
        case Opening():
            lines = [(Rank.NEXT if needed else Rank.HOW, line) for needed, line in language.opening(step)]
        case Closing(tally=tally):
            told = [language.closing(step), language.bests(tally), language.improved(tally), language.coming(step)]
            lines = [(Rank.NEXT, line) for line in (*_of_before(step, language), *told) if line]
        case Prepare():
            lines = [*_before_set(step, language), *_explained(step, language), *_at_last(step, language)]
    return [(rank, line) for rank, line in lines if rank <= LOWEST[talk]]


def _before_set(step: Prepare, language: Language) -> Iterator[RankedText]:
    """Words about what came before this set, and about what begins with it."""
    if step.stopped is not None:
        yield Rank.NEXT, language.stopped(step.stopped, step.set)
    if step.opens_warm_up:
        yield Rank.NEXT, language.warm_up_begins(step.set)
    if step.ends_warm_up:
        yield Rank.NEXT, language.warm_up_ends(step.set)
    if time_ran_out(step):
        yield Rank.NEXT, language.time_is_up()
    for line in _of_before(step, language):
        yield Rank.NEXT, line
    within = step.after is not None and in_one_group(step.after, step.set)
    if step.least and not within and not step.redirected:
        yield Rank.NEXT, language.rest(step.least)[0]
    for line in [] if within else language.group_begins(step.set, step.members):
        yield Rank.NEXT, line
    if step.last:
        yield Rank.NEXT, language.last_rounds(step.last)


def _explained(step: Prepare, language: Language) -> Iterator[RankedText]:
    """The exercises to explain: those of a group on a clock, the one that is new, or the one of the set."""
    again = step.stopped is not None and step.set.number > 1
    news = {new.position for new in step.introduces}
    for one in step.members if step.members and on_clock(step.set) else step.introduces or (step.set,):
        if one.returns or (step.redirected and not step.introduces):
            yield Rank.NEXT, language.returns(one)
            if not one.opens_exercise:
                for line in language.working_weight(one):
                    yield Rank.NEXT, line
                continue
        yield Rank.NEXT, language.what(one)
        known = one.round is not None and step.stopped is None and one.position not in news
        for line in language.working_weight(one) if known else _weight_and_notes(one, language):
            yield Rank.NEXT, line
        if not known and not again:
            lines = (*_set_up(one, language), *_how(one, language)) if step.explain is None else ()
            for line in lines:
                yield Rank.HOW, line
    # An athlete who asks wants to hear it, at every level of talk.
    for line in explanation(step.set, language) if step.explain is not None else ():
        yield Rank.ANSWER, line


def _at_last(step: Prepare, language: Language) -> Iterator[RankedText]:
    """The last words before the count-in."""
    if len(step.members) > 1 and on_clock(step.set):
        yield Rank.NEXT, language.first_in_turn(step.set)
    if step.button:
        yield Rank.NEXT, language.button()
    yield Rank.NEXT, language.when_ready() if step.waits else language.get_ready()


def waiting_words(step: Opening | Prepare | Closing, language: Language, talk: Talk) -> tuple[str, tuple[str, ...]]:
    """What may be said while one gets ready for longer than the words take: the call into position, and remarks."""
    if not isinstance(step, Prepare) or step.waits or talk == "beeps":
        return "", ()
    position = language.in_position(step.set) if step.ready or step.least >= _CALLED else ""
    return position, _remarks(step.remarks, language) if LOWEST[talk] >= Rank.TIP else ()


def rest_words(step: Rest, language: Language, roomy: bool) -> RestWords:
    """The words of a rest; one that is not `roomy` has no room for how long it is, or a reminder."""
    first: list[tuple[str, ...]] = [(language.time_is_up(),)] if time_ran_out(step) else []
    first += [(line,) for line in _of_before(step, language)]
    first += [(language.button(),)] if step.button else []
    if step.waits:
        first.append(language.own_rest(step.waits))
    elif roomy:
        # What is left of an interval is an odd number, which helps nobody.
        first.append(language.rest(step.length)[-1:] if step.on_clock else language.rest(step.length))
    calls = [call for call in step.after.exercise.calls if call.at.of == "rest"] if step.after.working else []
    return RestWords(
        first=tuple(first),
        calls=tuple(Called(language.sentence(call.say) if call.say else "", call.sound) for call in calls),
        next_set=() if step.introduces else language.next_set(step.before, step.time_left),
        question=(language.one_more(step.one_more),) if step.one_more else (),
        introduced=tuple(_introduced(one, language) for one in step.introduces),
        remarks=_remarks([one for one in step.remarks if not one.fills], language),
        fillers=_remarks([one for one in step.remarks if one.fills], language),
        minutes_left={} if step.on_clock or step.waits else _minutes_left(step.length, language),
        position=language.in_position(step.before) if step.length >= _CALLED and not step.waits else "",
        reminders=(language.sentence(step.reminder),) if roomy and step.reminder else (),
    )


def _minutes_left(length: Ms, language: Language) -> Mapping[Ms, str]:
    """What is said of the minutes left of a long rest, by that time: of a very long one, each of the last ten."""
    if length < _LONG:
        return {}
    most = max(1, min(10, (length - _SOON) // MINUTE))
    return {Ms(minutes * MINUTE): language.minutes_left(minutes) for minutes in range(1, most + 1)}


def _remarks(remarks: Sequence[Remark], language: Language) -> tuple[str, ...]:
    return tuple(filter(None, map(language.remark, remarks)))


def _introduced(one: Set, language: Language) -> Introduced:
    if one.returns and not one.opens_exercise:
        return Introduced(language.returns(one), tuple(language.working_weight(one)), (), ())
    weight = tuple(_weight_and_notes(one, language))
    if one.returns:
        return Introduced(
            language.returns(one), (language.what(one), *weight), _set_up(one, language), _how(one, language)
        )
    return Introduced(language.what(one), weight, _set_up(one, language), _how(one, language))


def _weight_and_notes(one: Set, language: Language) -> list[str]:
    return [*language.weight(one), *map(language.note, one.exercise.notes)]


def _of_before(step: Rest | Prepare | Closing, language: Language) -> list[str]:
    """What to say about earlier sets: the score of an AMRAP, and the question that only the athlete can answer."""
    found = [language.rounds(step.scored)] if step.scored else []
    return [*found, language.how_many(step.asks)] if step.asks else found


def explanation(one: Set, language: Language) -> tuple[str, ...]:
    """All that there is to say of how to do an exercise."""
    exercise = one.exercise
    lines = (*((exercise.meaning,) if exercise.meaning else ()), *exercise.setup, *exercise.cues)
    return tuple(filter(None, (*map(language.sentence, lines), language.easier(one))))


def explained(step: Work | Switch | Rest, latest: Ms, language: Language) -> Iterator[Wish]:
    """The wishes for all that there is to say of an exercise, from when the athlete asked for it on."""
    if step.explain is not None:
        # In a set, the counts go on.
        rank = Rank.CALL if isinstance(step, Work) else Rank.ANSWER
        for line in explanation(step.before if isinstance(step, Rest) else step.set, language):
            yield Wish(step.explain, rank, latest, (line,), thread="explanation", optional=True)


def _teaching(one: Set) -> Teaching:
    """How much is said of how to do an exercise: all, less, or nothing if it was said in this session."""
    return Teaching.NAME if one.told else teaching(one.trained)


def _set_up(one: Set, language: Language) -> tuple[str, ...]:
    """What a new exercise is, the easier way, and how to get into position, as long as it isn't well known.

    The easier way comes early, as it may be in another place.
    """
    exercise = one.exercise
    if _teaching(one) is Teaching.NAME:
        return ()
    meaning = (exercise.meaning,) if exercise.meaning and not one.trained else ()
    easier = language.easier(one) if _teaching(one) is Teaching.FULL else ""
    lines = (*map(language.sentence, meaning), easier, *map(language.sentence, exercise.setup))
    return tuple(filter(None, lines))


def _how(one: Set, language: Language) -> tuple[str, ...]:
    """How to do the exercise: every line at first, later one line, then none."""
    return tuple(map(language.sentence, _cues(one)))


def _cues(one: Set) -> tuple[str, ...]:
    """The cues that are said before the first set."""
    match _teaching(one):
        case Teaching.FULL:
            return one.exercise.cues
        case Teaching.SHORT:
            return (one_of(one.exercise.cues, one.trained),) if one.exercise.cues else ()
    return ()
