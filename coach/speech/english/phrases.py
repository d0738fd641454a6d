"""Every sentence the coach says, in English. Another language is another module of these functions, and a `wording`.

Each function gives the sentence to say, or a tuple of wordings of one sentence, the fullest first:
the score takes the first that fits. Numbers are written out, so that what is printed is what is heard.
"""

from __future__ import annotations

from typing import Final

from coach.notation import Count, Load, Reps, Span
from coach.progression.plates import Loading
from coach.routine.model import Group
from coach.session.done import Done
from coach.session.plan import Closing, Opening, Prepare, Rest, Set, Step, Switch, Tally, Work
from coach.session.state import Answer, Reply
from coach.speech.english.wording import (
    MOST_ORDINAL,
    about,
    amount,
    decimal,
    in_turn,
    inside,
    listing,
    number,
    ordinal,
    plural,
    rounded_down,
    sentence,
    time,
    whole_minutes,
)
from coach.units import MINUTE, SECOND, Ms

GET_READY: Final = "Get ready."
TEN_SECONDS: Final = "Ten seconds."
HALFWAY: Final = "Halfway."
PAUSED: Final = "Paused."
GO_ON: Final = "Going on."
ALMOST_OVER: Final = "Almost over."
NO_REST_NOW: Final = "There is no rest to change now."
NO_SET_YET: Final = "There is no set to note yet."
TIME_IS_UP: Final = "Time."
RECORDED: Final = "This is a recording: pause your player when you need more time."
NOTHING_SAID: Final = "I have said nothing yet."


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
        (True, RECORDED if step.recorded else ""),
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
    side = f", {set.side} side" if set.side else ""
    return f"You stopped {when}, at {inside(set.exercise.name)}, {_kind(set)} {number(set.number)}{side}."


def warm_up_begins() -> str:
    return "First, the warm-up."


def warm_up_ends() -> str:
    return "You are warm. Now the work."


def reps(value: Reps | Span, cap: int | None) -> str:
    """What a set asks for: "eight to ten reps", "at least six reps, to failure"."""
    if isinstance(value, Span):
        return time(value.middle)
    if value.high is None:
        least = f"at least {amount(value.low, 'rep')}, " if value.low > 1 else "as many reps as you can, "
        return f"{least}to failure" + (f"; I count to {number(cap)}" if cap else "")
    if value.low == value.high:
        return amount(value.low, "rep")
    return f"{number(value.low)} to {amount(value.high, 'rep')}"


def _short_reps(value: Reps | Span) -> str:
    """Reps as they stand in a row of sets: "five, five, at least five"."""
    if isinstance(value, Span):
        return time(value.middle)
    if value.high is None:
        return f"at least {number(value.low)}" if value.low > 1 else "as many as you can"
    return number(value.low) if value.low == value.high else f"{number(value.low)} to {number(value.high)}"


def load(value: Load) -> str:
    """A weight in words: "sixty kilos", "your own weight plus ten kilos", "seventy-five percent of your max"."""
    if value.percent is not None:
        return f"{decimal(value.percent)} percent of your max"
    unit = {"kg": "kilo", "lb": "pound"}.get(value.unit or "", "")
    weight = f"{decimal(value.amount)} {unit}{'' if value.amount == 1 else 's'}" if unit else ""
    return " plus ".join(filter(None, ["your own weight" if value.bodyweight else "", weight]))


def name(set: Set) -> str:
    return sentence(set.exercise.name)


def what(set: Set) -> str:
    """The exercise with its sets and reps, said before its first set."""
    exercise = set.exercise
    each = " on each side, left first" if exercise.side == "each" else ""
    if set.round is not None and set.round.group.kind in ("ladder", "tabata"):
        # How much is said once, for all exercises of the group.
        return sentence(exercise.name) + (f" {sentence(each)}" if each else "")
    return f"{sentence(exercise.name)} {sentence(_all_sets(set) + each)}"


