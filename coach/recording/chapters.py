"""The scored steps of a session as chapters: one for each exercise, and inside it a mark for each step."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TypeAlias

from coach.audio.labels import Chapter
from coach.score.cues import Score
from coach.session.plan import Closing, Opening, Rest, Step
from coach.speech.english import phrases, wording
from coach.units import Ms

Scored: TypeAlias = tuple[Ms, Step, Score]
"""When a step starts, the step, and what is heard in it."""


def chapters(session: Iterable[Scored]) -> tuple[Chapter, ...]:
    """The chapters of a session, in order and without gaps.

    A chapter begins with what leads up to its exercise: a player that jumps to it tells how it is done.
    """
    return tuple(_chapter(title, list(steps)) for title, steps in groupby(session, key=lambda scored: _of(scored[1])))


def _of(step: Step) -> str:
    """The title of the chapter that `step` belongs to."""
    if isinstance(step, Opening | Closing):
        return phrases.step_name(step).capitalize()
    set = step.before if isinstance(step, Rest) else step.set
    if set.round is not None:
        return phrases.group_name(set.round.group)
    return f"Warm-up: {wording.inside(set.exercise.name)}" if set.warm_up else set.exercise.name


def _chapter(title: str, steps: list[Scored]) -> Chapter:
    marks = [Chapter(_mark(step), start, start + (scored.length or 0)) for start, step, scored in steps]
    return Chapter(title, marks[0].start, marks[-1].end, tuple(marks) if len(marks) > 1 else ())


def _mark(step: Step) -> str:
    """What a step is called inside its chapter."""
    name = phrases.step_name(step)
    return name[:1].upper() + name[1:]
