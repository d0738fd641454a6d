"""What is read of a session, in English: on screens, in chapters, on pictures. Short, with digits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from coach.clock import duration
from coach.notation import Effort, Load, Reps, Span
from coach.session.commands import Command
from coach.session.plan import Closing, Opening, Prepare, Rest, Step, Switch, Work
from coach.session.sets import Set
from coach.speech.english.groups import group_name
from coach.speech.english.sets import SIDES, and_side, kind_of
from coach.speech.english.wording import inside
from coach.units import MINUTE, SECOND, Ms

_APART: Final = " \u00b7 "
_COMMANDS: Final[Mapping[Command, tuple[str, str]]] = {
    Command.PAUSE: ("pause", "pause, and go on"),
    Command.BUTTON: ("button", "as a headset's: done in a set to failure or at your own pace, else pause"),
    Command.NEXT: ("next", "on to what comes next"),
    Command.BACK: ("back", "this step from its start, or the one before"),
    Command.DONE: ("done", "the set is over"),
    Command.AGAIN: ("again", "say that again"),
    Command.MORE: ("more", "fifteen seconds more of this rest"),
    Command.LESS: ("less", "fifteen seconds less of it"),
    Command.WHERE: ("where", "where am I?"),
    Command.VARIANT: ("version", "at the very start, the first time: the other variant"),
    Command.STOP: ("stop", "stop; says what was done"),
    Command.EXPLAIN: ("explain", "how to do the exercise, all of it"),
    Command.QUIET: ("quiet", "say only what is needed, and everything again"),
    Command.LATER: ("later", "this exercise after the next one"),
    Command.SWAP: ("swap", "another exercise in place of this one; again for the next"),
    Command.SKIP: ("skip", "skip the rest of this exercise"),
    Command.EXTRA: ("one more", "one more set of this"),
    Command.REDO: ("redo", "that set didn't count: do it again"),
    Command.SHORTER: ("shorter", "less time: five minutes sooner"),
}
"""What each command is called beside its key, and what `coach keys` says of it."""

SOUNDS: Final[Mapping[str, str]] = {
    "tick": "tick",
    "go": "go",
    "done": "done",
    "half": "half",
    "rest": "rest",
    "finished": "finished",
    "lift": "lift",
    "lower": "lower",
}


def command_label(command: Command) -> str:
    """What a command is called beside its key."""
    return _COMMANDS[command][0]


def command_help(command: Command) -> str:
    """What a command does, in a list of all commands."""
    return _COMMANDS[command][1]


def sound_label(sound: str) -> str:
    """A sound as the transcript names it; a file of the athlete's own has its own name."""
    return f"({SOUNDS.get(sound, sound)})"


def step_name(step: Step) -> str:
    """What a step is called on the line under the cues, and in a recording's marks."""
    match step:
        case Opening():
            return "opening"
        case Prepare(set=set):
            return f"get ready: {set.exercise.name}"
        case Work(set=set):
            of = f" of {set.of}" if set.round is None or set.round.of else ""
            return f"{set.exercise.name}, {kind_of(set)} {set.number}{of}{and_side(set)}"
        case Switch(set=set):
            return "other side" if set.second_side else "drop set"
        case Rest():
            return "rest"
        case Closing():
            return "closing"


def paused() -> str:
    """What stands in the place of a step's name while the session is paused."""
    return "paused"


def chapter(step: Step) -> str:
    """The title of the chapter of a recording that `step` belongs to: its exercise, or its group."""
    if isinstance(step, Opening | Closing):
        return step_name(step).capitalize()
    set_ = step.before if isinstance(step, Rest) else step.set
    if set_.round is not None:
        return group_name(set_.round.group)
    return f"Warm-up: {inside(set_.exercise.name)}" if set_.warm_up else set_.exercise.name


def headline(step: Step) -> str:
    """The word that tells from afar what there is to do: `WORK`."""
    match step:
        case Opening() | Closing():
            return "LISTEN"
        case Prepare() | Switch():
            return "GET READY"
        case Work():
            return "WORK"
        case Rest():
            return "REST"


def paused_headline() -> str:
    """The word in the place of `headline` while the session is paused."""
    return "PAUSED"


def caption_name(step: Step, title: str) -> str:
    """The exercise that goes on or is made ready; the `title` of the routine where there is none."""
    match step:
        case Prepare(set=set) | Work(set=set) | Switch(set=set):
            return set.exercise.name
        case Rest():
            return "Rest"
        case Opening() | Closing():
            return title


