"""What was left out of a session to save time. Pure."""

from __future__ import annotations

from msgspec import Struct

from coach.units import Ms


class Cut(Struct, frozen=True):
    """What was left out: so many `sets`, whole `exercises` by name, parts of `rests`; about how long the rest takes.

    `fits`: that is no longer than was asked for.
    """

    left: Ms
    sets: int = 0
    exercises: tuple[str, ...] = ()
    rests: bool = False
    fits: bool = True

    @property
    def nothing(self) -> bool:
        """Whether nothing was left out."""
        return not (self.sets or self.exercises or self.rests)
