"""Times as digits: for the screen, for the transcript, and for the subtitle and chapter formats of sound files.

Every function takes whole milliseconds. Each says how it rounds. Times in words are the language's (`coach/speech`).
"""

from __future__ import annotations

from coach.units import HOUR, MINUTE, SECOND, Ms


def duration(length: Ms) -> str:
    """A length of time for people to read, rounded to the second: `45 s`, `1:30`, `1:02:05`."""
    seconds = round(length / SECOND)
    return f"{seconds} s" if seconds < 60 else countdown(seconds * SECOND)


def countdown(length: Ms) -> str:
    """A length of time as a large clock shows it, rounded down to the second: `45`, `1:30`, `1:02:05`."""
    hours, minutes, seconds, _ = _parts(length)
    if hours:
        return f"{hours}:{minutes:02}:{seconds:02}"
    return f"{minutes}:{seconds:02}" if minutes else str(seconds)


def position(at: Ms) -> str:
    """A time of the session for the transcript, rounded down to the tenth: ` 5:48.1`, `12:05.3`, `1:02:05.3`."""
    hours, minutes, seconds, ms = _parts(at)
    whole = f"{hours}:{minutes:02}" if hours else f"{minutes:2}"
    return f"{whole}:{seconds:02}.{ms // 100}"


def timestamp(at: Ms, point: str = ".") -> str:
    """A time as WebVTT, SRT (with a comma as its `point`) and Ogg chapters write it, exact: `00:05:48.120`."""
    hours, minutes, seconds, ms = _parts(at)
    return f"{hours:02}:{minutes:02}:{seconds:02}{point}{ms:03}"


def lrc_timestamp(at: Ms) -> str:
    """A time as LRC writes it, minutes from 60 on too: `05:48.12`. Rounded down, so that no line is shown late."""
    _, _, seconds, ms = _parts(at)
    return f"{at // MINUTE:02}:{seconds:02}.{ms // 10:02}"


def _parts(length: Ms) -> tuple[int, int, int, int]:
    """Hours, minutes, seconds and milliseconds."""
    return length // HOUR, length // MINUTE % 60, length // SECOND % 60, length % SECOND
