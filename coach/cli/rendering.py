"""Speech made by several engines at once, where many sentences have no clip yet."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

from coach.cli import runtime
from coach.config.settings import Settings
from coach.voice.voice import RenderedVoice

_MOST: Final = 4
"""Engines at once; a neural one takes 210 MB while it works."""

_WORTH_IT: Final = 30
"""Sentences for which another engine is started, as starting takes as long as some of them."""


@contextmanager
def helped(
    voice: RenderedVoice, texts: Sequence[str], settings: Settings, say: Mapping[str, str] | None = None
) -> Iterator[None]:
    """While this lasts, other engines make clips of `texts` for `voice`, of which `texts` are wanted as well.

    Each begins elsewhere in `texts`, and passes over what is there. `say` are the routine's own spellings.
    """
    missing = [text for text in texts if voice.length(text) is None]
    engines = min(os.cpu_count() or 1, _MOST, 1 + len(missing) // _WORTH_IT)
    helpers: list[RenderedVoice] = []
    try:
        for index in range(1, engines):
            # What goes wrong is told by `voice`, which needs the same engine.
            helper = runtime.voice(settings, lambda _: None)
            helpers.append(helper)
            helper.pronounce(say or {})
            first = len(missing) * index // engines
            helper.want([*missing[first:], *missing[:first]])
        yield
    finally:
        for helper in helpers:
            helper.close()
