"""The cues that are booked in the stream and haven't begun, and what has been said in the current step."""

from __future__ import annotations

from coach.score.cues import Cue
from coach.score.moment import DueCue
from coach.units import Ms


class Agenda:
    """The cues of a session, from booking to being heard. Times are ms of the session."""

    def __init__(self) -> None:
        self._booked: list[DueCue] = []
        self._said: list[DueCue] = []
        self.last_said = ""
        """The last sentence that has begun, of whichever step."""

    @property
    def coming(self) -> tuple[DueCue, ...]:
        """The cues that haven't begun, in order of time."""
        return tuple(sorted(self._booked, key=lambda due: due.at))

    def book(self, at: Ms, cue: Cue) -> None:
        """Adds a cue that begins at `at`."""
        self._booked.append(DueCue(at, cue))

    def cancel(self) -> None:
        """Removes the cues that haven't begun."""
        self._booked = []

    def begun(self, now: Ms) -> list[DueCue]:
        """Removes and returns the cues that have begun at `now`, in order of time."""
        begun = sorted((due for due in self._booked if due.at <= now), key=lambda due: due.at)
        self._booked = [due for due in self._booked if due.at > now]
        for due in begun:
            if due.cue.text:
                self.last_said = due.cue.text
                self._said.append(due)
        return begun

    def begin_step(self, at: Ms) -> None:
        """Notes that a step begins at `at`. Its first cues were booked ahead and may have begun already."""
        self._said = [due for due in self._said if due.at >= at]

    def begin_again(self) -> None:
        """Forgets what was said in the current step, which begins again."""
        self._said.clear()

    def heard(self, now: Ms) -> set[str]:
        """The sentences of this step that were said to the end, which are not repeated after a command."""
        return {due.cue.text for due in self._said if due.at + due.cue.length <= now}
