"""One queue for the commands of all sources, in the order in which they were given."""

from __future__ import annotations

import queue

from coach.session.commands import Command
from coach.session.done import Done


class CommandQueue:
    """A queue that any thread can add to, and that the player reads."""

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[Command | Done | None] = queue.SimpleQueue()

    def put(self, command: Command | Done) -> None:
        """Adds a command."""
        self._queue.put(command)

    def interrupt(self) -> None:
        """Ends the session as Ctrl-C does: the next `wait` raises `KeyboardInterrupt`, in whichever thread it runs."""
        self._queue.put(None)

    def wait(self, seconds: float) -> Command | Done | None:
        """The next command, or None if none comes within `seconds`. Raises `KeyboardInterrupt` after `interrupt`."""
        try:
            command = self._queue.get(timeout=seconds)
        except queue.Empty:
            return None
        if command is None:
            raise KeyboardInterrupt
        return command