def _all_sets(set: Set) -> str:
    """What all sets of the exercise come to: "two warm-up sets, then three sets of five reps"."""
    exercise = set.exercise
    working = exercise.working_sets
    lighter = exercise.warm_up_sets if set.round is None else ()
    before = f"{amount(len(lighter), 'warm-up set')}, then " if lighter else ""
    drops = sum(asked.kind == "drop" for asked in exercise.sets) if set.round is None else 0
    after = f", with {amount(drops, 'drop set')}" if drops else ""
    if len({asked.reps for asked in working}) == 1:
        asked = reps(working[0].reps, working[0].counted if set.counted else None)
        whole = asked if len(working) == 1 or set.round else f"{_how_many(exercise.count)} of {asked}"
        return before + whole + after
    row = in_turn([_short_reps(asked.reps) for asked in working])
    return f"{before}{amount(len(working), 'round' if set.round else 'set')}: {row}{after}"


def _how_many(sets: Count) -> str:
    """ "three sets", or "two or three sets" where fewer would do."""
    if sets.low == sets.high:
        return amount(sets.high, "set")
    return f"{number(sets.low)} {'or' if sets.low + 1 == sets.high else 'to'} {amount(sets.high, 'set')}"


def group_name(group: Group) -> str:
    """A group by its kind and its id: "Superset A", "EMOM B"."""
    kind = group.kind.upper() if group.kind in ("emom", "amrap") else group.kind.capitalize()
    return f"{kind} {group.id}"


def group_begins(set: Set, members: int) -> list[str]:
    """What a group of so many exercises is, said before its first set."""
    if set.round is None:
        return []
    group, of = set.round.group, set.round.of
    match group.kind:
        case "emom":
            every = "minute" if group.every == MINUTE else time(group.every or 0)
            each = f"an exercise every {every}" if members > 1 else f"every {every}"
            return [f"On the clock: {each}, {amount(of or 0, 'round')}."]
        case "amrap":
            return [f"As many rounds as you can in {time(group.cap or 0)}."]
        case "tabata":
            return [
                f"Tabata: {time(set.length)} of work, {time(group.between.middle)} of rest, {amount(of or 0, 'round')}."
            ]
        case "ladder":
            rungs = [number(asked.counted or 0) for asked in set.exercise.working_sets]
            return [sentence(f"Ladder, {amount(of or 0, 'round')}: {in_turn(rungs)}")]
        case kind:
            return [sentence(f"{kind}, {amount(of or 0, 'round')}")]


def weight(set: Set) -> list[str]:
    """What was lifted last time, what that means for today, and the load: of the first set, where they differ."""
    asked = set.asked
    before = [line for line in (last_time(set), today(set)) if line]
    if asked.kind == "warm-up":
        on = f": {plates(set.loading, asked.load)}" if set.loading and asked.load else ""
        return [*before, sentence(f"Begin with {_different(set)}{on}")]
    if asked.load is None:
        return before
    alike = len({one.load for one in set.exercise.sets}) == 1
    if set.loading:
        what = f"{load(asked.load)}: {plates(set.loading, asked.load)}"
        return [*before, sentence(f"load {what}" if alike else f"begin with {what}")]
    return [*before, sentence(load(asked.load)) if alike else sentence(f"Begin with {load(asked.load)}")]


def last_time(set: Set) -> str:
    """What was done of the exercise in its last session: "Last time: sixty kilos, ten, ten, eight." """
    outing = set.remembered.outings[0] if set.remembered and set.remembered.outings else ()
    if not outing:
        return ""
    said = [time(did.seconds * SECOND) if did.reps is None else number(did.reps) for did in outing]
    loads = {did.load for did in outing}
    if len(loads) == 1:
        (same,) = loads
        return f"Last time: {', '.join([*([load(same)] if same else []), *said])}."
    each = [f"{what} at {load(did.load)}" if did.load else what for what, did in zip(said, outing, strict=True)]
    return f"Last time: {', '.join(each)}."


def today(set: Set) -> str:
    """What to do today, by what was done last time."""
    change = set.today
    if change is None:
        return ""
    now = change.sets[0].load
    match change.change:
        case "more weight":
            return f"Today more weight: {load(now)}." if now else "Today more weight."
        case "more reps":
            weight = "Today the same weight, and" if now else "Today"
            return f"{weight} {amount(change.reps, 'rep')} or more in each set." if change.reps else ""
        case "again" if set.exercise.progress.rule != "none":
            return "Today the same again."
        case "deload":
            return f"Today lighter, to build up anew: {load(now)}." if now else ""
    return ""


