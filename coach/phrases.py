"""Every word the coach says, in English. Another language is another module with these functions.

Each function gives the sentence to say, or a tuple of wordings of one sentence, the fullest first:
the score takes the first that fits. Numbers are written out, so that what is printed is what is heard.
"""

from __future__ import annotations

import re
from typing import Final

from coach.notation import MINUTE, SECOND, Load, Ms, Reps, Span
from coach.plan import Closing, Opening, Prepare, Rest, Set, Step, Switch, Tally, Work
from coach.session import Answer, Reply

_ONES: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS: Final = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

GET_READY: Final = "Get ready."
TEN_SECONDS: Final = "Ten seconds."
HALFWAY: Final = "Halfway."
PAUSED: Final = "Paused."
GO_ON: Final = "Going on."
ALMOST_OVER: Final = "Almost over."
NO_REST_NOW: Final = "There is no rest to change now."
RECORDED: Final = "This is a recording: pause your player when you need more time."
NOTHING_SAID: Final = "I have said nothing yet."


def number(n: int) -> str:
    """A whole number in words: 24 is "twenty-four"."""
    if n < 20:
        return _ONES[n]
    if n < 100:
        tens, ones = divmod(n, 10)
        return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
    if n < 1000:
        hundreds, rest = divmod(n, 100)
        return f"{_ONES[hundreds]} hundred" + (f" and {number(rest)}" if rest else "")
    thousands, rest = divmod(n, 1000)
    return f"{number(thousands)} thousand" + (f" {number(rest)}" if rest else "")


def decimal(x: float) -> str:
    """A number with decimals in words: 62.5 is "sixty-two point five"."""
    whole, _, digits = f"{x:g}".partition(".")
    return number(int(whole)) + (f" point {' '.join(_ONES[int(d)] for d in digits)}" if digits else "")


def amount(n: int, one: str) -> str:
    """A number of things: "one set", "three sets"."""
    return f"{number(n)} {one}{'' if n == 1 else 's'}"


def time(length: Ms) -> str:
    """A length of time as one says it: "ninety seconds", "one minute forty-five", "two minutes"."""
    seconds = max(1, round(length / SECOND))
    if seconds < 60 or seconds == 90:
        return amount(seconds, "second")
    minutes, seconds = divmod(seconds, 60)
    if minutes < 60:
        return amount(minutes, "minute") + (f" {number(seconds)}" if seconds else "")
    hours, minutes = divmod(minutes, 60)
    return amount(hours, "hour") + (f" {amount(minutes, 'minute')}" if minutes else "")


def about(length: Ms) -> str:
    """A length of time to the nearest five minutes: "about an hour"."""
    minutes = max(5, 5 * round(length / MINUTE / 5)) if length > 3 * MINUTE else max(1, round(length / MINUTE))
    if minutes == 60:
        return "about an hour"
    return f"about {time(minutes * MINUTE)}"


def listing(items: tuple[str, ...]) -> str:
    """ "a bar, a bench and dumbbells" """
    return " and ".join(filter(None, [", ".join(items[:-1]), items[-1]])) if items else ""


def sentence(text: str) -> str:
    """`text` with a capital and a full stop."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def inside(name: str) -> str:
    """A name as it stands inside a sentence: "machine row", but still "EZ-bar curl"."""
    first = re.split(r"[ -]", name, maxsplit=1)[0]
    return name if first in _PROPER or not name[1:2].islower() else name[:1].lower() + name[1:]


_PROPER: Final = {
    "Arnold", "Bulgarian", "Copenhagen", "Cossack", "Hindu", "Nordic", "Pallof", "Pendlay", "Romanian", "Russian",
    "Smith", "Spanish", "Swiss", "Turkish", "Zercher", "Zottman",
}  # fmt: skip
"""First words of exercises' names that keep their capital."""


def opening(step: Opening) -> list[str]:
    lines = [sentence(step.title)]
    if step.variant:
        lines.append(f"The {step.variant.replace('-', ' ')} variant.")
    if step.summary:
        lines.append(sentence(step.summary))
    lines.append(sentence(f"{amount(step.exercises, 'exercise')}, {amount(step.sets, 'set')}, {about(step.about)}"))
    if step.equipment:
        lines.append(f"You need {listing(step.equipment)}.")
    if step.own_pace:
        lines.append("You set the pace: press enter when a set is done.")
    if step.recorded:
        lines.append(RECORDED)
    return lines


