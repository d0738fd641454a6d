"""The first words of a session, in English."""

from __future__ import annotations

from typing import Final

from coach.session.plan import Opening, Set
from coach.speech.english.numbers import MOST_ORDINAL, about, amount, number, ordinal, time, whole_minutes
from coach.speech.english.sets import and_side, kind_of
from coach.speech.english.wording import inside, listing, sentence
from coach.units import SECOND, Ms

_RECORDED: Final = "This is a recording: pause your player when you need more time."


def opening(step: Opening) -> list[tuple[bool, str]]:
    """The first words of a session, each with whether it is needed even by those who want to hear little."""
    counts = f"{amount(step.exercises, 'exercise')}, {amount(step.sets, 'set')}, {about(step.about)}"
    lines = [
        (True, sentence(step.title)),
        (True, f"The {step.variant.replace('-', ' ')} variant." if step.variant else ""),
        (False, sentence(step.summary) if step.summary else ""),
        (True, sentence(counts)),
        (True, f"You need {listing(step.equipment)}." if step.equipment else ""),
        (False, "You set the pace: press enter when a set is done." if step.own_pace else ""),
        (True, _RECORDED if step.recorded else ""),
        (True, _often(step)),
    ]
    return [(needed, line) for needed, line in lines if line]


def _often(step: Opening) -> str:
    if step.nth_in_week is None:
        return ""
    nth = f"your {ordinal(step.nth_in_week)}" if step.nth_in_week <= MOST_ORDINAL else "one more"
    return f"That would be {nth} {inside(step.title)} session in seven days."


def stopped(ago: Ms, set: Set) -> str:
    """The first words of a session that was broken off and goes on: when that was, and where."""
    when = f"{time(whole_minutes(ago))} ago" if ago > 45 * SECOND else "just now"
    side = and_side(set)
    return f"You stopped {when}, at {inside(set.exercise.name)}, {kind_of(set)} {number(set.number)}{side}."


def warm_up_begins() -> str:
    return "First, the warm-up."


def warm_up_ends() -> str:
    return "You are warm. Now the work."
