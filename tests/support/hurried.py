"""The program on a clock that runs faster: `python -m tests.support.hurried 20 start mini.toml --mute`."""

from __future__ import annotations

import sys
import time

_monotonic = time.monotonic

if __name__ == "__main__":
    speed = float(sys.argv.pop(1))
    time.monotonic = lambda: _monotonic() * speed

    from coach.audio import awake

    _seconds = awake.seconds
    awake.seconds = lambda: _seconds() * speed
    awake.LONGEST *= speed
    awake.TOLD *= speed

    from coach.cli.app import main
    from coach.controls.queue import CommandQueue

    _wait = CommandQueue.wait
    CommandQueue.wait = lambda queue, seconds: _wait(queue, seconds / speed)  # type: ignore[method-assign, assignment]
    main()
