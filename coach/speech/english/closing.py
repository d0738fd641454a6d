"""The last words of a session, in English."""

from __future__ import annotations

from typing import Final

from coach.session.plan import Tally
from coach.speech.english.numbers import amount, spoken_time, whole_minutes
from coach.speech.english.wording import inside, listing

_KINDS: Final = ("workout", "day", "session", "training", "routine", "circuit", "class")
"""Last words of titles that say already what kind of thing it is."""


def closing(tally: Tally, title: str) -> str:
    """What was done, in one sentence."""
    if not tally.sets:
        return "Stopped before your first set." if tally.stopped else f"{title} is over. You skipped every set."
    took = spoken_time(whole_minutes(tally.length))
    done = f"{amount(tally.exercises, 'exercise')}, {amount(tally.sets, 'set')}, in {took}"
    if tally.stopped:
        return f"Stopped. You did {done}."
    if not tally.complete:
        return f"{title} is over. You did {done}."
    return f"That's your {_workout(title)} done: {done}. You finished every set."


def _workout(title: str) -> str:
    """A routine as it is called in a sentence: "back workout", "strength day"."""
    name = inside(title)
    return name if name.lower().endswith(_KINDS) else f"{name} workout"


def bests(tally: Tally) -> str:
    """The exercises in which the athlete was better than the log has it: "Your best barbell shrug on record." """
    return f"Your best {listing(tuple(map(inside, tally.bests)))} on record." if tally.bests else ""
