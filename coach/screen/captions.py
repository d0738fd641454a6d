"""What is to be read of a session, in English: on the screen, on a lock screen, on a headset's display.

What is heard is `phrases`; here the same facts are short and have digits, to be read at a glance.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from msgspec import Struct

from coach.clock import countdown
from coach.notation import Span
from coach.score.moment import Moment
from coach.session.plan import Closing, Opening, Prepare, Rest, Set, Step, Switch, Work
from coach.speech.english import wording
from coach.units import MINUTE, SECOND

Kind: TypeAlias = Literal["talk", "ready", "work", "rest"]

KINDS: Final[dict[Kind, str]] = {"talk": "LISTEN", "ready": "GET READY", "work": "WORK", "rest": "REST"}
PAUSED: Final = "PAUSED"
_APART: Final = " \u00b7 "


class Caption(Struct, frozen=True):
    """A moment in words: `name`, `place` and what is `asked`, the `figure` that counts, what is next."""

    kind: Kind
    name: str
    place: str
    asked: str
    figure: str
    coming: str


def caption(moment: Moment) -> Caption:
    """What there is to read at `moment`."""
    return Caption(kind(moment.step), name(moment), place(moment), asked(moment), figure(moment), coming(moment))


def kind(step: Step) -> Kind:
    match step:
        case Opening() | Closing():
            return "talk"
        case Prepare() | Switch():
            return "ready"
        case Work():
            return "work"
        case Rest():
            return "rest"


def name(moment: Moment) -> str:
    """The exercise that goes on or is made ready; the routine where there is none."""
    match moment.step:
        case Prepare(set=set) | Work(set=set) | Switch(set=set):
            return set.exercise.name
        case Rest():
            return "Rest"
        case Opening() | Closing():
            return moment.plan.title


def place(moment: Moment) -> str:
    """Which set it is: `Set 2 of 3`."""
    match moment.step:
        case Prepare(set=set) | Work(set=set) | Switch(set=set):
            return which(set)
        case Rest(before=before, introduces=news):
            return "" if news else f"Before {which(before).lower()}"
        case Opening() | Closing():
            return ""


def asked(moment: Moment) -> str:
    """What the set asks for: `8-10 reps · 60 kg`; what was done before a rest; what the session is made of."""
    match moment.step:
        case Work(set=set) if not set.counted:
            return joined(prescribed(set), "time so far")
        case Prepare(set=set) | Work(set=set) | Switch(set=set):
            return prescribed(set)
        case Rest(after=after):
            return f"after {wording.inside(after.exercise.name)}, {which(after).lower()}"
        case Opening(exercises=exercises, sets=sets, variant=variant):
            return joined(variant, _amount(exercises, "exercise"), _amount(sets, "set"))
        case Closing():
            return ""


def which(set: Set) -> str:
    if set.warm_up and set.of == 1:
        return "Warm-up"
    if set.round is not None:
        return f"Round {set.number}" + (f" of {set.round.of}" if set.round.of else "")
    if set.asked.kind == "drop":
        return "Drop set"
    return f"{'Set' if set.asked.kind == 'working' else 'Warm-up set'} {set.number} of {set.of}"


def prescribed(set: Set) -> str:
    """Reps or time, the side, the load: `8-10 reps · left side · 60 kg`."""
    asked = set.asked
    reps = str(asked.reps).replace("-", "\u2013")
    if not isinstance(asked.reps, Span):
        reps += " rep" if reps == "1" else " reps"
    side = f"{set.side} side" if set.side else ""
    return joined(reps, side, str(asked.load or ""))


def joined(*parts: str) -> str:
    """Those of `parts` that say something, with dots between them."""
    return _APART.join(filter(None, parts))


def coming(moment: Moment) -> str:
    """The set after this one, or the end."""
    for step in moment.plan.steps[moment.session.index + 1 :]:
        if isinstance(step, Work):
            return "Next: " + joined(step.set.exercise.name, which(step.set), prescribed(step.set))
    return "" if isinstance(moment.step, Closing) else "Next: the end"


def left(moment: Moment) -> str:
    """How long the session will still take, to the minute: what is only said and what waits can't be known better."""
    minutes = round(moment.ahead / MINUTE)
    return f"about {minutes} min left" if minutes else "almost done"


def figure(moment: Moment) -> str:
    """What counts: the reps that were counted, the time that is left, or the time that a set has taken so far."""
    step = moment.step
    if moment.left is None:
        return countdown(moment.at)
    if isinstance(step, Work) and step.set.reps is not None and step.set.counted:
        return str(min(step.set.reps, moment.at // step.set.asked.tempo.rep))
    return countdown(-(-moment.left // SECOND) * SECOND)


def _amount(n: int, one: str) -> str:
    return f"{n} {one}{'' if n == 1 else 's'}"
