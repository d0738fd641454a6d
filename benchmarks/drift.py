"""Measures drift: whether a session of an hour, played, is as long as the same session rendered.

The session of `back` runs through the real player on the silent speaker, with a clock that jumps; what the
mixer delivers is counted and compared, sample for sample, with the WAV file that `coach render` writes.

    python -m benchmarks.drift
"""

from __future__ import annotations

import hashlib
import io
import wave
from functools import partial
from pathlib import Path

from benchmarks.harness import Home, home, options, report
from coach.audio.clip import RATE, WIDTH
from coach.audio.mixer import Mixer
from coach.audio.silent import SilentSpeaker
from coach.audio.stream import Stream
from coach.cli import compose, runtime
from coach.config.settings import Settings
from coach.controls.rehearsal import JumpingClock, Rehearsal
from coach.player.live import Player
from coach.player.render import recorded
from coach.screen.lines import LineScreen
from coach.session.plan import Plan
from coach.speech import english
from coach.voice.engine import SpeechProcess
from coach.voice.voice import RenderedVoice

ROUTINE = "back"


class CountedMixer(Mixer):
    """A mixer that keeps count of what it delivers, and a digest of it."""

    def __init__(self) -> None:
        super().__init__()
        self.delivered = 0
        self.digest = hashlib.sha256()

    def read(self, frames: int) -> bytes:
        pcm = super().read(frames)
        self.delivered += len(pcm) // WIDTH
        self.digest.update(pcm)
        return pcm


def play(session: Plan, at: Home) -> CountedMixer:
    """Plays the session at once; returns the mixer that it was played from."""
    mixer, clock = CountedMixer(), JumpingClock()
    manner = runtime.manner(Settings())
    speller = partial(runtime.speller, manner.engine)
    voice = RenderedVoice(at.clips, SpeechProcess(manner), print, speller=speller)
    stream = Stream(mixer, SilentSpeaker(clock), clock, print)
    screen = LineScreen(io.StringIO(), english, live=False, colour=False)
    try:
        Player(session, english, voice, compose.sounds(100), stream, Rehearsal(clock), screen, tick=3600.0).play()
    finally:
        voice.close()
    return mixer


def rendered(path: Path) -> tuple[int, str]:
    """How many samples the file has, and their digest."""
    digest = hashlib.sha256()
    with wave.open(str(path), "rb") as file:
        while pcm := file.readframes(RATE):
            digest.update(pcm)
        return file.getnframes(), digest.hexdigest()


def main() -> None:
    given = options(__doc__ or "").parse_args()
    with home(ROUTINE) as at:
        file = at.folder / "session.wav"
        at.coach("render", ROUTINE, "-o", str(file))
        mixer = play(recorded(compose.chosen(ROUTINE, None, Settings()).plan), at)
        samples, digest = rendered(file)
    row = {
        "minutes": samples / RATE / 60,
        "rendered samples": samples,
        "played samples": mixer.position,
        "delivered by the mixer": mixer.delivered,
        "drift in samples": mixer.position - samples,
        "same sound": mixer.digest.hexdigest() == digest,
    }
    report([row], given.json)


if __name__ == "__main__":
    main()
