"""The scored steps of a session as chapters: one for each exercise, and inside it a mark for each step."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from coach.audio.labels import Chapter
from coach.score.scoring import ScoredStep
from coach.session.plan import Step
from coach.speech.language import Written


def chapters(session: Iterable[ScoredStep], language: Written) -> tuple[Chapter, ...]:
    """The chapters of a session, in order and without gaps.

    A chapter begins with the step before its exercise, so that a player that jumps there plays the explanation.
    """
    titled = groupby(session, key=lambda scored: language.chapter(scored[1]))
    return tuple(_chapter(title, list(steps), language) for title, steps in titled)


def _chapter(title: str, steps: list[ScoredStep], language: Written) -> Chapter:
    marks = [Chapter(_mark(step, language), start, start + (scored.length or 0)) for start, step, scored in steps]
    return Chapter(title, marks[0].start, marks[-1].end, tuple(marks) if len(marks) > 1 else ())


def _mark(step: Step, language: Written) -> str:
    """What a step is called inside its chapter."""
    name = language.step_name(step)
    return name[:1].upper() + name[1:]
