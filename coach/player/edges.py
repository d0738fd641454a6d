"""The Protocols through which a session reaches the world: who commands it, who shows it, and where it is kept."""

from __future__ import annotations

from typing import Protocol

from coach.score.cues import Cue
from coach.score.moment import Moment
from coach.session.requests import Request
from coach.session.state import Session
from coach.session.swapping import NO_CANDIDATES, Candidates
from coach.units import Ms


class Controls(Protocol):
    """The source of commands."""

    def wait(self, seconds: float) -> Request | None:
        """The next command, or None if none comes within `seconds`."""


class Screen(Protocol):
    """Shows what is heard."""

    def cue(self, at: Ms, cue: Cue) -> None:
        """A cue begins, `at` ms into the session."""

    def progress(self, moment: Moment) -> None:
        """The current state of the session; called ten times a second once its first cue is booked."""

    def note(self, line: str) -> None:
        """A line about the machine, such as a device that is gone."""


class Journal(Protocol):
    """Keeps what was done. Each call returns when that is on disk, or postponed; it never raises an error."""

    def begin(self, session: Session) -> None:
        """The session has begun, and its first words are booked."""

    def keep(self, session: Session) -> None:
        """The records of `session` have changed, or its `changes`, which the athlete made to the plan."""


class NoJournal:
    """A journal that keeps nothing: for rehearsals, and for athletes who don't want one."""

    def begin(self, session: Session) -> None:
        pass

    def keep(self, session: Session) -> None:
        pass


class Notebook(Protocol):
    """Where the athlete's notes on exercises are kept."""

    def keep(self, exercise: str, note: str) -> None:
        """Keeps the note on the exercise with that id, in the place of an older one; never raises an error."""


class NoNotebook:
    """A notebook that keeps nothing: for rehearsals, and for athletes who want no journal."""

    def keep(self, exercise: str, note: str) -> None:
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
