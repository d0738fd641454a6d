"""The command `coach`, and `python -m coach`.

Until a command runs there is nothing to tidy up: from the first line on, and while modules are loaded, Ctrl-C ends the
process where it stands, with status 130. `coach/cli/app.py` takes over for as long as a command runs.
"""

from __future__ import annotations

import os
import signal
from types import FrameType
from typing import Final

_INTERRUPTED: Final = 130


def _end(_: int, __: FrameType | None) -> None:
    os._exit(_INTERRUPTED)


def main() -> None:
    """Runs the command that was typed, and leaves with its exit status."""
    # A process that was started with Ctrl-C ignored, as by nohup or in a script's background, goes on ignoring it.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _end)
    from coach.cli import app

    app.main()


if __name__ == "__main__":
    main()
