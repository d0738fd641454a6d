"""A clock that jumps, and key presses at given times: runs a whole session at once, for `--dry-run` and tests."""

from __future__ import annotations

from collections.abc import Iterable

from coach.session.commands import Command
from coach.session.requests import Request


class JumpingClock:
    """A clock in seconds that stands still until `jump` is called."""

    def __init__(self) -> None:
        self._now = 0.0

    def __call__(self) -> float:
        return self._now

    def jump(self, seconds: float) -> None:
        """Moves the clock on by `seconds`."""
        self._now += seconds


class Rehearsal:
    """Gives each command when the clock reaches its time (in seconds), and makes the clock jump from one to the next.

    When nothing more would happen by itself, because the session is paused or a set waits for the athlete, the player
    asks to wait for `idle` seconds; the answer is then the command done.
    """

    def __init__(
        self, clock: JumpingClock, commands: Iterable[tuple[float, Request]] = (), idle: float = 3600.0
    ) -> None:
        self._clock = clock
        self._idle = idle
        self._commands = sorted(commands, key=lambda pair: pair[0])

    def wait(self, seconds: float) -> Request | None:
        due = self._clock() + seconds
        if self._commands and self._commands[0][0] <= due:
            at, command = self._commands.pop(0)
            self._clock.jump(max(0.0, at - self._clock()))
            return command
        if seconds >= self._idle:
            return Command.DONE
        self._clock.jump(seconds)
        return None
