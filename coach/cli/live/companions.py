"""The desktop's part in a live session. Each companion may be unavailable, and none can stop the session.

All of it is imported after the first words.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from coach.cli import runtime
from coach.config.settings import Settings
from coach.desktop.dbus_thread import DBusThread, Job
from coach.desktop.follower import Follower
from coach.player.edges import Screen
from coach.score.cues import Cue
from coach.score.moment import Moment
from coach.session.commands import Command
from coach.units import Ms


class Companion(Screen, Protocol):
    """A screen that shows nothing, and acts on what it is told."""

    def close(self) -> None:
        """Restores everything that it has changed."""


class ScreenWithCompanions:
    """A screen that also passes everything on to companions. A companion that raises an error gets nothing from then
    on.
    """

    def __init__(self, screen: Screen, companions: Sequence[Companion]) -> None:
        self._screen = screen
        self._companions = list(companions)

    def cue(self, at: Ms, cue: Cue) -> None:
        self._screen.cue(at, cue)
        self._each(lambda companion: companion.cue(at, cue))

    def progress(self, moment: Moment) -> None:
        self._screen.progress(moment)
        self._each(lambda companion: companion.progress(moment))

    def note(self, line: str) -> None:
        self._screen.note(line)

    def _each(self, tell: Callable[[Companion], None]) -> None:
        for companion in tuple(self._companions):
            try:
                tell(companion)
            except Exception:
                self._companions.remove(companion)


def companions(
    settings: Settings, put: Callable[[Command], None], tell: Callable[[str], None], set_gain: Callable[[float], None]
) -> list[Companion]:
    """The companions that this machine supports and the athlete wants.

    They `put` commands, `tell` the athlete lines, and set the factor for all samples with `set_gain`.
    """
    jobs: list[Job] = [_stay_awake]
    if importlib.util.find_spec("dbus_fast"):
        jobs.append(_media_player(put, settings.volume, set_gain))
        if settings.duck == "pause" and settings.speaker != "silent":
            jobs.append(_pause_players)
    found: list[Companion] = [DBusThread(jobs)]
    note = runtime.state_folder() / "lowered.json"
    lowers = settings.duck == "lower" and settings.speaker != "silent"
    if lowers or note.exists():
        from coach.desktop.ducking import Ducker

        found.append(Ducker(settings.duck_by if lowers else 0, note, tell))
    return found


def has_buttons() -> bool:
    """Whether the session can be a media player, with buttons on headphones, keyboards and lock screens."""
    address = os.environ.get("DBUS_SESSION_BUS_ADDRESS") or Path(os.environ.get("XDG_RUNTIME_DIR", "/nowhere"), "bus")
    return (isinstance(address, str) or address.exists()) and importlib.util.find_spec("dbus_fast") is not None


def _media_player(put: Callable[[Command], None], volume: int, set_gain: Callable[[float], None]) -> Job:
    async def serve(follower: Follower) -> None:
        from coach.desktop import mpris
        from coach.desktop.media_player import Loudness

        await mpris.serve(follower, runtime.language(), put, Loudness(volume, set_gain))

    return serve


async def _stay_awake(follower: Follower) -> None:
    from coach.desktop.awake import stay_awake

    await stay_awake(follower)


async def _pause_players(follower: Follower) -> None:
    from coach.desktop.players import pause_players

    await pause_players(follower)
