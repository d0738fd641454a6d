"""One queue for the commands of all sources, in the order in which they were given."""

from __future__ import annotations

import queue
import signal

from coach.controls.ended import Ended
from coach.session.requests import Request


class CommandQueue:
    """A queue that any thread can add to, and that the player reads."""

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[Request | Ended] = queue.SimpleQueue()

    def put(self, command: Request) -> None:
        """Adds a command."""
        self._queue.put(command)

    def interrupt(self, number: int = signal.SIGINT) -> None:
        """Ends the session as the signal `number` does: the next `wait`, in any thread, raises `Ended`."""
        self._queue.put(Ended(number))

    def wait(self, seconds: float) -> Request | None:
        """The next command, or None if none comes within `seconds`. Raises `Ended` after `interrupt`."""
        try:
            command = self._queue.get(timeout=seconds)
        except queue.Empty:
            return None
        if isinstance(command, Ended):
            raise command
        return command
