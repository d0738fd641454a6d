"""What is said in each step, and in which order: chosen here, before anything is known of how long it takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias

from msgspec import Struct

from coach.routine.model import Talk
from coach.score.cues import Rank
from coach.session.plan import Closing, Opening, Prepare, Rest, Set, time_ran_out
from coach.speech.language import Language
from coach.units import SECOND, Ms

Line: TypeAlias = tuple[Rank, str]
"""A sentence with its rank."""

LOWEST: Final[dict[Talk, Rank]] = {"full": Rank.TIP, "brief": Rank.NEXT, "beeps": Rank.COUNT}
"""The lowest rank that is heard."""

_WARNED: Final[Ms] = 20 * SECOND
"""The shortest rest whose end is announced ten seconds before."""


class Introduced(Struct, frozen=True):
    """A new exercise: its name and sets, the weight, how to set it up (`early`), and how to do it (`late`)."""

    name: str
    weight: tuple[str, ...]
    early: tuple[str, ...]
    late: tuple[str, ...]


class Called(Struct, frozen=True):
    """What an author calls for: a sentence, or a sound."""

    text: str
    sound: str


class RestWords(Struct, frozen=True):
    """The words of a rest. `first` are said as it begins, in order, each in one of its wordings."""

    first: tuple[tuple[str, ...], ...]
    calls: tuple[Called, ...]
    introduced: tuple[Introduced, ...]
    tip: str
    ten_seconds: str
    next_set: tuple[str, ...]
    reminders: tuple[str, ...]


def lines_of(step: Opening | Prepare | Closing, language: Language, talk: Talk) -> list[Line]:
    """What is said in a step that lasts as long as its words, in order."""
    match step:
        case Opening():
            lines = [(Rank.NEXT if needed else Rank.HOW, line) for needed, line in language.opening(step)]
        case Closing(title=title, tally=tally):
            said = (*_of_before(step, language), language.closing(tally, title), language.bests(tally))
            lines = [(Rank.NEXT, line) for line in said if line]
        case Prepare():
            lines = [*_before_set(step, language), *_explained(step, language), *_at_last(step, language)]
    return [(rank, line) for rank, line in lines if rank <= LOWEST[talk]]


def _before_set(step: Prepare, language: Language) -> Iterator[Line]:
    """What was before this set, and what begins with it."""
    if step.stopped is not None:
        yield Rank.NEXT, language.stopped(step.stopped, step.set)
    if step.opens_warm_up:
        yield Rank.NEXT, language.warm_up_begins()
    if step.ends_warm_up:
        yield Rank.NEXT, language.warm_up_ends()
    if time_ran_out(step):
        yield Rank.NEXT, language.time_is_up()
    for line in _of_before(step, language):
        yield Rank.NEXT, line
    if step.least:
        yield Rank.NEXT, language.rest(step.least)[0]
    for line in language.group_begins(step.set, len(step.members)):
        yield Rank.NEXT, line
    if step.last:
        yield Rank.NEXT, language.last_rounds(step.last)


def _explained(step: Prepare, language: Language) -> Iterator[Line]:
    """The exercises that begin: those of a group, those that are new, or the one of the set."""
    again = step.stopped is not None and step.set.number > 1
    for one in step.members or step.introduces or (step.set,):
        yield Rank.NEXT, language.what(one)
        known = step.members and one.position not in {new.position for new in step.introduces}
        for line in language.working_weight(one) if known else language.weight(one):
            yield Rank.NEXT, line
        if not known and not again:
            for line in (*_set_up(one, language), *_how(one, language)):
                yield Rank.HOW, line


def _at_last(step: Prepare, language: Language) -> Iterator[Line]:
    """The last words before the count-in."""
    if len(step.members) > 1:
        yield Rank.NEXT, language.first_in_turn(step.set)
    if step.button:
        yield Rank.NEXT, language.button()
    yield Rank.NEXT, language.get_ready()


def rest_words(step: Rest, language: Language, roomy: bool) -> RestWords:
    """The words of a rest; one that is not `roomy` has no room for how long it is, a tip or a reminder."""
    first: list[tuple[str, ...]] = [(language.time_is_up(),)] if time_ran_out(step) else []
    first += [(line,) for line in _of_before(step, language)]
    first += [(language.button(),)] if step.button else []
    if roomy:
        # What is left of an interval is no number to remember.
        first.append(language.rest(step.length)[-1:] if step.on_clock else language.rest(step.length))
    calls = [call for call in step.after.exercise.calls if call.at.of == "rest"] if step.after.working else []
    tip = tip_of(step) if roomy else None
    return RestWords(
        first=tuple(first),
        calls=tuple(Called(language.sentence(call.say) if call.say else "", call.sound) for call in calls),
        introduced=tuple(_introduced(one, language) for one in step.introduces),
        tip=language.sentence(tip) if tip else "",
        ten_seconds=language.ten_seconds() if step.length >= _WARNED else "",
        next_set=language.next_set(step.before, step.time_left),
        reminders=_reminders(step.before, language) if roomy and not step.introduces else (),
    )


def _introduced(one: Set, language: Language) -> Introduced:
    weight = tuple(language.weight(one))
    return Introduced(language.what(one), weight, _set_up(one, language), _how(one, language))


def _of_before(step: Rest | Prepare | Closing, language: Language) -> list[str]:
    """What is to be said of what was done before: the score of an AMRAP, and what only the athlete knows."""
    found = [language.rounds(step.scored)] if step.scored else []
    return [*found, language.how_many(step.asks)] if step.asks else found


def _set_up(one: Set, language: Language) -> tuple[str, ...]:
    """How to get into position for the exercise."""
    return tuple(map(language.sentence, one.exercise.setup))


def _how(one: Set, language: Language) -> tuple[str, ...]:
    """How to do the exercise, line by line, and the easier way."""
    return tuple(line for line in (*map(language.sentence, one.exercise.cues), language.easier(one)) if line)


def _reminders(one: Set, language: Language) -> tuple[str, ...]:
    """The exercise's cues, another one first before each set: one of them is said."""
    cues = one.exercise.cues
    first = (one.number - 2) % max(1, len(cues))
    return tuple(map(language.sentence, (*cues[first:], *cues[:first])))


def tip_of(rest: Rest) -> str | None:
    """The author's tip for a rest, on the exercise just done: another one in each, for as long as there are some."""
    tips = rest.after.exercise.tips if rest.after.asked.kind == "working" else ()
    return tips[rest.after.number - 1] if rest.after.number <= len(tips) else None