def plates(loading: Loading, wanted: Load) -> str:
    """What to put on the bar: "a twenty on each side"."""
    if not loading.side:
        on = "the bar alone"
    else:
        counts = {plate: loading.side.count(plate) for plate in loading.side}
        names = [f"a {decimal(p)}" if n == 1 else f"{number(n)} {plural(decimal(p))}" for p, n in counts.items()]
        on = f"{listing(tuple(names))} on each side".replace("a eight", "an eight").replace("a eleven", "an eleven")
    exact = abs(loading.total.amount - wanted.amount) < 0.01
    return on if exact else f"{decimal(loading.total.amount)} is the nearest, {on}"


def working_weight(set: Set) -> list[str]:
    """The load of a working set, for an exercise whose warm-up sets are done."""
    if set.asked.load is None:
        return []
    on = f": {plates(set.loading, set.asked.load)}" if set.loading else ""
    return [sentence(f"Now {load(set.asked.load)}{on}")]


def first_in_turn(set: Set) -> str:
    """Which exercise of a group begins, after all of them were explained."""
    side = f", {set.side} side" if set.side else ""
    weighed = f", {load(set.asked.load)}" if set.asked.load else ""
    return f"First: {inside(set.exercise.name)}{side}{weighed}."


def set_up(set: Set) -> list[str]:
    """How to get into position for the exercise."""
    return [sentence(line) for line in set.exercise.setup]


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
    """A tip for the exercise just done, another one in each rest for as long as there are some."""
    tips = rest.after.exercise.tips if rest.after.asked.kind == "working" else ()
    return sentence(tips[rest.after.number - 1]) if rest.after.number <= len(tips) else None


def next_set(set: Set, time_left: Ms | None = None) -> tuple[str, ...]:
    """What comes next, said just before the count-in. `time_left` of a group that goes by time."""
    exercise = set.exercise
    different = _different(set)
    if set.round is not None:
        return _next_in_turn(set, f", {different}" if different else "", time_left)
    if set.number == 1 and set.asked.kind == "working" and not exercise.warm_up_sets:
        return (f"Next: {inside(exercise.name)}.", sentence(exercise.name))
    lighter = set.asked.kind == "warm-up"
    kind = "warm-up set" if lighter else "set"
    if set.number == set.of and (not lighter or set.of == 1):
        whole, short = ("the warm-up set", "Warm-up set.") if lighter else ("the last set", "Last set.")
    else:
        whole, short = f"{kind} {number(set.number)} of {number(set.of)}", sentence(f"{kind} {number(set.number)}")
    if set.number == 1 and not lighter:
        whole, short = "the first working set", "First working set."
    if not different:
        return (f"Next: {whole}.", short)
    said = (f"Next: {whole}, {different}.", sentence(different), short)
    if set.loading is None or set.asked.load is None or len({one.load for one in set.exercise.sets}) == 1:
        return said
    return (f"{said[0]} {sentence(plates(set.loading, set.asked.load))}", *said)


def _different(set: Set) -> str:
    """What this set has that others of its exercise have not: its reps, its load."""
    asked, exercise = set.asked, set.exercise
    if asked.kind == "warm-up":
        return f"{reps(asked.reps, None)}, {load(asked.load) if asked.load else 'light'}"
    counted = asked.counted if set.counted else None
    # In turns, what stays the same from round to round was said before them.
    sets = exercise.sets if set.round is None else exercise.working_sets
    parts = [reps(asked.reps, counted)] if len({one.reps for one in exercise.working_sets}) > 1 else []
    parts += [load(asked.load)] if asked.load and len({one.load for one in sets}) > 1 else []
    return ", ".join(parts)


def _next_in_turn(set: Set, different: str, time_left: Ms | None) -> tuple[str, ...]:
    assert set.round is not None
    # The sides of a set follow each other, but those of a Tabata take turns.
    side = f", {set.side} side" if set.side and set.round.group.kind == "tabata" else ""
    name, different = inside(set.exercise.name), side + different
    named = sentence(set.exercise.name + different)
    if not set.round.opens:
        return (f"Next: {name}{different}.", named, sentence(set.exercise.name))
    place = f"round {number(set.round.number)}" + (f" of {number(set.round.of)}" if set.round.of else "")
    left = f"{rounded_down(time_left)} left. " if time_left is not None else ""
    if set.round.number == set.round.of:
        place = "the last round"
    whole = sentence(place)
    return tuple(dict.fromkeys((f"{whole} {left.capitalize()}{named}", f"{whole} {named}", named, whole)))


