"""What a session that is played touches of the world: who commands it, who shows it, where it is kept."""

from __future__ import annotations

from typing import Protocol

from coach.score.cues import Cue
from coach.score.moment import Moment
from coach.session.commands import Command
from coach.session.done import Done
from coach.session.state import Session
from coach.session.swapping import NO_CANDIDATES, Candidates
from coach.units import Ms


class Controls(Protocol):
    """The source of commands."""

    def wait(self, seconds: float) -> Command | Done | None:
        """The next command, or None if none comes within `seconds`."""


class Screen(Protocol):
    """Shows what is heard."""

    def cue(self, at: Ms, cue: Cue) -> None:
        """A cue begins, `at` ms into the session."""

    def progress(self, moment: Moment) -> None:
        """The present state of the session; called ten times a second, from the time its first cue is booked."""

    def note(self, line: str) -> None:
        """A line about the machine, such as a device that is gone."""


class Journal(Protocol):
    """Where what is done is kept. Each call returns when that is on disk, or put off: it never raises an error."""

    def begin(self, session: Session) -> None:
        """The session has begun, and its first words are on their way."""

    def keep(self, session: Session) -> None:
        """What was done has changed, the records of `session`, or what is to be done, its `bends`."""


class NoJournal:
    """A journal that keeps nothing: for rehearsals, and for those who want none."""

    def begin(self, session: Session) -> None:
        pass

    def keep(self, session: Session) -> None:
        pass


class Swaps(Protocol):
    """Where the exercises to swap to come from, which takes a while to find out: the first words don't wait."""

    def begin(self) -> None:
        """The first words are booked: from now on they may be looked for."""

    def found(self, seconds: float) -> Candidates | None:
        """What was found; None if it isn't there within `seconds`."""


class NoSwaps:
    """No exercise to swap to."""

    def begin(self) -> None:
        pass

    def found(self, seconds: float) -> Candidates | None:
        return NO_CANDIDATES
