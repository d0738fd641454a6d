"""Keeps the session's stream running, whatever happens to the device.

A device can stall (its sink is suspended), vanish (headphones off) or never have existed. The session then continues by
the clock on the silent speaker, and the device takes over again when it is back. A device that takes samples faster
than real time is held to the clock. Whatever reads the mixer is the clock; this module only decides what does.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final

from coach.audio.clip import RATE, WIDTH, Clip
from coach.audio.mixer import Booking, Mixer
from coach.audio.silent import SilentSpeaker
from coach.audio.speaker import NoDevice, SampleSource, Speaker
from coach.units import Frames

STALLED: Final = 1.0
"""Seconds without a sample read after which a device counts as stalled."""

RETRY: Final = 2.0
"""Seconds between two attempts to open a device again."""

PATIENCE: Final = 0.5
"""Seconds that an open device waits for its first samples; after that it gets silence."""

AHEAD: Final = 1.0
"""Seconds that a device may be ahead of the clock: to fill its buffers, and after a delay."""

_FASTER: Final = 1.05
"""How much faster than the clock a device may run in the long term. Real ones are off by less than a thousandth."""

_ALIVE: Final = RATE // 4
"""Samples that a device has to ask for, after it has failed, to be used again."""


class Throttle:
    """Holds a reader to `clock` (seconds) if it reads faster than real time."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._seen = clock()
        self._ahead = 0.0
        self._over = threading.Event()
        self.broken = False
        """Whether it has been too fast; from then on it is held to the clock exactly."""

    def keep(self, frames: int) -> None:
        """Waits until `frames` more samples may be read."""
        now = self._clock()
        passed, self._seen = now - self._seen, now
        self._ahead = max(0.0, self._ahead - passed * (1.0 if self.broken else _FASTER)) + frames / RATE
        if self._ahead > AHEAD:
            self.broken = True
            self._over.wait(self._ahead - AHEAD)

    def release(self) -> None:
        """Ends all waiting."""
        self._over.set()


class Gate:
    """Stands between a device and the mixer: when open it passes samples; when shut it gives silence and counts.

    The first request for samples waits until they are `ready`.
    """

    def __init__(self, mixer: Mixer, pace: Throttle) -> None:
        self._mixer = mixer
        self._pace = pace
        self.open = True
        self.asked = 0
        self.ready = threading.Event()

    @property
    def position(self) -> Frames:
        return self._mixer.position

    def read(self, frames: int) -> bytes:
        self.ready.wait(PATIENCE)
        self.ready.set()
        if self.open:
            self._pace.keep(frames)
            return self._mixer.read(frames)
        self.asked += frames
        return bytes(frames * WIDTH)

    def run(self, within: int) -> Booking | None:
        return self._mixer.run(within) if self.open else None

    def holds(self, position: int) -> bool:
        return self.open and self._mixer.holds(position)


class Stream:
    """The mixer, played by a speaker or, while that has failed, by the silent speaker in real time.

    `clock` gives seconds in which the program was awake; `tell` receives one line for the athlete when the device goes
    or comes back.
    """

    def __init__(self, mixer: Mixer, speaker: Speaker, clock: Callable[[], float], tell: Callable[[str], None]) -> None:
        self.mixer = mixer
        self._speaker = speaker
        self._clock = clock
        self._tell = tell
        self._stand_in = SilentSpeaker(clock)
        self._pace = Throttle(clock)
        self._gate = Gate(mixer, self._pace)
        self._told_of_pace = False
        self._seen = (0, 0.0)
        self._tried = 0.0
        self._reopening: threading.Thread | None = None
        self._alone = speaker.name == "silent"
        self._opening: threading.Thread | None = None
        self._trouble: NoDevice | None = None
        self.announced = Frames(0)
        """The first sample after the clip that announced the session; 0 if none did."""

    def open(self) -> None:
        """Begins to open a device, which takes a while; it first plays what is booked by `start`."""
        if self._alone:
            return
        self._opening = threading.Thread(target=self._open, daemon=True)
        self._opening.start()

    def announce(self, clip: Clip) -> None:
        """Has `clip` played as soon as the device is open, while the session is being made; only once."""
        if self.announced:
            return
        with self.mixer.held() as position:
            self.mixer.book(position, clip)
            self.announced = Frames(position + clip.frames)
        self._gate.ready.set()

    def start(self) -> None:
        """Starts the speaker, or continues without one and says so."""
        self._gate.ready.set()
        if self._opening:
            self._opening.join()
        else:
            self._open()
        self._seen = (self.mixer.position, self._clock())
        if self._trouble:
            self._go_without(f"No sound: {self._trouble}. Going on in silence; run coach doctor to mend it.")

    def _open(self) -> None:
        source: SampleSource = self.mixer if self._alone else self._gate
        try:
            self._speaker.start(source)
        except NoDevice as error:
            self._trouble = error

    def pump(self) -> None:
        """Keeps the stream running; call it at least ten times a second."""
        if self._alone:
            self._speaker.pump()
            return
        now = self._clock()
        if not self._gate.open:
            self._stand_in.pump()
            self._try_again(now)
            return
        self._speaker.pump()
        if self._pace.broken and not self._told_of_pace:
            self._told_of_pace = True
            self._tell("The audio device takes sound faster than it can be heard. Going on by the clock.")
        position, since = self._seen
        if self.mixer.position != position:
            self._seen = (self.mixer.position, now)
        elif now - since > STALLED:
            self._go_without("The audio device stands still. Going on in silence until it is back.")

    def stop(self) -> None:
        """Falls silent at once. A device that hangs is abandoned, not waited for."""
        self._gate.open = False
        self._gate.ready.set()
        self._pace.release()
        if self._opening:
            self._opening.join(timeout=0.5)
        closing = threading.Thread(target=self._speaker.stop, daemon=True)
        closing.start()
        closing.join(timeout=0.5)

    def _go_without(self, line: str) -> None:
        self._gate.open = False
        self._gate.asked = 0
        self._tried = self._clock()
        self._stand_in.start(self.mixer)
        self._tell(line)

    def _try_again(self, now: float) -> None:
        if self._gate.asked >= _ALIVE:
            self._stand_in.stop()
            self._gate.open = True
            self._seen = (self.mixer.position, now)
            self._tell("The audio device is back.")
        elif now - self._tried > RETRY and not (self._reopening and self._reopening.is_alive()):
            self._tried = now
            self._gate.asked = 0
            self._reopening = threading.Thread(target=self._reopen, daemon=True)
            self._reopening.start()

    def _reopen(self) -> None:
        self._speaker.stop()
        try:
            self._speaker.start(self._gate)
        except NoDevice:
            return
