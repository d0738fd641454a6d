"""A time limit for a group of exercises, which ends the group whatever the athlete does: an AMRAP. Pure."""

from __future__ import annotations

from msgspec import Struct

from coach.routine.model import Group
from coach.units import Ms


class TimeBox(Struct, frozen=True):
    """A `group` with a `cap`, and how much of that time was `taken` before the current step, in ms."""

    group: Group
    taken: Ms = Ms(0)

    @property
    def limit(self) -> Ms:
        """The whole time of the group."""
        return self.group.cap or Ms(0)

    @property
    def left(self) -> Ms:
        """The time that is left; 0 if the limit is exceeded."""
        return max(Ms(0), self.limit - self.taken)

    def after(self, length: Ms) -> TimeBox:
        """The time box after `length` more ms; a negative `length` gives time back."""
        return TimeBox(self.group, self.taken + length)


def with_left(group: Group, left: Ms) -> TimeBox:
    """The time box of `group` with `left` ms left, or with its whole time if that is less."""
    whole = TimeBox(group)
    return whole.after(max(Ms(0), whole.limit - left))
