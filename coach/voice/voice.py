"""The coach's voice: asks for clips ahead of time, and tells how long each one is."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from typing import Final, Protocol

from coach.audio.clip import Clip, quieter
from coach.voice.cache import ClipCache
from coach.voice.engine import Engine, EngineError

IDLE: Final = 20.0
"""Seconds without work after which the engine's process is closed; it takes a fifth of one to come back."""

_GIVE_UP: Final = 2
"""How many sentences may fail in a row before the engine is no longer asked."""


class Voice(Protocol):
    """Gives clips for sentences. A sentence that has no clip costs only itself."""

    def want(self, texts: Iterable[str], soon: bool = False) -> None:
        """Asks for clips to be made, in this order; those wanted `soon` before all others."""

    def settled(self, texts: Iterable[str], seconds: float = 0.0) -> bool:
        """Whether each clip is there or has failed; waits so long for it."""

    def length(self, text: str) -> int | None:
        """The length of the clip in ms, or None where there is none (yet)."""

    def clip(self, text: str) -> Clip | None:
        """The clip, or None where there is none (yet)."""

    def close(self) -> None:
        """Ends what runs in the background."""


class NoVoice:
    """A voice that says nothing: for sessions of sounds and lines alone."""

    def want(self, texts: Iterable[str], soon: bool = False) -> None:
        pass

    def settled(self, texts: Iterable[str], seconds: float = 0.0) -> bool:
        return True

    def length(self, text: str) -> int | None:
        return None

    def clip(self, text: str) -> Clip | None:
        return None

    def close(self) -> None:
        pass


class RenderedVoice:
    """Clips from the cache, and from the engine where the cache has none.

    A thread renders what is wanted. `volume` is in percent of the clips' own loudness. `tell` receives one line
    when the engine has to be given up.
    """

    def __init__(self, cache: ClipCache, engine: Engine, tell: Callable[[str], None], volume: int = 100) -> None:
        self._cache = cache
        self._engine = engine
        self._tell = tell
        self._volume = volume
        self._changed = threading.Condition()
        self._wanted: deque[str] = deque()
        self._failed: set[str] = set()
        self._failures = 0
        self._thread: threading.Thread | None = None
        self._closing = False

    def want(self, texts: Iterable[str], soon: bool = False) -> None:
        missing = [text for text in dict.fromkeys(texts) if not self._is_settled(text)]
        if not missing:
            return
        with self._changed:
            if soon:
                self._wanted.extendleft(reversed(missing))
            else:
                self._wanted.extend(missing)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def settled(self, texts: Iterable[str], seconds: float = 0.0) -> bool:
        deadline = time.monotonic() + seconds
        wanted = list(texts)
        with self._changed:
            while not all(map(self._is_settled, wanted)):
                left = deadline - time.monotonic()
                if left <= 0:
                    return False
                self._changed.wait(left)
        return True

    def length(self, text: str) -> int | None:
        # Asked of the disk each time: clips that somebody has removed are made again.
        return self._cache.length(text)

    def clip(self, text: str) -> Clip | None:
        clip = self._cache.clip(text)
        return clip and quieter(clip, self._volume)

    def close(self) -> None:
        with self._changed:
            self._closing = True
            self._wanted.clear()
            self._changed.notify_all()
        self._engine.close()
        if self._thread:
            self._thread.join(timeout=1)
            self._cache.prune()

    def _is_settled(self, text: str) -> bool:
        return text in self._failed or self._failures >= _GIVE_UP or self.length(text) is not None

    def _work(self) -> None:
        while not self._closing:
            text = self._next()
            if text is None:
                self._engine.close()
            elif self._is_settled(text):
                # Another process may have made it: whoever waits for it has to be told as well.
                with self._changed:
                    self._changed.notify_all()
            else:
                self._render(text)

    def _next(self) -> str | None:
        """The next sentence to render; None when there was nothing to do for a while."""
        with self._changed:
            if not self._wanted and not self._closing:
                self._changed.wait(IDLE)
            return self._wanted.popleft() if self._wanted else None

    def _render(self, text: str) -> None:
        failure = ""
        try:
            self._engine.render(text, self._cache.path(text))
            self._failures = 0
        except EngineError as error:
            failure = str(error)
        except Exception as error:  # whatever it is, somebody waits for this sentence, and the next one may be fine
            failure = f"the speech engine failed: {type(error).__name__}: {error}"
        with self._changed:
            if failure and not self._closing:
                self._failures += 1
                self._failed.add(text)
            gives_up = failure and self._failures == _GIVE_UP and not self._closing
            self._changed.notify_all()
        if gives_up:
            self._tell(f"No voice: {failure}. Going on with sounds and lines; run coach doctor to mend it.")
