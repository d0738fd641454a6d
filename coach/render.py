"""A whole session without a clock: the score of every step, and all of it as a sound file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from coach.audio.clip import PER_MS, Clip
from coach.audio.mixer import Mixer
from coach.audio.wav import WavFile
from coach.cues import Score
from coach.notation import Ms
from coach.plan import Plan, Step
from coach.player import ClipLengths, wanted_sentences
from coach.score import score_session
from coach.session import Session
from coach.voice.voice import Voice

_PATIENCE: Final = 600.0
"""Seconds that a step's sentences may take to be rendered; the engine has its own deadline for each."""


def scores(
    plan: Plan, voice: Voice, sounds: Mapping[str, Clip], begin: Session | None = None
) -> Iterator[tuple[Ms, Step, Score]]:
    """When each step starts, the step, and its score, made when its clips are there or were given up.

    From the first step on, or from where `begin` stands.
    """

    def have_ready(texts: list[str]) -> None:
        voice.want(texts, soon=True)
        voice.settled(texts, _PATIENCE)

    voice.want(wanted_sentences(plan))
    return score_session(begin or Session(plan), ClipLengths(voice, sounds), have_ready)


def render(
    plan: Plan, voice: Voice, sounds: Mapping[str, Clip], path: Path, progress: Callable[[Ms], None] = lambda _: None
) -> Ms:
    """Writes the session to the WAV file `path` and returns its length.

    Raises `OSError` where the file can't be written; nothing half-written is left behind.
    """
    mixer = Mixer()
    end = 0
    spoken = lru_cache(maxsize=256)(voice.clip)
    with WavFile(path) as file:
        for start, _, scored in scores(plan, voice, sounds):
            for cue in scored.cues:
                clip = sounds[cue.sound] if cue.sound else spoken(cue.text)
                if clip is not None:
                    mixer.book((start + cue.at) * PER_MS, clip)
            end = start + (scored.length or 0)
            file.play(mixer, end * PER_MS)
            progress(end)
    return end
