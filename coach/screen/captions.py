"""What can be read of a session at a glance: on the screen, on a lock screen, on a headset's display."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from msgspec import Struct

from coach.clock import countdown
from coach.score.moment import Moment
from coach.session.plan import Closing, Opening, Prepare, Rest, Step, Switch, Work
from coach.speech.language import Written
from coach.units import SECOND

Kind: TypeAlias = Literal["talk", "ready", "work", "rest"]

KINDS: Final[tuple[Kind, ...]] = ("talk", "ready", "work", "rest")


class Caption(Struct, frozen=True):
    """A moment in words: `name`, `place`, what is `asked`, the `figure` that counts up or down, and what is next."""

    kind: Kind
    name: str
    place: str
    asked: str
    figure: str
    coming: str


def caption(moment: Moment, language: Written) -> Caption:
    """The caption for `moment`, in a `language`."""
    step = moment.step
    return Caption(
        kind(step),
        language.caption_name(step, moment.plan.title),
        language.caption_place(step),
        language.caption_asked(step),
        figure(moment),
        coming(moment, language),
    )


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


def coming(moment: Moment, language: Written) -> str:
    """The set after this one, or the end."""
    for step in moment.plan.steps[moment.session.index + 1 :]:
        if isinstance(step, Work):
            return language.caption_next(step.set)
    return "" if isinstance(moment.step, Closing) else language.caption_next(None)


def figure(moment: Moment) -> str:
    """The number that counts: reps counted, time left, or the time that a set has taken so far."""
    step = moment.step
    if moment.left is None:
        return countdown(moment.at)
    if isinstance(step, Work) and step.set.reps is not None and step.set.counted:
        return str(min(step.set.reps, moment.at // step.set.asked.tempo.rep))
    return countdown(-(-moment.left // SECOND) * SECOND)
