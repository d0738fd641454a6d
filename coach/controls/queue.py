"""The commands of all sources, in one queue, in the order in which they were given."""

from __future__ import annotations

import queue

from coach.session.commands import Command
from coach.session.done import Done


class CommandQueue:
    """Filled by any thread, emptied by the player."""

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[Command | Done | None] = queue.SimpleQueue()

    def put(self, command: Command | Done) -> None:
        """Gives a command."""
        self._queue.put(command)

    def interrupt(self) -> None:
        """Ends the session as Ctrl-C does, in whatever thread it runs."""
        self._queue.put(None)

    def wait(self, seconds: float) -> Command | Done | None:
        """The next command, or None after so many seconds. Raises `KeyboardInterrupt` where that was asked for."""
        try:
            command = self._queue.get(timeout=seconds)
        except queue.Empty:
            return None
        if command is None:
            raise KeyboardInterrupt
        return command