def warm_up_begins() -> str:
    return "First, the warm-up."


def warm_up_ends() -> str:
    return "You are warm. Now the work."


def reps(value: Reps | Span, cap: int) -> str:
    """What a set asks for: "eight to ten reps", "at least six reps, to failure"."""
    if isinstance(value, Span):
        return time(value.middle)
    if value.high is None:
        least = f"at least {amount(value.low, 'rep')}, " if value.low > 1 else "as many reps as you can, "
        return f"{least}to failure; I count to {number(cap)}"
    if value.low == value.high:
        return amount(value.low, "rep")
    return f"{number(value.low)} to {amount(value.high, 'rep')}"


def load(value: Load) -> str:
    """A weight in words: "sixty kilos", "your own weight plus ten kilos"."""
    unit = {"kg": "kilo", "lb": "pound"}.get(value.unit or "", "")
    weight = f"{decimal(value.amount)} {unit}{'' if value.amount == 1 else 's'}" if unit else ""
    return " plus ".join(filter(None, ["your own weight" if value.bodyweight else "", weight]))


def name(set: Set) -> str:
    return sentence(set.exercise.name)


def what(set: Set) -> str:
    """The exercise with its sets and reps, said before its first set."""
    exercise = set.exercise
    asked = reps(exercise.reps, exercise.most_reps)
    each = " on each side, left first" if exercise.side == "each" else ""
    if set.of == 1:
        return f"{sentence(exercise.name)} {sentence(asked + each)}"
    sets = amount(set.of, "set")
    return f"{sentence(exercise.name)} {sentence(f'{sets} of {asked}{each}')}"


def set_up(set: Set) -> list[str]:
    """What to do before the exercise: the load, and how to get into position."""
    exercise = set.exercise
    lines = [sentence(load(exercise.load))] if exercise.load else []
    return lines + [sentence(line) for line in exercise.setup]


def how(set: Set) -> list[str]:
    """How to do the exercise, line by line, and the easier way."""
    exercise = set.exercise
    lines = [sentence(line) for line in exercise.cues]
    if exercise.easier:
        lines.append(f"Too hard today? Do the {inside(exercise.easier)} instead.")
    return lines


def reminders(set: Set) -> tuple[str, ...]:
    """The exercise's cues, another one first before each set: one of them is said."""
    cues = set.exercise.cues
    first = (set.number - 2) % max(1, len(cues))
    return tuple(sentence(cue) for cue in (*cues[first:], *cues[:first]))


def tip(rest: Rest) -> str | None:
    """One of the tips for the exercise just done, another one in each rest."""
    tips = rest.after.exercise.tips
    return sentence(tips[rest.index % len(tips)]) if tips else None


def next_set(set: Set) -> tuple[str, ...]:
    """What comes next, said just before the count-in."""
    if set.first:
        return (f"Next: {inside(set.exercise.name)}.", sentence(set.exercise.name))
    if set.number == set.of:
        return ("Next: the last set.", "Last set.")
    return (f"Next: set {number(set.number)} of {number(set.of)}.", f"Set {number(set.number)}.")


def rest(length: Ms) -> tuple[str, ...]:
    return (f"Rest: {time(length)}.", "Rest.")


def other_side(set: Set) -> tuple[str, ...]:
    return (f"Other side: {set.side}.", "Other side.")


def minutes_left(minutes: int) -> str:
    return sentence(f"{amount(minutes, 'minute')} left")


def count(rep: int, set: Set) -> tuple[str, ...]:
    """What is said as rep `rep` ends."""
    asked = set.exercise.reps
    said = number(rep).capitalize()
    is_least = isinstance(asked, Reps) and rep == asked.low and asked.low != asked.high and rep > 1
    is_last_but_one = set.reps is not None and rep == set.reps - 1
    if is_least and is_last_but_one:
        return (f"{said}: that's your minimum. Last one.", f"{said}. Last one.", "Last one.", f"{said}.")
    if is_least:
        return (f"{said}: that's your minimum.", f"{said}.")
    if is_last_but_one:
        return (f"{said}. Last one.", "Last one.", f"{said}.")
    return (f"{said}.",)


