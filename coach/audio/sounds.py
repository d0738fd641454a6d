"""The sounds, as files: the coach's own or the athlete's in their place, and those that a routine calls for."""

from __future__ import annotations

import wave
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from coach.audio.clip import RATE, WIDTH, Clip, ms_to_frames, read_clip
from coach.units import Ms

LONGEST_MS: Final[Mapping[str, int]] = {
    "begin": 900, "tick": 500, "go": 900, "done": 900, "half": 900, "rest": 900, "finished": 5000,
    "lift": 300, "lower": 300,
}  # fmt: skip
"""How long each sound may be at most, in milliseconds, so that no two of them can ever overlap."""


class BadSound(Exception):
    """A sound file that can't be used; the message says why."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


def load_sounds(folders: Sequence[Path]) -> dict[str, Clip]:
    """The clip of each sound, from the first of `folders` that has its file. Raises `BadSound`."""
    return {name: load_sound(name, folders) for name in LONGEST_MS}


def load_sound(name: str, folders: Sequence[Path]) -> Clip:
    """The clip of one of the sounds. Raises `BadSound`."""
    return _read(_first(f"{name}.wav", folders), Ms(LONGEST_MS[name]))


CALL_LONGEST_MS: Final = 5000


def load_called(name: str, folders: Sequence[Path]) -> Clip:
    """The clip of a file that a routine calls for, from the first of `folders` that has it. Raises `BadSound`."""
    return _read(_first(name, folders), Ms(CALL_LONGEST_MS))


def _first(name: str, folders: Sequence[Path]) -> Path:
    paths = [folder / name for folder in folders]
    return next((path for path in paths if path.is_file()), paths[-1])


def _read(path: Path, longest: Ms) -> Clip:
    try:
        if (size := path.stat().st_size) > _LARGEST:
            raise BadSound(path, f"has {size / 1e6:.0f} MB; save only what is to be heard of it")
        try:
            clip = read_clip(path)
        except (wave.Error, EOFError):
            clip = _converted(path, longest)
    except OSError as error:
        raise BadSound(path, f"can't be read: {(error.strerror or str(error)).lower()}") from None
    if not clip.length:
        raise BadSound(path, "has no sound in it")
    if clip.length > longest:
        raise BadSound(path, f"lasts {clip.length / 1000:.1f} s; this sound may last {longest / 1000:g} s")
    return clip


_LARGEST: Final = 50_000_000
"""Bytes of the largest file that is opened for a sound: five seconds of eight channels at 192 kHz have 31 million."""


def _converted(path: Path, longest: Ms) -> Clip:
    """A sound in some other format, converted to that of a clip; no more of it is decoded than may be heard."""
    from coach.audio.miniaudio_speaker import import_miniaudio

    try:
        miniaudio = import_miniaudio()
    except (ImportError, OSError):
        raise BadSound(
            path, "needs miniaudio to be read, which doesn't load here; save it as 48 kHz mono WAV"
        ) from None
    samples = bytearray()
    try:
        for part in miniaudio.stream_file(str(path), miniaudio.SampleFormat.SIGNED16, 1, RATE, RATE):
            samples += part.tobytes()
            if len(samples) > ms_to_frames(longest) * WIDTH:
                raise BadSound(path, f"lasts longer than the {longest / 1000:g} s that this sound may last")
    except miniaudio.MiniaudioError:
        raise BadSound(path, "is not a sound file that can be read; save it as WAV") from None
    return Clip(bytes(samples))
