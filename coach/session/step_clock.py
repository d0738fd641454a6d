"""The clock of a step: converts the time of the session's stream to the time of the step, both in ms. Pure."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from coach.units import Ms


class StepClock(Struct, frozen=True):
    """At `mark` (ms of the stream) the step was at `since` (ms of the step).

    It continues from there after `lead` ms of count-in, unless it is `paused`.
    """

    mark: Ms = Ms(0)
    since: Ms = Ms(0)
    lead: Ms = Ms(0)
    paused: bool = False

    def at(self, now: Ms) -> Ms:
        """How far into the step `now` is."""
        return self.since if self.paused else self.since + max(0, now - self.mark - self.lead)

    def ends(self, length: Ms | None) -> Ms | None:
        """When a step that is `length` ms long ends, in ms of the stream; None while paused, or without a length."""
        if length is None or self.paused:
            return None
        return self.mark + self.lead + max(0, length - self.since)

    def pause(self, now: Ms) -> StepClock:
        """The clock paused at `now`."""
        return StepClock(now, self.at(now), paused=True)

    def jump(self, now: Ms, to: Ms, lead: Ms = Ms(0)) -> StepClock:
        """The clock set to `to` at `now`, continuing after a count-in of `lead` ms."""
        return StepClock(now, to, lead)

    def rebased(self, now: Ms) -> StepClock:
        """The same time measured from `now` on."""
        counted_in = 0 if self.paused else max(0, now - self.mark)
        return replace(self, since=self.at(now), mark=now, lead=max(0, self.lead - counted_in))
