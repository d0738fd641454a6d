"""Makes the coach's nine sounds. Run it from the top of the repository: python sounds/make.py

Each is told apart with eyes shut by more than its pitch: begin rises softly, a tick is short and dry,
go rises and rings, done falls, half is two short taps, rest is a soft low chord, finished is a rising figure,
lift and lower are soft taps, one high and one low.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from coach.audio.clip import RATE, Clip, write_clip

Wave = npt.NDArray[np.float64]


def tone(
    pitch: float, seconds: float, attack: float = 0.003, decay: float = 5.0, overtones: tuple[float, ...] = ()
) -> Wave:
    """A struck tone: `overtones` are the strengths of its 2nd, 3rd… harmonic; `decay` how fast it dies."""
    t = np.arange(round(seconds * RATE)) / RATE
    wave: Wave = np.sin(2 * np.pi * pitch * t)
    for index, strength in enumerate(overtones):
        wave += strength * np.sin(2 * np.pi * pitch * (index + 2) * t) * np.exp(-3 * (index + 1) * t / seconds)
    wave *= np.exp(-decay * t / seconds) * np.minimum(1, t / attack)
    fade = min(len(t), round(0.008 * RATE))
    wave[-fade:] *= np.linspace(1, 0, fade)
    return wave


def after(delay: float, wave: Wave) -> Wave:
    return np.concatenate([np.zeros(round(delay * RATE)), wave])


def together(*waves: Wave) -> Wave:
    mix: Wave = np.zeros(max(map(len, waves)))
    for wave in waves:
        mix[: len(wave)] += wave
    return mix


C5, E5, G5, C6, E6, G6 = 523.25, 659.26, 783.99, 1046.5, 1318.51, 1567.98

SOUNDS: dict[str, Wave] = {
    "tick": tone(1000, 0.07, 0.001, 4, (0.5, 0.3)),
    "begin": together(
        tone(C5, 0.3, 0.02, 4, (0.25,)),
        after(0.1, tone(G5, 0.26, 0.02, 5, (0.25,))),
    ),
    "go": together(
        tone(C6, 0.16, decay=2, overtones=(0.3,)),
        after(0.13, tone(G6, 0.42, decay=4, overtones=(0.3, 0.1))),
    ),
    "done": together(
        tone(G5, 0.2, decay=3, overtones=(0.4,)),
        after(0.14, tone(C5, 0.26, decay=4, overtones=(0.4,))),
    ),
    "half": together(
        tone(E5, 0.08, decay=4, overtones=(0.6,)),
        after(0.14, tone(E5, 0.1, decay=4, overtones=(0.6,))),
    ),
    "rest": together(
        tone(C5 / 2, 0.5, 0.03, 3, (0.4,)),
        tone(E5 / 2, 0.5, 0.03, 3, (0.4,)),
        tone(G5 / 2, 0.5, 0.03, 3),
    ),
    "finished": together(
        tone(C5, 0.3, overtones=(0.3,)),
        after(0.16, tone(E5, 0.3, overtones=(0.3,))),
        after(0.32, tone(G5, 0.3, overtones=(0.3,))),
        after(0.48, tone(C6, 0.8, decay=5, overtones=(0.3, 0.1))),
    ),
    "lift": tone(G5, 0.09, 0.004, 4),
    "lower": tone(G5 / 2, 0.09, 0.004, 4),
}

PEAK = 0.75
"""Of full scale. It makes the tick and go about as loud as speech is."""
SOFT = 0.35
"""That of the tones which are heard in each rep."""


def main() -> None:
    for name, wave in SOUNDS.items():
        peak = SOFT if name in ("lift", "lower") else PEAK
        samples = np.round(wave / np.abs(wave).max() * peak * 32767).astype("<i2")
        write_clip(Path(__file__).with_name(f"{name}.wav"), Clip(samples.tobytes()))


if __name__ == "__main__":
    main()
