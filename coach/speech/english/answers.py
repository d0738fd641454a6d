"""What the coach answers to commands, in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from coach.notation import MOST_RPE
from coach.session.answers import Answer, Reply
from coach.session.done import Done
from coach.session.plan import Closing, Opening, Prepare, Rest, Step, Switch, Work
from coach.session.sets import Ask, Set
from coach.speech.english.changes import change_answer
from coach.speech.english.loads import load
from coach.speech.english.numbers import amount, decimal, number, spoken_time
from coach.speech.english.rests import next_set
from coach.speech.english.sets import again, and_side, kind_of
from coach.speech.english.wording import inside, sentence
from coach.units import SECOND, Ms

_FIXED: Final = {
    Reply.PAUSED: "Paused.",
    Reply.GO_ON: "Here we go again.",
    Reply.ALMOST_OVER: "Nearly there.",
    Reply.NO_REST: "You're not resting.",
    Reply.NO_END: "This rest lasts until you say so.",
    Reply.NO_VARIANT: "There's no other version to switch to now.",
    Reply.NO_SET: "No set to log yet.",
    Reply.QUIET: "Quiet.",
    Reply.TALKING: "Talking again.",
    Reply.NOTHING_ELSE: "There's nothing else to do first.",
    Reply.NO_SWAP: "I have nothing to swap it for.",
    Reply.ON_CLOCK: "Not while the clock is running.",
    Reply.OVER: "The session is over.",
}
"""The answers that are always the same."""


def nothing_said() -> str:
    """The answer to "again" where nothing was said yet."""
    return "Nothing to repeat yet."


def answer(given: Answer, exercises: int) -> tuple[str, ...]:
    """The answer to a command, in a session of so many `exercises`; nothing if the sounds say it all."""
    if given.reply in _FIXED:
        return (_FIXED[given.reply],)
    match given:
        case Answer(Reply.REST_LEFT, left=int(left)):
            return (sentence(f"{spoken_time(left)} of rest left"),)
        case Answer(Reply.COMING, set=Set() as coming):
            return next_set(coming)
        case Answer(Reply.RESTART, set=Set() as same):
            return again(same)
        case Answer(Reply.COUNTED, done=Done(reps=int(reps))):
            return (sentence(amount(reps, "rep")),)
        case Answer(Reply.NOTED, done=Done() as done):
            return (noted(done),)
        case Answer(Reply.NEW_NOTE, set=Set() as subject, note=note):
            return (sentence(f"Noted for the {inside(subject.exercise.name)}: {note}"),)
        case Answer(Reply.WHERE, step=step, left=left) if step is not None:
            return where(step, left, exercises)
    return change_answer(given)


_QUESTIONS: Final[Mapping[Ask, str]] = {
    "set": "How many reps? Type the number.",
    "left": "How many on the left? Type the number.",
    "right": "How many on the right? Type the number.",
    "each": "How many on each side? Type the number.",
    "rpe": "How hard was that, from one to ten? Type the number.",
    "rir": "How many more could you have done? Type the number.",
}
_NOTED_SIDES: Final = {"left": "left side", "right": "right side", "both": "both sides", None: ""}


def how_many(which: Ask) -> str:
    """The question how many reps a set to failure had, or how hard a set was; digits answer it."""
    return _QUESTIONS[which]


def noted(done: Done) -> str:
    """What was noted of a set: "Noted: eight reps, left side, sixty-two and a half kilos." """
    what = spoken_time(done.held or Ms(0)) if done.reps is None else amount(done.reps, "rep")
    effort = _effort(done)
    if done.leaves_reps:
        return f"Noted: {load(done.load) if done.load else effort}."
    parts = [what, _NOTED_SIDES[done.side], load(done.load) if done.load else "", effort]
    return f"Noted: {', '.join(filter(None, parts))}."


def _effort(done: Done) -> str:
    """How hard a set was, as the athlete has put it: "effort nine", "two in reserve"."""
    if done.effort is None:
        return ""
    if done.scale == "rpe":
        return f"effort {decimal(done.effort)}"
    return f"{number(round(MOST_RPE - done.effort)) if done.effort < MOST_RPE else 'nothing'} in reserve"


def where(step: Step, left: Ms | None, exercises: int) -> tuple[str, ...]:
    """Where the athlete is: exercise, set, and how much of this step is left."""
    remaining = sentence(f"{spoken_time(left)} left") if left is not None and left >= SECOND else ""
    return tuple(dict.fromkeys(filter(None, [_place(step, remaining, exercises), remaining])))


def _place(step: Step, remaining: str, exercises: int) -> str:
    match step:
        case Opening() | Closing():
            return sentence(step.title)
        case Prepare(set=set):
            return f"Getting ready for the {inside(set.exercise.name)}."
        case Rest(before=set) | Switch(set=set):
            then = f"Then {inside(set.exercise.name)}, {_place_of(set)}."
            return " ".join(filter(None, ["Rest.", remaining, then]))
        case Work(set=set):
            kind = "Warm-up" if set.warm_up else f"Exercise {number(set.position)} of {number(exercises)}"
            side = and_side(set)
            place = f"{kind}: {inside(set.exercise.name)}, {_place_of(set)}{side}."
            return " ".join(filter(None, [place, remaining]))


def _place_of(set_: Set) -> str:
    """Which set of how many: "set two of three", "round two"."""
    of = f" of {number(set_.of)}" if set_.round is None or set_.round.of else ""
    return f"{kind_of(set_)} {number(set_.number)}{of}"
