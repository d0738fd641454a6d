"""Clip lengths without clips, for tests of the pure middle."""

from __future__ import annotations

from coach.score.cues import Sound
from coach.speech import english
from coach.units import Ms


class Estimated:
    """Says how long a sentence would take; a `pace` of 2.0 speaks half as fast."""

    def __init__(self, pace: float = 1.0) -> None:
        self._pace = pace

    def say(self, text: str) -> Ms:
        return self.estimate(text)

    def estimate(self, text: str) -> Ms:
        return Ms(round(english.estimate(text) * self._pace))

    def sound(self, sound: Sound) -> Ms:
        return Ms(70) if sound == "tick" else Ms(400)
