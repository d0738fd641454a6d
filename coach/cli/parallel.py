"""Runs a function for many files, on all processors if there are enough files to make up for starting processes."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeVar

T = TypeVar("T")

_WORTH_IT: Final = 100
"""About as many files as one processor handles while another process starts."""


def each(work: Callable[[str], T], names: Sequence[str]) -> Iterator[T]:
    """The results of `work` for each name, in order. `work` must be a module-level function with picklable results."""
    processes = min(os.cpu_count() or 1, len(names) // _WORTH_IT)
    if processes < 2:
        yield from map(work, names)
        return
    from concurrent.futures import ProcessPoolExecutor

    # The first call imports what all need, so that forked processes share it.
    yield work(names[0])
    gc.freeze()  # so that no process spends time looking for garbage in it
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(work, names[1:], chunksize=_WORTH_IT // 4)
