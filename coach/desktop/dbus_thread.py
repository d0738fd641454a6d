"""A thread for everything that uses D-Bus. It starts when the first cue is booked, and never delays the session."""

from __future__ import annotations

import threading
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import asyncio

from coach.desktop.follower import Follower
from coach.score.moment import Moment

Job: TypeAlias = Callable[[Follower], Awaitable[None]]
"""Runs until it is cancelled or fails. Its errors are ignored, as a desktop may lack any of these services."""


class DBusThread(Follower):
    """Runs `jobs` while the session runs, each on its own."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        super().__init__()
        self._jobs = jobs
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._over: asyncio.Event | None = None

    def progress(self, moment: Moment) -> None:
        super().progress(moment)
        if self._thread is None:
            # Kept only once it runs: where a signal ends its start, there is none to wait for.
            thread = threading.Thread(target=self._run, name="desktop", daemon=True)
            thread.start()
            self._thread = thread

    def close(self) -> None:
        """Cancels all jobs, and waits up to a second for them to clean up."""
        if self._thread is not None:
            if self._loop is not None and self._over is not None:
                with suppress(RuntimeError):  # the loop is closed already
                    self._loop.call_soon_threadsafe(self._over.set)
            self._thread.join(timeout=1)

    def _run(self) -> None:
        import asyncio  # takes longer to load than the first words may wait

        with suppress(Exception):
            asyncio.run(self._work())

    async def _work(self) -> None:
        import asyncio

        self._over = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        # Where the bus dies, futures fail that dbus-fast keeps to itself, and asyncio would print a traceback of each.
        self._loop.set_exception_handler(lambda _loop, _failure: None)
        tasks = [asyncio.create_task(_guarded(job, self)) for job in self._jobs]
        await self._over.wait()
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks, timeout=1)


async def _guarded(job: Job, follower: Follower) -> None:
    with suppress(Exception):
        await job(follower)
