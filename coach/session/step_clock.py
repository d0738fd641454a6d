"""How far a step is: the time of the session's stream told as the time of the step. Pure; times are milliseconds."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from coach.units import Ms


class StepClock(Struct, frozen=True):
    """At `mark` (ms of the stream) the step stood at `since` (ms of the step).

    From there on it goes on after `lead` ms of count-in, unless it is `paused`.
    """

    mark: Ms = 0
    since: Ms = 0
    lead: Ms = 0
    paused: bool = False

    def at(self, now: Ms) -> Ms:
        """How far into the step it is at `now`."""
        return self.since if self.paused else self.since + max(0, now - self.mark - self.lead)

    def ends(self, length: Ms | None) -> Ms | None:
        """When a step that is `length` long is over, in ms of the stream; None while paused, and without a length."""
        if length is None or self.paused:
            return None
        return self.mark + self.lead + max(0, length - self.since)

    def pause(self, now: Ms) -> StepClock:
        """Paused at `now`."""
        return StepClock(now, self.at(now), paused=True)

    def jump(self, now: Ms, to: Ms, lead: Ms = 0) -> StepClock:
        """At `now` the step stands at `to`, and goes on after a count-in of `lead`."""
        return StepClock(now, to, lead)

    def rebased(self, now: Ms) -> StepClock:
        """The same moment told from `now` on."""
        counted_in = 0 if self.paused else max(0, now - self.mark)
        return replace(self, since=self.at(now), mark=now, lead=max(0, self.lead - counted_in))
