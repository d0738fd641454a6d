"""What is wrong or odd in one routine, and how long its variants take."""

from __future__ import annotations

import math
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from pathlib import Path

from msgspec import Struct

from coach.audio.clip import Clip
from coach.cli import compose, runtime
from coach.cli.program.check import check_program
from coach.clock import duration
from coach.errors import CoachError, Code, Mistake
from coach.library.find import Library
from coach.library.programs import holds_program
from coach.player.clips import ClipLengths
from coach.player.render import scores
from coach.routine.review import review
from coach.score.audit import silences, untold
from coach.score.cues import Dropped, Rank, Score
from coach.score.scoring import score_plan
from coach.session.plan import Plan, Rest, Step, Work
from coach.session.planner import plan
from coach.units import Ms
from coach.voice.voice import NoVoice, RenderedVoice


class Checked(Struct, frozen=True):
    """The result for a routine: mistakes and warnings, the length of each variant, and whether it depends on nothing
    else.
    """

    mistakes: Sequence[Mistake]
    lengths: Mapping[str, Ms]
    lasting: bool = False


def checked(name: str, library: Library, voice: RenderedVoice, sounds: Mapping[str, Clip]) -> Checked:
    """Checks a routine, or a program, by its name or path."""
    try:
        if holds_program(path := compose.file_of(name)):
            return Checked(*check_program(str(path)))
        routine = library.load(name)
        lengths = {}
        unheard: list[tuple[Dropped, Mistake]] = []
        objections: list[Mistake] = []
        for variant in routine.variants:
            session = plan(routine, variant.name)
            lost, lengths[variant.name] = _rehearsed(session, routine.say, library.path(name).parent, voice, sounds)
            unheard += lost
            objections += _objections(session, sounds)
        # A line that is too long for several rests is reported once, with the largest excess.
        unheard.sort(key=lambda lost: lost[0].short_by)
        worst = {(mistake.place, mistake.line, dropped.text): mistake for dropped, mistake in unheard}
        found = [*_marked(path), *review(routine), *worst.values(), *dict.fromkeys(objections)]
    except CoachError as error:
        return Checked(error.mistakes, {})
    # A sound that the routine calls for is a separate file.
    alone = not any(exercise.sound_files for variant in routine.variants for exercise in variant.exercises)
    return Checked(
        sorted(found, key=lambda mistake: (mistake.line or 0, mistake.column or 0)),
        lengths,
        lasting=alone and not found,
    )


def _marked(path: Path) -> Iterator[Mistake]:
    """What is odd about the bytes of a file: a byte order mark, which we accept and other tools don't."""
    with path.open("rb") as file:
        if file.read(len(BOM_UTF8)) == BOM_UTF8:
            what = "begins with a byte order mark, which other TOML tools refuse"
            yield Mistake(what, "save it as UTF-8 without one", str(path), 1, code=Code.BYTE_ORDER_MARK)


def _rehearsed(
    session: Plan, spellings: Mapping[str, str], folder: Path, voice: RenderedVoice, sounds: Mapping[str, Clip]
) -> tuple[list[tuple[Dropped, Mistake]], Ms]:
    """The author's lines that don't fit in the session of a variant, and its length."""
    voice.pronounce(spellings)
    every = dict(sounds) | compose.called_sounds(session, folder)
    found: list[tuple[Dropped, Mistake]] = []
    end = Ms(0)
    for start, step, scored in scores(session, runtime.language(), voice, every, skip=says_nothing_of_the_authors):
        end = start + (scored.length or 0)
        found += _unheard(step, scored)
    return found, end


def _objections(session: Plan, sounds: Mapping[str, Clip]) -> Iterator[Mistake]:
    """What a listener would object to, once for each exercise: a long silence, or a set that isn't told in time.

    Of a session that says less than everything, it is not told.
    """
    if session.talk != "full":
        return
    language = runtime.language()
    # With estimated lengths, as no clip is needed for most of what is said.
    heard = list(score_plan(session, ClipLengths(NoVoice(), sounds, language), language))
    quiet = [(one.step.before, one.length) for one in silences(heard) if isinstance(one.step, Rest)]
    # The longest one comes last, and stays.
    longest = {coming.block: (coming, length) for coming, length in sorted(quiet, key=itemgetter(1))}
    for coming, length in longest.values():
        if coming.exercise.source is not None:
            what = f"a rest before it is silent for {duration(length)}"
            yield coming.exercise.source.mistake(Code.LONG_SILENCE, what, "write tips or mistakes to be said in it")
    for late in {one.set.block: one.set for one in untold(heard, language)}.values():
        if late.exercise.source is not None:
            what = f"the rest before set {late.number} has no room to say what it asks for"
            yield late.exercise.source.mistake(Code.UNTOLD, what, "lengthen the rest")


def says_nothing_of_the_authors(step: Step) -> bool:
    """Whether a step has no line of the author's that must be heard."""
    match step:
        case Work(set=done):
            return not done.exercise.calls
        case Rest(after=done, introduces=news):
            return not (news or done.exercise.calls)
    return False


def _unheard(step: Step, scored: Score) -> Iterator[tuple[Dropped, Mistake]]:
    """The author's lines that don't fit in a step, each with the number of seconds by which it is too long."""
    if not isinstance(step, Rest | Work):
        return
    for dropped in scored.dropped:
        of_next = isinstance(step, Rest) and dropped.rank is not Rank.CALL
        done = step.after if isinstance(step, Rest) else step.set
        source = (step.before if isinstance(step, Rest) and of_next else done).exercise.source
        if source is None or (isinstance(step, Work) and dropped.rank is not Rank.CALL):
            continue
        room = f"{duration(step.length)} of rest" if isinstance(step, Rest) else "room that it has in the set"
        message = f'"{dropped.text}" is {math.ceil(dropped.short_by / 100) / 10} s too long for the {room}'
        hint = "shorten it, or lengthen the rest" if isinstance(step, Rest) else "shorten it, or move it"
        yield dropped, source.mistake(Code.UNHEARD, message, hint, dropped.text.strip("()"))
