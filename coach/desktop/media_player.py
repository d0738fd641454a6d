"""What the coach is to a desktop as a media player: what its buttons mean, what is shown of it, how loud it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from msgspec import Struct

from coach.score.moment import Moment
from coach.screen import captions
from coach.session.commands import Command
from coach.speech.language import Written
from coach.units import Ms

MICROSECONDS: Final = 1000
"""Microseconds, the unit of the bus, in a millisecond."""

_JUMP: Final[Ms] = Ms(500)
"""How far from its expected value a position counts as a jump: more than two checks that come late."""


class Loudness:
    """How loud the session is, from 0 to 1: at first that of its clips, and then what the listener sets.

    `set_gain` is called with the factor for all samples. Clips that are silent stay silent.
    """

    def __init__(self, percent: int, set_gain: Callable[[float], None]) -> None:
        self.now = percent / 100
        self._clips = percent / 100
        self._set_gain = set_gain

    def set(self, wanted: float) -> None:
        """Sets the loudness to `wanted`, limited to 0 to 1."""
        if self._clips:
            self.now = max(0.0, min(1.0, wanted))
            self._set_gain(self.now / self._clips)


def command_for(pressed: str, moment: Moment | None) -> Command | None:
    """The command for a button; None for play while the session runs, and for pause while it is paused.

    Pause alone never ends a set: desktops also send it when headphones are pulled out.
    """
    match pressed:
        case "PlayPause":
            return Command.BUTTON
        case "Next":
            return Command.NEXT
        case "Previous":
            return Command.BACK
        case "Stop":
            return Command.STOP
    paused = moment.paused if moment else False
    return Command.PAUSE if (pressed == "Play") == paused else None


def facts(moment: Moment, language: Written) -> dict[str, tuple[str, Any]]:
    """What a lock screen or a headset shows of a moment: each fact with its type on the bus."""
    shown = captions.caption(moment, language)
    about = language.joined(shown.place, shown.asked)
    if shown.kind == "rest":
        about = shown.coming
    length: dict[str, tuple[str, Any]] = (
        {} if moment.length is None else {"mpris:length": ("x", moment.length * MICROSECONDS)}
    )
    return length | {
        "mpris:trackid": ("o", f"/org/voice_coach/step/{moment.session.index}"),
        "xesam:title": ("s", shown.name),
        "xesam:artist": ("as", [about] if about else []),
        "xesam:album": ("s", moment.plan.title),
    }


class Heard(Struct, frozen=True):
    """Where a player was: in which step, how many ms into it, and at which second of the monotonic clock."""

    step: int
    position: Ms
    at: float


def has_jumped(before: Heard, now: Heard, paused: bool) -> bool:
    """Whether the position is not where observers expect it to be, given what it was `before`.

    They let it advance while the player plays, and assume that a new step begins at its start.
    """
    if now.step != before.step:
        return now.position > _JUMP
    passed = 0 if paused else round((now.at - before.at) * 1000)
    return abs(now.position - before.position - passed) > _JUMP