def closing(tally: Tally, title: str) -> str:
    """What was done, in one sentence."""
    if not tally.sets:
        return (
            "Stopped before the first set. Nothing was done." if tally.stopped else f"{title} is over. No set was done."
        )
    done = f"{amount(tally.exercises, 'exercise')}, {amount(tally.sets, 'set')}, in {time(_whole_minutes(tally.time))}"
    if tally.stopped:
        return f"Stopped. You did {done}."
    if tally.sets < tally.planned:
        return f"{title} is over. You did {done}."
    return f"{title}: done. {sentence(done)} Well done."


def _whole_minutes(length: Ms) -> Ms:
    return max(1, round(length / MINUTE)) * MINUTE if length > 45 * SECOND else length


def again(set: Set) -> tuple[str, ...]:
    """Said when a set is started anew."""
    side = f", {set.side} side" if set.side else ""
    whole = f"{set.exercise.name}, set {number(set.number)}{side}, again."
    return (whole, f"Set {number(set.number)}{side} again.", f"Set {number(set.number)} again.", "Again.")


def step_name(step: Step) -> str:
    """What a step is called on the screen and when the athlete asks."""
    match step:
        case Opening():
            return "opening"
        case Prepare(set=set):
            return f"get ready: {set.exercise.name}"
        case Work(set=set):
            side = f", {set.side} side" if set.side else ""
            return f"{set.exercise.name}, set {set.number} of {set.of}{side}"
        case Switch():
            return "other side"
        case Rest():
            return "rest"
        case Closing():
            return "closing"


def answer(given: Answer, exercises: int) -> tuple[str, ...]:
    """The answer to a command, in a session of so many `exercises`; nothing where the sounds say it all."""
    match given:
        case Answer(Reply.PAUSED):
            return (PAUSED,)
        case Answer(Reply.GO_ON):
            return (GO_ON,)
        case Answer(Reply.ALMOST_OVER):
            return (ALMOST_OVER,)
        case Answer(Reply.NO_REST):
            return (NO_REST_NOW,)
        case Answer(Reply.REST_LEFT, left=int(left)):
            return (sentence(f"{time(left)} of rest left"),)
        case Answer(Reply.COMING, set=Set() as coming):
            return next_set(coming)
        case Answer(Reply.RESTART, set=Set() as same):
            return again(same)
        case Answer(Reply.WHERE, step=step, left=left) if step is not None:
            return where(step, left, exercises)
    return ()


def where(step: Step, left: Ms | None, exercises: int) -> tuple[str, ...]:
    """Where the athlete is: exercise, set, and how much of this step is left."""
    remaining = sentence(f"{time(left)} left") if left is not None and left >= SECOND else ""
    return tuple(dict.fromkeys(filter(None, [_place(step, remaining, exercises), remaining])))


def _place(step: Step, remaining: str, exercises: int) -> str:
    match step:
        case Opening() | Closing():
            return sentence(step.title)
        case Prepare(set=set):
            return f"Getting ready for the {inside(set.exercise.name)}."
        case Rest(before=set) | Switch(set=set):
            then = f"Then {inside(set.exercise.name)}, set {number(set.number)} of {number(set.of)}."
            return " ".join(filter(None, ["Rest.", remaining, then]))
        case Work(set=set):
            kind = "Warm-up" if set.warm_up else f"Exercise {number(set.position)} of {number(exercises)}"
            side = f", {set.side} side" if set.side else ""
            place = f"{kind}: {inside(set.exercise.name)}, set {number(set.number)} of {number(set.of)}{side}."
            return " ".join(filter(None, [place, remaining]))


def estimate(text: str) -> Ms:
    """About how long `text` takes to say, where there is no voice to measure it with.

    Ordinary speech is about 15 characters a second.
    """
    return 300 + 65 * len(text)
