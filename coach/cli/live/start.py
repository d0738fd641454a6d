"""`coach start`: starts the voice and the device, which take long, before it imports and loads the session."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from coach.cli import runtime

if TYPE_CHECKING:
    from coach.audio.stream import Stream
    from coach.journal.entries import Past


class SessionRequest(Struct, frozen=True):
    """The session that the athlete asked for: of a routine, or of a program and the `day` (from 1) of its week.

    `resumed` is one from the journal, to be continued. `minutes` is the time that the athlete has.
    `start_at` is the number or the name of the exercise to begin with; `cold`: without the warm-up.
    """

    routine: str
    variant: str | None = None
    start_at: int | str = 1
    dry_run: bool = False
    press: str | None = None
    fresh: bool = False
    no_journal: bool = False
    resumed: Past | None = None
    day: int | None = None
    minutes: int | None = None
    cold: bool = False


class Notes:
    """Lines for the athlete, kept until there is a screen."""

    def __init__(self) -> None:
        self._kept: list[str] = []
        self._show: Callable[[str], None] = self._kept.append

    def __call__(self, line: str) -> None:
        self._show(line)

    def show(self, on: Callable[[str], None]) -> None:
        """Shows the lines that were kept, and from now on every line at once."""
        for line in self._kept:
            on(line)
        self._show = on


def start_session(wanted: SessionRequest, flags: dict[str, Any]) -> None:
    """Plays a routine, or continues a session of it: the one to resume, or one broken off in the last hours.

    Raises `CoachError` for what the user gave, `KeyboardInterrupt` on Ctrl-C.
    """
    settings, _ = runtime.settings(flags)
    notes = Notes()
    with ExitStack() as after:
        is_new = not runtime.has_spoken(settings)
        stream = None if wanted.dry_run else runtime.stream(settings, notes)
        if stream:
            after.callback(stream.stop)
            stream.open()
        voice = runtime.voice(settings, notes)
        after.callback(voice.close)
        if better := runtime.better_voice(settings):
            notes(better)
        if stream and is_new:
            _announce(wanted.routine, stream, settings.volume)
        from coach.cli.live import session

        session.play(wanted, settings, voice, stream, notes)


def _announce(routine: str, stream: Stream, volume: int) -> None:
    """Plays the sound that says that the session is about to begin, before the routine is read and the voice is loaded.

    Raises `CoachError`, and plays nothing, if there is no such routine or if the sound can't be used.
    """
    from coach.cli import compose

    compose.file_of(routine)
    stream.announce(compose.sound("begin", volume))
