"""A step and the lengths of its clips to a score: what is heard in it, and when.

The words of a step are chosen first (`words`, `sets`), then each gets its window (`rests`, `sets`), and `cues.place`
decides what fits. Four consumers use what is made here: live play, the transcript, the rendered file and the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from msgspec.structs import replace

from coach.routine.model import Talk
from coach.score.cues import FOREVER, TICKS, Lengths, Rank, Score, Wish, place
from coach.score.rests import is_roomy, rest_wishes
from coach.score.sets import set_wishes, switch_wishes
from coach.score.spoken import spoken
from coach.score.words import LOWEST, RestWords, explained, lines_of, rest_words, waiting_words
from coach.session.moves import advance
from coach.session.plan import Plan, Prepare, Rest, Step, Switch, Work
from coach.session.state import Session
from coach.speech.language import Language
from coach.units import Ms

ScoredStep: TypeAlias = tuple[Ms, Step, Score]
"""When a step starts, the step, and its score."""


def score(step: Step, lengths: Lengths, language: Language, talk: Talk = "full") -> Score:
    """The score of `step` in a `language`, with as much said as `talk` asks for."""
    match step:
        case Work():
            return place(_heard(set_wishes(step, language), talk), lengths, step.length)
        case Switch():
            return place(_heard(switch_wishes(step, language), talk), lengths, step.length)
        case Rest():
            words = rest_words(step, language, is_roomy(step))
            latest = FOREVER if step.waits else step.length - TICKS[0]
            wishes = [*rest_wishes(step, words, lengths), *explained(step, latest, language)]
            return place(_heard(wishes, talk), lengths, None if step.waits else step.length)
    return spoken(step, lines_of(step, language, talk), lengths, talk, *waiting_words(step, language, talk))


def score_plan(
    plan: Plan, lengths: Lengths, language: Language, skip: Callable[[Step], bool] = lambda step: False
) -> Iterator[ScoredStep]:
    """The whole session without a command from the athlete: when each step starts, the step, its score.

    Open-ended sets last as long as their tempo takes. Of steps whose length is known anyway, those to `skip` get an
    empty score.
    """
    return score_session(Session(plan), lengths, language, skip)


def score_session(
    session: Session, lengths: Lengths, language: Language, skip: Callable[[Step], bool] = lambda step: False
) -> Iterator[ScoredStep]:
    """As `score_plan`, from where `session` stands."""
    while not session.ended:
        start, step = session.mark, _unattended(session.step)
        skipped = step.length is not None and skip(step)
        scored = Score((), step.length) if skipped else score(step, lengths, language, session.talk)
        if scored.length is None:
            assert isinstance(step, Work), "only a set is open-ended where nobody ends it"
            within = tuple(cue for cue in scored.cues if cue.end <= step.nominal)
            scored = replace(scored, cues=within, length=step.nominal)
        yield start, step, scored
        session = advance(session, start + (scored.length or 0), scored.length)


def _unattended(step: Step) -> Step:
    """The step as it is where nobody can press a key to end it."""
    match step:
        case Prepare():
            return replace(step, waits=False)
        case Rest():
            return replace(step, waits=None)
    return step


def sentences(step: Step, language: Language, talk: Talk = "full") -> list[str]:
    """Every sentence that the score of `step` may use, in all wordings: what the voice has to render."""
    match step:
        case Work():
            wishes = _heard(set_wishes(step, language), talk)
        case Switch():
            wishes = _heard(switch_wishes(step, language), talk)
        case Rest():
            words = rest_words(step, language, is_roomy(step))
            wishes = _heard([*_any_time(words), *explained(step, step.length, language)], talk)
        case _:
            position, remarks = waiting_words(step, language, talk)
            said = [line for _, line in lines_of(step, language, talk)]
            return list(dict.fromkeys([*said, *filter(None, [position]), *remarks]))
    return list(dict.fromkeys(text for wish in wishes for text in wish.wordings if text))


def _any_time(words: RestWords) -> Iterator[Wish]:
    """The words of a rest as wishes without times."""
    for wordings in words.first:
        yield Wish(Ms(0), Rank.NEXT, Ms(0), wordings)
    for call in words.calls:
        yield Wish(Ms(0), Rank.CALL, Ms(0), (call.text,), call.sound or None)
    for new in words.introduced:
        yield Wish(Ms(0), Rank.NEXT, Ms(0), (new.name, *new.weight))
        yield Wish(Ms(0), Rank.HOW, Ms(0), (*new.early, *new.late))
    yield Wish(Ms(0), Rank.NEXT, Ms(0), (*words.next_set, *words.question, words.position))
    yield Wish(Ms(0), Rank.TIP, Ms(0), (*words.remarks, *words.fillers))
    yield from (Wish(Ms(0), Rank.HOW, Ms(0), (text,)) for text in words.minutes_left.values())
    yield Wish(Ms(0), Rank.HOW, Ms(0), words.reminders)


def _heard(wishes: Iterable[Wish], talk: Talk) -> Iterator[Wish]:
    """The wishes that the level of `talk` allows."""
    for wish in wishes:
        if talk == "beeps" and wish.rank is Rank.COUNT:
            yield replace(wish, wordings=("",), sound="tick")
        elif wish.rank <= LOWEST[talk] or (wish.rank is Rank.CALL and wish.sound):
            yield wish
