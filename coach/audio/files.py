"""Opens a sound file of any kind for writing."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from coach.audio.formats import FORMATS
from coach.audio.labels import Labels
from coach.audio.sink import Sink
from coach.audio.wav import wav_file


class NoEncoder(Exception):
    """A format that can't be written on this installation; the message says what is missing."""


def open_file(path: Path, labels: Labels) -> AbstractContextManager[Sink]:
    """Opens `path`, whose ending is one of `FORMATS`; it appears under its name only when it is whole.

    Loads the libraries that it needs only now. Raises `NoEncoder` if they aren't installed; entering raises
    `OSError` where the file can't be written.
    """
    format_ = FORMATS[path.suffix.lower()]
    if format_.codec is None:
        return wav_file(path, labels)
    try:
        from coach.audio.encoded import encoded_file
    except ModuleNotFoundError as error:
        raise NoEncoder(f"{error.name} is not installed") from None
    return encoded_file(path, labels, format_.codec, format_.tags)