def caption_place(step: Step) -> str:
    """Which set it is: `Set 2 of 3`."""
    match step:
        case Prepare(set=set) | Work(set=set) | Switch(set=set):
            return which(set)
        case Rest(before=before, introduces=news):
            return "" if news else f"Before {which(before).lower()}"
        case Opening() | Closing():
            return ""


def caption_asked(step: Step) -> str:
    """What the set asks for: `8-10 reps · 60 kg`; what was done before a rest; what the session is made of."""
    match step:
        case Work(set=set) if not set.counted:
            return joined(prescribed(set), "time so far")
        case Prepare(set=set) | Work(set=set) | Switch(set=set):
            return prescribed(set)
        case Rest(after=after):
            return f"after {inside(after.exercise.name)}, {which(after).lower()}"
        case Opening(exercises=exercises, sets=sets, variant=variant):
            return joined(variant, _amount(exercises, "exercise"), _amount(sets, "set"))
        case Closing():
            return ""


def caption_next(set_: Set | None) -> str:
    """The set that comes next; None: the end of the session."""
    return "Next: the end" if set_ is None else "Next: " + joined(set_.exercise.name, which(set_), prescribed(set_))


def session_left(length: Ms) -> str:
    """How long the session will still take, to the minute: what is only said and what waits can't be known better."""
    minutes = round(length / MINUTE)
    return f"about {minutes} min left" if minutes else "nearly done"


def which(set_: Set) -> str:
    """Which set or round it is, of how many."""
    if set_.warm_up and set_.of == 1:
        return "Warm-up"
    if set_.round is not None:
        return f"Round {set_.number}" + (f" of {set_.round.of}" if set_.round.of else "")
    if set_.asked.kind == "drop":
        return "Drop set"
    return f"{'Set' if set_.asked.kind == 'working' else 'Warm-up set'} {set_.number} of {set_.of}"


def prescribed(set_: Set) -> str:
    """Reps or time, the side, the load: `8-10 reps · left side · 60 kg`."""
    asked = set_.asked
    side = f"{SIDES[set_.side]} side" if set_.side else ""
    effort = effort_label(asked.effort) if asked.effort else ""
    return joined(reps_label(asked.reps), side, load_label(asked.load) if asked.load else "", effort)


def effort_label(value: Effort) -> str:
    """How hard a set should be, on the scale on which that was written: `RPE 7–8`, `2 RIR`."""
    return value.written.replace("-", "\u2013")


def reps_label(value: Reps | Span) -> str:
    """Reps or a time, with digits: `8-10 reps`, `1 rep`, `max reps`, `30-45 s`."""
    if isinstance(value, Span):
        if value.low == value.high:
            return duration(value.low)
        return f"{value.low / SECOND:g}\u2013{value.high / SECOND:g} s"
    if value.high is None:
        return f"{value.low}+ reps" if value.low > 1 else "max reps"
    if value.low != value.high:
        return f"{value.low}\u2013{value.high} reps"
    return _amount(value.low, "rep")


def time_label(length: Ms) -> str:
    """A length of time, rounded to the second: `45 s`, `1:30`, `1:02:05`."""
    return duration(length)


def load_label(value: Load) -> str:
    """A weight with digits: `60 kg`, `bodyweight + 10 kg`, `bodyweight - 20 kg`, `75 %`, `90 % of the top set`."""
    if value.percent is not None:
        return f"{value.percent:g} %{' of the top set' if value.of_top else ''}"
    weight = f"{abs(value.amount):g} {value.unit}" if value.unit else ""
    return (" - " if value.helped else " + ").join(filter(None, ["bodyweight" if value.bodyweight else "", weight]))


def joined(*parts: str) -> str:
    """Those of `parts` that say something, with dots between them."""
    return _APART.join(filter(None, parts))


def picture_length(variant: str, length: Ms) -> str:
    """Under the title of a session's timeline: the variant, and about how long it takes."""
    return f"{variant}, about {round(length / MINUTE)} minutes"


def cover_length(variant: str, length: Ms) -> str:
    """Under the title of a recording's cover."""
    return f"{variant}, {round(length / MINUTE)} min"


def muscle_heading() -> str:
    """Over the bars of how many sets each muscle gets."""
    return "Working sets for each muscle"


def muscle_label(muscle: str) -> str:
    """A muscle of the catalogue, as a label."""
    return muscle[:1].upper() + muscle[1:]


def _amount(n: int, one: str) -> str:
    return f"{n} {one}{'' if n == 1 else 's'}"
