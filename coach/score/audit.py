"""What a listener would object to in a session: long silences, a set that nobody knows enough of, what is said again.

Works on scored sessions, in whatever language, so that tests and `coach check` hold a routine to the same rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from coach.score.cues import IN_POSITION, Cue, Rank
from coach.score.scoring import ScoredStep
from coach.session.plan import Prepare, Rest, Step, Work
from coach.session.sets import Set
from coach.speech.language import Language
from coach.units import MINUTE, SECOND, Ms

LONGEST_SILENCE: Final[Ms] = 45 * SECOND
"""The longest silence in a rest that doesn't feel long to a listener."""


class Silence(Struct, frozen=True):
    """A stretch of a rest or a preparation, from `at` of the session on, in which nothing is heard for `length`."""

    at: Ms
    length: Ms
    step: Step


class Untold(Struct, frozen=True):
    """A set of which it isn't said in time what it is, or with which load."""

    at: Ms
    set: Set


def silences(session: Iterable[ScoredStep], longest: Ms = LONGEST_SILENCE) -> Iterator[Silence]:
    """The silences between sets that are longer than `longest`."""
    for start, step, scored in session:
        if not isinstance(step, Rest | Prepare):
            continue
        over = Ms(0)
        for begin, end in [*((cue.at, cue.end) for cue in scored.cues), (scored.length or Ms(0), Ms(0))]:
            if begin - over > longest:
                yield Silence(start + over, begin - over, step)
            over = max(over, end)


def untold(session: Iterable[ScoredStep], language: Language) -> Iterator[Untold]:
    """The sets, but for the other side or a drop, that aren't told before one has to take one's place.

    That is 20 s before the set, or three quarters into a rest that is shorter than 40 s; what is said while getting
    ready counts to its end, as that lasts as long as the words. A set's load has to be told where it isn't that of the
    set before.
    """
    told: dict[str, Set] = {}
    for start, step, scored in session:
        match step:
            case Rest(before=coming, introduces=news):
                length = scored.length or Ms(0)
                by = length - IN_POSITION if length >= 2 * IN_POSITION else Ms(length * 3 // 4)
                before = told.get(coming.key.block)
                if not _is_told(scored.cues, by, coming, before if not news else None, language, step.time_left):
                    yield Untold(start, coming)
            case Prepare(set=coming, introduces=news, members=members):
                told |= {one.key.block: one for one in (*members, *news)}
                heard = {cue.text for cue in scored.cues}
                if language.what(coming) not in heard:
                    yield Untold(start, coming)
            case Work(set=done):
                told[done.key.block] = done


def _is_told(
    cues: Sequence[Cue], by: Ms, coming: Set, before: Set | None, language: Language, time_left: Ms | None
) -> bool:
    """Whether the `coming` set is told by a time of its rest: anew where no set is known `before` it."""
    heard = {cue.text for cue in cues if cue.end <= by}
    if before is None:
        return {language.what(coming), *language.weight(coming)} <= heard
    wordings = language.next_set(coming, time_left)
    same = (before.asked.load, before.asked.reps) == (coming.asked.load, coming.asked.reps)
    # The last wording of several is the shortest one, which leaves the load out.
    enough = wordings if same or len(wordings) == 1 else wordings[:-1]
    return not heard.isdisjoint(enough)


def said_again(sessions: Sequence[Sequence[ScoredStep]], language: Language) -> Iterator[str]:
    """The remarks and reminders of `sessions`, one after the other, that are heard more than once in them."""
    seen: set[str] = set()
    for session in sessions:
        for text in _optional(session, language):
            if text in seen:
                yield text
            seen.add(text)


def _optional(session: Iterable[ScoredStep], language: Language) -> Iterator[str]:
    """What is said in the rests of a session that nobody needs to be told: no commands, no counts, nothing taught."""
    for _, step, scored in session:
        if not isinstance(step, Rest):
            continue
        counts = {language.remark(one) for one in step.remarks if one.kind in ("sets left", "time left")}
        counts |= {language.minutes_left(n) for n in range(1, step.length // MINUTE + 1)}
        for cue in scored.cues:
            reminder = cue.rank is Rank.HOW and not step.introduces
            if cue.text not in counts and (cue.rank is Rank.TIP or reminder):
                yield cue.text
