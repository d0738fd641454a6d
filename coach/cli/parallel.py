"""The same work for many files, by all processors where that is worth the start of them."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeVar

T = TypeVar("T")

_WORTH_IT: Final = 100
"""So many files for one processor take as long as another process takes to start."""


def each(work: Callable[[str], T], names: Sequence[str]) -> Iterator[T]:
    """What `work` gives for each name, in order. It is a function of a module, and what it gives can be pickled."""
    processes = min(os.cpu_count() or 1, len(names) // _WORTH_IT)
    if processes < 2:
        yield from map(work, names)
        return
    from concurrent.futures import ProcessPoolExecutor

    # What the first one loads is there for all, where processes are forked.
    yield work(names[0])
    gc.freeze()  # nothing of it is garbage that each of them would have to look for
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(work, names[1:], chunksize=_WORTH_IT // 4)
