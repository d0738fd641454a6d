"""The kinds of sound files that are written: one row each, with everything that distinguishes it.

A kind is added here and nowhere else; the code that writes samples and tags reads its row.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from msgspec import Struct

from coach.audio.clip import RATE, WIDTH

_HOUR_MS: Final = 3_600_000

Tags: TypeAlias = Literal["riff", "id3", "mp4", "flac", "opus"]
"""How a file carries its title, its cover and its chapters."""


class Codec(Struct, frozen=True):
    """FFmpeg's names of the container and the codec, and `bits` a second, or `quality` for a variable rate."""

    container: str
    name: str
    bits: int | None = None
    quality: int | None = None
    options: tuple[tuple[str, str], ...] = ()
    container_options: tuple[tuple[str, str], ...] = ()


class Format(Struct, frozen=True):
    """A kind of sound file, by its ending. `codec` is None if the samples are written as they are.

    `longest` is how many milliseconds such a file can hold (None: no limit that a session reaches), and `why` the
    reason in words. `cover`: whether it has a place for a picture that players look at.
    """

    ending: str
    tags: Tags
    codec: Codec | None
    longest: int | None = None
    why: str = ""
    cover: bool = True


_WAV_LONGEST: Final = (2**32 - 2**20) // (RATE * WIDTH) * 1000
"""A WAV file's lengths are 32-bit numbers of bytes; a megabyte of them is left for its labels. About twelve hours."""

# Mono speech and beeps, with room for music underneath.
_OPUS: Final = Codec("ogg", "libopus", bits=64_000)
# FFmpeg's other AAC coder takes twice as long and adds peaks of 2 dB to speech. With its index at the head, a file
# plays while it is still being loaded.
_AAC: Final = Codec(
    "ipod", "aac", bits=80_000, options=(("aac_coder", "fast"),), container_options=(("movflags", "faststart"),)
)
_AAC_WHY: Final = "and an {} file's index is held in memory until its end"

FORMATS: Final[dict[str, Format]] = {
    format_.ending: format_
    for format_ in (
        Format(".m4a", "mp4", _AAC, 10 * _HOUR_MS, _AAC_WHY.format("M4A")),
        Format(".m4b", "mp4", _AAC, 10 * _HOUR_MS, _AAC_WHY.format("M4B")),
        Format(".mp3", "id3", Codec("mp3", "libmp3lame", quality=4)),
        Format(".opus", "opus", _OPUS),
        Format(".ogg", "opus", _OPUS),
        Format(".flac", "flac", Codec("flac", "flac")),
        Format(".wav", "riff", None, _WAV_LONGEST, "more than a WAV file holds", cover=False),
    )
}
"""All kinds by their endings, the recommended one first."""
