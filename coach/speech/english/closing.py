"""The last words of a session, in English."""

from __future__ import annotations

from coach.session.plan import Tally
from coach.speech.english.numbers import amount, time, whole_minutes
from coach.speech.english.wording import inside, listing, sentence


def closing(tally: Tally, title: str) -> str:
    """What was done, in one sentence."""
    if not tally.sets:
        return (
            "Stopped before the first set. Nothing was done." if tally.stopped else f"{title} is over. No set was done."
        )
    done = f"{amount(tally.exercises, 'exercise')}, {amount(tally.sets, 'set')}, in {time(whole_minutes(tally.time))}"
    if tally.stopped:
        return f"Stopped. You did {done}."
    if not tally.complete:
        return f"{title} is over. You did {done}."
    return f"{title}: done. {sentence(done)} Well done."


def bests(tally: Tally) -> str:
    """The exercises in which the athlete was better than ever: "Your best barbell shrug yet." """
    return f"Your best {listing(tuple(map(inside, tally.bests)))} yet." if tally.bests else ""