def rest(length: Ms) -> tuple[str, ...]:
    return (f"Rest: {time(length)}.", "Rest.")


def switch(set: Set) -> tuple[str, ...]:
    """The other side of a set, or its drop."""
    if set.side == "right":
        return (f"Other side: {set.side}.", "Other side.")
    lighter = load(set.asked.load) if set.asked.load else "take weight off"
    asked = reps(set.asked.reps, set.asked.counted if set.counted else None)
    return (f"Drop set: {lighter}. {sentence(asked)}", f"Drop set: {lighter}.", "Drop set.")


def minutes_left(minutes: int) -> str:
    return sentence(f"{amount(minutes, 'minute')} left")


def count(rep: int, set: Set) -> tuple[str, ...]:
    """What is said as rep `rep` ends."""
    asked = set.asked.reps
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
    done = f"{amount(tally.exercises, 'exercise')}, {amount(tally.sets, 'set')}, in {time(whole_minutes(tally.time))}"
    if tally.stopped:
        return f"Stopped. You did {done}."
    if not tally.complete:
        return f"{title} is over. You did {done}."
    return f"{title}: done. {sentence(done)} Well done."


def bests(tally: Tally) -> str:
    """The exercises in which the athlete was better than ever: "Your best barbell shrug yet." """
    return f"Your best {listing(tuple(map(inside, tally.bests)))} yet." if tally.bests else ""


def again(set: Set) -> tuple[str, ...]:
    """Said when a set is started anew."""
    side = f", {set.side} side" if set.side else ""
    short = f"{_kind(set)} {number(set.number)}"
    whole = f"{set.exercise.name}, {short}{side}, again."
    return (whole, sentence(f"{short}{side} again"), sentence(f"{short} again"), "Again.")


def _kind(set: Set) -> str:
    """What a set is called: "set", "warm-up set", "drop set", "round"."""
    if set.round is not None:
        return "round"
    return "set" if set.asked.kind == "working" else f"{set.asked.kind} set"


def _place_of(set: Set) -> str:
    """Which set of how many: "set two of three", "round two"."""
    of = f" of {number(set.of)}" if set.round is None or set.round.of else ""
    return f"{_kind(set)} {number(set.number)}{of}"


def step_name(step: Step) -> str:
    """What a step is called on the screen and when the athlete asks."""
    match step:
        case Opening():
            return "opening"
        case Prepare(set=set):
            return f"get ready: {set.exercise.name}"
        case Work(set=set):
            side = f", {set.side} side" if set.side else ""
            of = f" of {set.of}" if set.round is None or set.round.of else ""
            return f"{set.exercise.name}, {_kind(set)} {set.number}{of}{side}"
        case Switch(set=set):
            return "other side" if set.side == "right" else "drop set"
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
        case Answer(Reply.NO_SET):
            return (NO_SET_YET,)
        case Answer(Reply.NOTED, done=Done() as done):
            return (noted(done),)
        case Answer(Reply.WHERE, step=step, left=left) if step is not None:
            return where(step, left, exercises)
    return ()


def noted(done: Done) -> str:
    """What was noted of a set: "Noted: eight reps, sixty-two point five kilos." """
    what = time(done.time or 0) if done.reps is None else amount(done.reps, "rep")
    effort = f"effort {decimal(done.effort)}" if done.effort else ""
    return f"Noted: {', '.join(filter(None, [what, load(done.load) if done.load else '', effort]))}."


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
            then = f"Then {inside(set.exercise.name)}, {_place_of(set)}."
            return " ".join(filter(None, ["Rest.", remaining, then]))
        case Work(set=set):
            kind = "Warm-up" if set.warm_up else f"Exercise {number(set.position)} of {number(exercises)}"
            side = f", {set.side} side" if set.side else ""
            place = f"{kind}: {inside(set.exercise.name)}, {_place_of(set)}{side}."
            return " ".join(filter(None, [place, remaining]))


def estimate(text: str) -> Ms:
    """About how long `text` takes to say, where there is no voice to measure it with.

    Ordinary speech is about 15 characters a second.
    """
    return 300 + 65 * len(text)
