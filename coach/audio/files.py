"""The kinds of sound files, by their endings, and how each is opened for writing."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

from coach.audio.labels import Labels
from coach.audio.sink import Sink
from coach.audio.wav import wav_file

ENDINGS: Final = (".wav", ".flac", ".mp3", ".opus", ".ogg", ".m4a")
"""The endings of files that can be written."""


class NoEncoder(Exception):
    """A format that can't be written as things are; the message says what is missing."""


def open_file(path: Path, labels: Labels) -> AbstractContextManager[Sink]:
    """Opens `path`, whose ending is one of `ENDINGS`; it appears under its name only when it is whole.

    Loads the libraries that it needs only now. Raises `NoEncoder` where they aren't installed; entering raises
    `OSError` where the file can't be written.
    """
    if path.suffix.lower() == ".wav":
        return wav_file(path, labels)
    try:
        from coach.audio.encoded import encoded_file
    except ModuleNotFoundError as error:
        raise NoEncoder(f"{error.name} is not installed") from None
    return encoded_file(path, labels)
