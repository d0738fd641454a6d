"""What the coach says when the athlete changes what is to come, in English."""

from __future__ import annotations

from coach.session.answers import Answer, Reply
from coach.session.cut import Cut
from coach.session.sets import Set
from coach.speech.english.groups import group_name
from coach.speech.english.numbers import about, amount, number
from coach.speech.english.sets import and_side, kind_of
from coach.speech.english.wording import inside, listing, sentence


def change_answer(given: Answer) -> tuple[str, ...]:
    """The answer where what is to come has changed, or can't: "Later. Now: barbell shrug." """
    match given:
        case Answer(Reply.LATER, set=Set() as coming):
            return (f"Later. Now: {named(coming)}.",)
        case Answer(Reply.SKIPPED, set=Set() as coming):
            return (f"Skipped. Now: {named(coming)}.",)
        case Answer(Reply.SKIPPED):
            return ("Skipped. That was the last exercise.",)
        case Answer(Reply.SWAPPED, set=Set() as coming):
            return (f"{sentence(coming.exercise.name)[:-1]} instead.",)
        case Answer(Reply.EXTRA, set=Set() as coming):
            return ("One more set.",)
        case Answer(Reply.REDO, set=Set() as coming):
            return (f"That was a try. {again(coming)}", "That was a try.")
        case Answer(Reply.SHORTER, cut=Cut() as cut):
            return shorter(cut)
    return ()


def named(coming: Set) -> str:
    """An exercise, or the group that begins with it, inside a sentence."""
    if coming.round is not None and coming.round.opens and coming.round.number == 1:
        return f"{group_name(coming.round.group)}, {inside(coming.exercise.name)}"
    return inside(coming.exercise.name)


def again(coming: Set) -> str:
    """Which set is done again: "Set two again." """
    return sentence(f"{kind_of(coming)} {number(coming.number)}{and_side(coming)} again")


def shorter(cut: Cut) -> tuple[str, ...]:
    """What was left out to save time, and what that leaves: "Two sets fewer: about thirty minutes to go." """
    to_go = f"{about(cut.left)} to go"
    if cut.nothing:
        return (f"That fits: {to_go}.",) if cut.fits else (f"That's as short as it gets: {to_go}.",)
    what = _left_out(cut)
    return (sentence(f"{what}: {to_go}"), sentence(to_go))


def cut(out: Cut) -> str:
    """What was left out before the session begins: "To save time: two sets fewer and shorter rests." """
    if not out.fits:
        short = "That's as short as it gets"
        return sentence(f"{short}: {_left_out(out)}" if not out.nothing else short)
    return sentence(f"To save time: {_left_out(out)}") if not out.nothing else ""


def _left_out(cut: Cut) -> str:
    """What was left out: "two sets fewer, no face pull and shorter rests"."""
    fewer = f"{amount(cut.sets, 'set')} fewer" if cut.sets else ""
    names = [f"no {inside(name)}" for name in cut.exercises]
    return listing(tuple(filter(None, [fewer, *names, "shorter rests" if cut.rests else ""])))


def returns(set_: Set) -> str:
    """That an exercise goes on that was put off: "Back to the pull-up: set two of three." """
    if set_.opens_exercise:
        return f"Back to the {inside(set_.exercise.name)}."
    which = f"{kind_of(set_)} {number(set_.number)}"
    of = set_.of if set_.round is None else set_.round.of
    which += f" of {number(of)}" if of else ""
    return f"Back to the {inside(set_.exercise.name)}: {which}{and_side(set_)}."
