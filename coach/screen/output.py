"""Text for a terminal, a file or a pipe, any of which can vanish while the session runs."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Protocol, TextIO


class Writer(Protocol):
    """Where text can be written."""

    def write(self, text: str, /) -> object:
        """Writes `text`."""

    def flush(self) -> None:
        """Hands on all that was written."""


class Output:
    """Writes to `out` for as long as that works; after a failure it drops all text, and calls `lost` once."""

    def __init__(self, out: TextIO, lost: Callable[[], None] = lambda: None) -> None:
        self._out = out
        self._lost: Callable[[], None] | None = lost

    def write(self, text: str) -> None:
        self._do(partial(self._out.write, text))

    def flush(self) -> None:
        self._do(self._out.flush)

    def _do(self, output: Callable[[], object]) -> None:
        if self._lost is None:
            return
        try:
            output()
        except (OSError, ValueError):
            lost, self._lost = self._lost, None
            self.close()
            lost()

    def close(self) -> None:
        """Discards what `out` still buffers, which Python would try to write at its end, and report an error."""
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            try:
                os.dup2(nowhere, self._out.fileno())
            finally:
                os.close(nowhere)
