"""The last words of a session, in English."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from coach.session.plan import Closing, Coming, Tally
from coach.session.variety import one_of
from coach.speech.english.numbers import amount, spoken_time, whole_minutes
from coach.speech.english.wording import inside, listing, workout

_WHOLE: Final = (
    "That's your {workout} done: {done}. You finished every set.",
    "And that's it: {done}. You finished every set.",
    "All done: {done}. You finished every set.",
)
"""The sentence after a session in which every set was done; another one each time."""


def closing(step: Closing) -> str:
    """What was done, in one sentence."""
    tally, title = step.tally, step.title
    if not tally.sets:
        skipped = f"That's the end of your {workout(title)}; you skipped every set."
        return "Stopped before your first set." if tally.stopped else skipped
    took = spoken_time(whole_minutes(tally.length))
    done = f"{amount(tally.exercises, 'exercise')}, {amount(tally.sets, 'set')}, in {took}"
    if tally.stopped:
        return f"Stopped. You did {done}."
    if not tally.complete:
        return f"That's it for your {workout(title)}: {done}."
    return one_of(_WHOLE, step.before).format(workout=workout(title), done=done)


_MOST_NAMED: Final = 3
"""The most exercises that are named; of more, only the number is said."""


def bests(tally: Tally) -> str:
    """The exercises in which the athlete was better than the log has it: "Your best barbell shrug on record." """
    if len(tally.bests) > _MOST_NAMED:
        return f"Your best on record in {_named(tally.bests)}."
    return f"Your best {listing(tuple(map(inside, tally.bests)))} on record." if tally.bests else ""


def improved(tally: Tally) -> str:
    """In which exercises more was done than last time: "More reps than last time in the pulley row." """
    load = [name for name in tally.more_load if name not in tally.bests]
    reps = [name for name in tally.more_reps if name not in tally.bests]
    facts = (("weight", load), ("reps", reps))
    return " ".join(f"More {what} than last time in {_named(names)}." for what, names in facts if names)


def _named(names: Sequence[str]) -> str:
    if len(names) > _MOST_NAMED:
        return amount(len(names), "exercise")
    return listing(tuple(f"the {inside(name)}" for name in names))


_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def coming(step: Closing) -> str:
    """What comes next, and when: "Next back workout: Thursday at the earliest." """
    if step.coming is None or not step.tally.sets:
        return ""
    after = step.coming
    when = _when(after)
    if after.program:
        return f"Next in {after.program}: {after.title}, {when} at the earliest."
    return f"Next {workout(after.title)}: {when} at the earliest."


def _when(after: Coming) -> str:
    if after.days <= 1:
        return "tomorrow"
    if after.days == len(_WEEKDAYS):
        return "a week from today"
    return f"in {amount(after.days, 'day')}" if after.weekday is None else _WEEKDAYS[after.weekday]
