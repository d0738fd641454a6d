"""The coach's voice: asks for clips ahead of time, and tells how long each one is."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Final, Protocol

from coach.audio.clip import Clip, quieter
from coach.units import Ms
from coach.voice.cache import ClipCache
from coach.voice.engine import ClipUnwritable, Engine, EngineError, EngineMissing

IDLE: Final = 20.0
"""Seconds without work after which the engine's process is closed; it takes a fifth of one to come back."""

_GIVE_UP: Final = 2
"""How many sentences may fail in a row before the engine is given up."""


class Voice(Protocol):
    """Gives clips for sentences. A sentence that has no clip costs only itself."""

    def want(self, texts: Iterable[str], soon: bool = False) -> None:
        """Asks for clips to be made, in this order; those wanted `soon` before all others."""

    def settled(self, texts: Iterable[str], seconds: float = 0.0) -> bool:
        """Whether each clip exists or has failed; waits up to `seconds` for that."""

    def length(self, text: str) -> Ms | None:
        """The length of the clip in ms, or None if there is none (yet)."""

    def clip(self, text: str) -> Clip | None:
        """The clip, or None if there is none (yet)."""

    def successor(self) -> Voice:
        """The voice for steps that aren't scored yet: this one, or the one that has replaced it for good."""

    def close(self) -> None:
        """Ends everything that runs in the background."""


class NoVoice:
    """A voice that says nothing: for sessions with sounds and lines only."""

    def want(self, texts: Iterable[str], soon: bool = False) -> None:
        pass

    def settled(self, texts: Iterable[str], seconds: float = 0.0) -> bool:
        return True

    def length(self, text: str) -> Ms | None:
        return None

    def clip(self, text: str) -> Clip | None:
        return None

    def successor(self) -> Voice:
        return self

    def close(self) -> None:
        pass


class RenderedVoice:
    """Clips from the cache, or else from the engine. A thread renders what is wanted.

    If the engine is given up, `tell` receives one line, and the voice that `stand_in` makes takes over. It is asked for
    everything that was wanted, so that a session has one voice up to some step, and the other from there on.
    """

    def __init__(
        self,
        cache: ClipCache,
        engine: Engine,
        tell: Callable[[str], None],
        volume: int = 100,
        stand_in: Callable[[], RenderedVoice] | None = None,
        speller: Callable[[Mapping[str, str]], Callable[[str], str]] = lambda _: str,
    ) -> None:
        """`volume` is in percent of the clips' own loudness.

        `speller` takes words with their respellings, and makes the function that writes sentences for the engine.
        """
        self._cache = cache
        self._engine = engine
        self._tell = tell
        self._volume = volume
        self._stand_in = stand_in
        self._successor: RenderedVoice | None = None
        self._speller = speller
        self._say: Mapping[str, str] = {}
        self._changed = threading.Condition()
        self._asked: dict[str, None] = {}
        self._wanted: deque[str] = deque()
        self._failed: set[str] = set()
        self._failures = 0
        self._thread: threading.Thread | None = None
        self._closing = False

    def pronounce(self, say: Mapping[str, str]) -> None:
        """Says the words of `say` as they are spelled there, from now on."""
        self._say = say
        self.__dict__.pop("_spoken", None)

    @cached_property
    def _spoken(self) -> Callable[[str], str]:
        """Writes a sentence for the engine. Made on first use, as the language is loaded for it."""
        return lru_cache(maxsize=4096)(self._speller(self._say))

    def want(self, texts: Iterable[str], soon: bool = False) -> None:
        wanted = dict.fromkeys(texts)
        # Clips that are there are read whole on the thread, where nobody waits for it.
        missing = [text for text in wanted if not (self._has_failed(text) or self._cache.is_sound(self._spoken(text)))]
        with self._changed:
            self._asked |= wanted
            if not missing:
                return
            if soon:
                self._wanted.extendleft(reversed(missing))
            else:
                self._wanted.extend(missing)
            if self._thread is None:
                # Kept only once it runs: where a signal ends its start, there is none to wait for.
                thread = threading.Thread(target=self._work, daemon=True)
                thread.start()
                self._thread = thread
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

    def length(self, text: str) -> Ms | None:
        # Asked of the disk each time: clips that somebody has removed are made again.
        return self._cache.length(self._spoken(text))

    def clip(self, text: str) -> Clip | None:
        clip = self._cache.clip(self._spoken(text))
        return clip and quieter(clip, self._volume)

    def successor(self) -> Voice:
        return self._successor.successor() if self._successor else self

    def close(self) -> None:
        with self._changed:
            self._closing = True
            self._wanted.clear()
            self._changed.notify_all()
        self._engine.close()
        if self._successor:
            self._successor.close()
        if self._thread:
            self._thread.join(timeout=1)
            self._cache.prune()

    def _is_settled(self, text: str) -> bool:
        return self._has_failed(text) or self.length(text) is not None

    def _has_failed(self, text: str) -> bool:
        return text in self._failed or self._failures >= _GIVE_UP

    def _work(self) -> None:
        while not self._closing:
            text = self._next()
            if text is None:
                self._engine.close()
            elif self._is_settled(text):
                # Another process may have made it: the thread that waits for it has to be told as well.
                with self._changed:
                    self._changed.notify_all()
            else:
                self._render(text)

    def _next(self) -> str | None:
        """The next sentence to render; None if there was nothing to do for a while."""
        with self._changed:
            if not self._wanted and not self._closing:
                self._changed.wait(IDLE)
            return self._wanted.popleft() if self._wanted else None

    def _render(self, text: str) -> None:
        failure = self._failure_of(text)
        line = ""
        with self._changed:
            if failure is None:
                self._failures = 0
            elif not self._closing:
                self._failures += _GIVE_UP if isinstance(failure, EngineMissing) else 1
                self._failed.add(text)
                line = self._give_up(failure) if self._failures >= _GIVE_UP else ""
            self._changed.notify_all()
        if line:
            self._tell(line)

    def _failure_of(self, text: str) -> EngineError | None:
        """Renders `text`; returns what went wrong, or None."""
        spoken = self._spoken(text)
        try:
            self._make(spoken)
        except EngineError as error:
            return error
        except Exception as error:  # whatever it is, somebody waits for this sentence, and the next one may be fine
            return EngineError(f"the speech engine failed: {type(error).__name__}: {error}")
        return None

    def _make(self, spoken: str) -> None:
        """Has the clip made, elsewhere where the cache can't be written to. Raises `EngineError`."""
        try:
            self._engine.render(spoken, self._cache.path(spoken))
        except ClipUnwritable as error:
            if not self._cache.write_elsewhere():
                raise
            self._tell(f"No room for the coach's words ({error}). Going on; they are made anew each time.")
            self._engine.render(spoken, self._cache.path(spoken))

    def _give_up(self, failure: EngineError) -> str:
        """Hands over to the voice that stands in; returns a line for the athlete."""
        self._wanted.clear()
        if self._stand_in is None:
            return f"No voice: {failure}. Going on with sounds and lines; run coach doctor to mend it."
        self._successor = self._stand_in()
        self._successor.pronounce(self._say)
        self._successor.want(self._asked)
        return f"Another voice: {failure}. Going on with the platform's own; run coach doctor to mend it."
