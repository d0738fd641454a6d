"""Cues, and the rule by which they share the time: nothing overlaps, and the higher rank wins.

Signals are never moved and never covered. Next come answers to the athlete, then rep counts, the author's calls, what
is next, how-to cues, and last the tips. A sentence that doesn't fit is shortened, then moved within its window, and
finally dropped. Times are milliseconds from the start of the step. No clock, no audio.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from typing import Final, Protocol, TypeAlias

from msgspec import Struct

from coach.units import SECOND, Ms

Sound: TypeAlias = str
"""One of the coach's sounds by name, or the name of a file that a routine plays."""

APART: Final[Ms] = Ms(150)
"""The shortest silence around a sentence."""
BREATH: Final[Ms] = Ms(350)
"""The silence between two sentences that belong together."""

AFTER_SOUND: Final[Ms] = Ms(250)
"""The silence between a sound and the words that follow it."""
TICKS: Final[tuple[Ms, ...]] = (3 * SECOND, 2 * SECOND, 1 * SECOND)
"""How long before the end of a step its ticks sound."""

IN_POSITION: Final[Ms] = 20 * SECOND
"""How long before a set one is called into position."""
QUIET: Final[Ms] = 40 * SECOND
"""The longest silence that is left where there is a remark to break it."""


class Rank(IntEnum):
    """Precedence of cues: where two collide, the one with the higher number gives way."""

    SIGNAL = 0
    ANSWER = 1
    COUNT = 2
    CALL = 3
    NEXT = 4
    HOW = 5
    TIP = 6


class Lengths(Protocol):
    """How long each clip is, in milliseconds."""

    def say(self, text: str) -> Ms | None:
        """The length of `text` when spoken, or None if there is no clip of it."""

    def estimate(self, text: str) -> Ms:
        """About how long `text` would take to say, for a sentence without a clip."""

    def sound(self, sound: Sound) -> Ms:
        """The length of a sound."""


class Cue(Struct, frozen=True):
    """Something heard: a sentence (`text`) or a sound, starting at `at` for `length` ms; it must be over by `latest`.

    A cue whose sentence has no clip is silent, but its line is still shown.
    """

    at: Ms
    length: Ms
    rank: Rank
    latest: Ms
    text: str = ""
    sound: Sound | None = None

    @property
    def end(self) -> Ms:
        return self.at + self.length


class Dropped(Struct, frozen=True):
    """A sentence that didn't fit, and by how many ms."""

    text: str
    rank: Rank
    short_by: Ms


class Score(Struct, frozen=True):
    """The cues of one step in order of time, and the step's length (None: the athlete ends it)."""

    cues: tuple[Cue, ...]
    length: Ms | None
    dropped: tuple[Dropped, ...] = ()


class Wish(Struct, frozen=True):
    """What a step would like to be heard: not before `at`, over by `latest`, in the first wording that fits.

    The wording of a sound is empty. `fixed` wishes sound at `at` or not at all. Wishes with the same `thread` keep
    their order. `optional` ones aren't missed where they find no room. With `after`, the wish waits for that sound,
    which begins at `at`, to be over.
    """

    at: Ms
    rank: Rank
    latest: Ms
    wordings: tuple[str, ...] = ()
    sound: Sound | None = None
    fixed: bool = False
    thread: str = ""
    optional: bool = False
    after: Sound | None = None


FOREVER: Final[Ms] = Ms(1 << 40)


def place(wishes: Iterable[Wish], lengths: Lengths, length: Ms | None) -> Score:
    """Gives each wish its time, in the order of ranks; a wish that finds no room is dropped."""
    track = _Track()
    dropped = []
    threads: dict[str, Ms] = {}
    for wish in sorted(wishes, key=lambda wish: wish.rank):
        if wish.rank is Rank.SIGNAL and wish.sound:
            signalled = sound_cue(wish.sound, wish.at, lengths)
            # A step that is cut off after an instant has no time for its signal; the next one's comes at once.
            if length is None or signalled.end <= length:
                track.sound(signalled)
            continue
        earliest = wish.at + (lengths.sound(wish.after) + AFTER_SOUND if wish.after else 0)
        if wish.thread and not wish.fixed:
            earliest = Ms(max(earliest, threads.get(wish.thread, 0)))
        cue, short_by = track.fit(wish, earliest, lengths)
        if cue is None and wish.optional:
            continue
        if cue is None:
            dropped.append(Dropped(wish.wordings[0] or f"({wish.sound})", wish.rank, short_by))
        else:
            track.add(cue)
            if wish.thread and not wish.fixed:
                threads[wish.thread] = cue.end + BREATH
    return Score(tuple(track.cues), length, tuple(dropped))


class _Track:
    """Cues in order of time, and where there is room between them."""

    def __init__(self) -> None:
        self.cues: list[Cue] = []
        self.starts: list[Ms] = []

    def add(self, cue: Cue) -> None:
        index = bisect_left(self.starts, cue.at)
        self.starts.insert(index, cue.at)
        self.cues.insert(index, cue)

    def sound(self, cue: Cue) -> None:
        """Adds a signal unless it would cover an earlier one: a late go gives way to a tick."""
        if self._free(cue.at, cue.length):
            self.add(cue)

    def fit(self, wish: Wish, earliest: Ms, lengths: Lengths) -> tuple[Cue | None, Ms]:
        """The cue for `wish` at its time, or how many ms its shortest wording is too long."""
        short_by = FOREVER
        for text in wish.wordings:
            sound = None if text else wish.sound
            length = lengths.sound(sound) if sound else lengths.say(text)
            if length is None:
                # A count that can't be spoken is beeped: the athlete still has the tempo.
                sound = "tick" if wish.rank is Rank.COUNT else None
                length = lengths.sound(sound) if sound else lengths.estimate(text)
            start = earliest if wish.fixed else self._room(earliest, length)
            if self._free(start, length) and start + length <= wish.latest:
                return Cue(start, length, wish.rank, wish.latest, text, sound), Ms(0)
            short_by = min(short_by, self._lack(start, length, wish))
        return None, short_by

    def _room(self, earliest: Ms, length: Ms) -> Ms:
        """The first start from `earliest` on with room for `length`."""
        start = earliest
        for cue in self.cues:
            if cue.end + APART > start and cue.at < start + length + APART:
                start = cue.end + APART
        return start

    def _free(self, start: Ms, length: Ms) -> bool:
        index = bisect_left(self.starts, start + length)
        return not index or self.cues[index - 1].end <= start

    def _lack(self, start: Ms, length: Ms, wish: Wish) -> Ms:
        if wish.fixed:
            following = next((cue.at for cue in self.cues if cue.end > start), wish.latest)
            return Ms(max(1, start + length - min(wish.latest, max(following, start))))
        return start + length - wish.latest


def sound_cue(sound: Sound, at: Ms, lengths: Lengths) -> Cue:
    """A sound at its time."""
    length = lengths.sound(sound)
    return Cue(at, length, Rank.SIGNAL, at + length, sound=sound)


def signal(sound: Sound, at: Ms) -> Wish:
    """The wish for a sound at exactly this time."""
    return Wish(at, Rank.SIGNAL, FOREVER, sound=sound, fixed=True)


def countdown(end: Ms, begin: Ms = Ms(0), ticks: Sequence[Ms] = TICKS) -> Iterator[Wish]:
    """The ticks that count down to `end`; only those that come after `begin`."""
    for before in ticks:
        if end - before >= begin + SECOND:
            yield signal("tick", end - before)
