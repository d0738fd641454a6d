"""What is booked in the stream and hasn't begun yet, and what was said of the step that runs."""

from __future__ import annotations

from coach.score.cues import Cue
from coach.score.moment import Due
from coach.units import Ms


class Agenda:
    """The cues of a session as they come and go. Times are ms of the session."""

    def __init__(self) -> None:
        self._booked: list[Due] = []
        self._said: list[Due] = []
        self.last_said = ""
        """The last sentence that has begun, of whichever step."""

    @property
    def coming(self) -> tuple[Due, ...]:
        """The cues that haven't begun, the next one first."""
        return tuple(sorted(self._booked, key=lambda due: due.at))

    def book(self, at: Ms, cue: Cue) -> None:
        """Adds a cue that begins at `at`."""
        self._booked.append(Due(at, cue))

    def cancel(self) -> None:
        """Takes out what hasn't begun."""
        self._booked = []

    def begun(self, now: Ms) -> list[Due]:
        """Takes out the cues that have begun at `now`, the first one first."""
        begun = sorted((due for due in self._booked if due.at <= now), key=lambda due: due.at)
        self._booked = [due for due in self._booked if due.at > now]
        for due in begun:
            if due.cue.text:
                self.last_said = due.cue.text
                self._said.append(due)
        return begun

    def begin_step(self, at: Ms) -> None:
        """A step begins at `at`; what it begins with was booked ahead of it, and may have begun."""
        self._said = [due for due in self._said if due.at >= at]

    def begin_again(self) -> None:
        """What was said of the step counts as not said."""
        self._said.clear()

    def heard(self, now: Ms) -> set[str]:
        """What was said of this step to its end, and isn't said again after a command."""
        return {due.cue.text for due in self._said if due.at + due.cue.length <= now}
