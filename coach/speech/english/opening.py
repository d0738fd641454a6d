"""The first words of a session, in English."""

from __future__ import annotations

from typing import Final

from coach.session.plan import Opening, ProgramDay
from coach.session.sets import Set
from coach.speech.english.changes import cut
from coach.speech.english.numbers import MOST_ORDINAL, about, amount, number, ordinal, spoken_time, whole_minutes
from coach.speech.english.sets import and_side, kind_of
from coach.speech.english.wording import in_other_words, inside, listing, sentence, workout
from coach.units import HOUR, SECOND, Ms

_COLD: Final = "No warm-up this time: move for a few minutes first, and take the first set easy."
_RECORDED: Final = "This is a recording; pause it whenever you need to."


def opening(step: Opening) -> list[tuple[bool, str]]:
    """The first words of a session, each with whether it is needed even by those who want to hear little."""
    # Nobody knows how many sets an AMRAP comes to.
    sets = [] if step.open_ended else [amount(step.sets, "set")]
    counts = ", ".join([amount(step.exercises, "exercise"), *sets, about(step.about)])
    lines = [
        (True, sentence(step.title)),
        *((True, line) for line in (_program(step.program) if step.program else [])),
        *((True, line) for line in _version(step)),
        (False, sentence(step.summary) if step.summary else ""),
        (True, sentence(counts)),
        (True, cut(step.cut) if step.cut else ""),
        (True, _missing(step) if step.missing else _needed(step.equipment)),
        (True, _COLD if step.cold else ""),
        (step.buttons, _own_pace(step)),
        (True, _RECORDED if step.recorded else ""),
        (True, _often(step)),
    ]
    return [(needed, line) for needed, line in lines if line]


def _version(step: Opening) -> list[str]:
    """Which variant it is; where the athlete has the choice, for whom each is."""
    this = step.variant.replace("-", " ")
    if not step.choices or step.recorded:
        return [sentence(f"{this} version")] if step.variant else []
    each = [f"{one.variant.replace('-', ' ')}, {one.audience}" for one in step.choices]
    versions = amount(len(each), "version").capitalize()
    other = "the other" if len(each) == 2 else "the next"
    return [f"{versions}: {'; '.join(each)}.", f"{this.capitalize()} it is; press V for {other}."]


def _needed(equipment: tuple[str, ...]) -> str:
    return f"You'll need {listing(equipment)}." if equipment else ""


def _missing(step: Opening) -> str:
    """What the athlete lacks, and where that matters."""
    named, others = step.missing[:3], len(step.missing) - 3
    # One other thing is as quickly named.
    items = step.missing if others <= 1 else (*named, f"{number(others)} other things")
    lacking = f"You don't have {listing(items, 'or')}"
    if step.recorded:
        return f"{lacking}."
    if len(step.unequipped) > 3:
        return f"{lacking}: press S to swap the exercises that need them."
    names = tuple(f"the {inside(name)}" for name in step.unequipped)
    return f"{lacking}: press S at {listing(names)} to swap {'it' if len(names) == 1 else 'them'}."


def _own_pace(step: Opening) -> str:
    if not step.own_pace:
        return ""
    button = ", or play on your headset," if step.buttons else ""
    return f"You set the pace: press enter{button} when a set is done."


def button() -> str:
    """Which button of a headset ends a set to failure."""
    return "When you can't do another rep, press play on your headset to end the set."


def _program(day: ProgramDay) -> list[str]:
    """Which day of which program it is, what is special about its week, and whether there was enough rest."""
    week = f"week {number(day.week)}, " if day.weeks > 1 else ""
    lines = [f"{sentence(day.program)[:-1]}: {week}day {number(day.day)}."]
    lines += [sentence(label) for label in (day.phase, day.label) if label and day.day == 1]
    if day.rest_left:
        lines.append(f"You're {amount(day.rest_left, 'rest day')} short; go easy if you're still tired.")
    return lines


def _often(step: Opening) -> str:
    if step.nth_in_week is None:
        return ""
    nth = f"your {ordinal(step.nth_in_week)}" if step.nth_in_week <= MOST_ORDINAL else "yet another"
    return f"This is {nth} {workout(step.title)} this week; go easy if you're still sore."


def stopped(ago: Ms, set_: Set) -> str:
    """The first words of a session that was broken off and goes on: when that was, and where."""
    when = f"{_how_long(ago)} ago" if ago > 45 * SECOND else "just now"
    side = and_side(set_)
    return f"You stopped {when}, at {inside(set_.exercise.name)}, {kind_of(set_)} {number(set_.number)}{side}."


def _how_long(length: Ms) -> str:
    """A time that is past: to the minute within a day, then in days, weeks, months of 30 days, and years."""
    days = length // (24 * HOUR)
    if days < 1:
        return spoken_time(whole_minutes(length))
    for size, least, name in ((365, 730, "year"), (30, 60, "month"), (7, 14, "week"), (1, 1, "day")):
        if days >= least:
            return amount(days // size, name)
    return ""


_WARM_UP_BEGINS: Final = ("First, the warm-up.", "Let's warm up.", "We start with the warm-up.")
_WARM_UP_ENDS: Final = ("You're warm. Let's work.", "That's the warm-up. Now the work.", "Warm-up done. Here we go.")


def warm_up_begins(first: Set) -> str:
    """Said before the first set of a warm-up; another wording each time."""
    return in_other_words(_WARM_UP_BEGINS, first)


def warm_up_ends(first: Set) -> str:
    """Said between the warm-up and the first working set; another wording each time."""
    return in_other_words(_WARM_UP_ENDS, first)
