"""The words of a session as text: a transcript to read, and subtitles for players that show the current cue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Literal, TypeAlias

from coach.clock import lrc_timestamp, timestamp
from coach.score.cues import FOREVER
from coach.score.scoring import ScoredStep
from coach.units import SECOND, Ms

Subtitles: TypeAlias = Literal["vtt", "srt", "lrc"]
SUBTITLES: Final[tuple[Subtitles, ...]] = ("vtt", "srt", "lrc")

_HELD: Final[Ms] = 2 * SECOND
"""How long a line stays on the screen after it was said, unless another comes sooner."""

_Line: TypeAlias = tuple[Ms, Ms, str]
"""From when to when a line is shown, and the line."""


def transcript(session: Iterable[ScoredStep]) -> str:
    """Everything that is said, a paragraph for each step."""
    steps = (" ".join(cue.text for cue in scored.cues if cue.text) for _, _, scored in session)
    return "\n\n".join(filter(None, steps)) + "\n"


def subtitles(session: Iterable[ScoredStep], kind: Subtitles, title: str) -> str:
    """What is said and when, in one of the formats that players know."""
    lines = list(_lines(session))
    match kind:
        case "vtt":
            cues = (f"{timestamp(begin)} --> {timestamp(end)}\n{_escaped(text)}\n" for begin, end, text in lines)
            return "\n".join(["WEBVTT\n", *cues])
        case "srt":
            return "\n".join(
                f"{number}\n{timestamp(begin, ',')} --> {timestamp(end, ',')}\n{text}\n"
                for number, (begin, end, text) in enumerate(lines, 1)
            )
        case "lrc":
            return "".join([f"[ti:{title}]\n[ar:Coach]\n", *_lyrics(lines)])


def _lines(session: Iterable[ScoredStep]) -> Iterator[_Line]:
    said = [(start + cue.at, start + cue.end, cue.text) for start, _, scored in session for cue in scored.cues]
    spoken = [line for line in said if line[2]]
    begins = [*(begin for begin, _, _ in spoken[1:]), FOREVER]
    for (begin, end, text), following in zip(spoken, begins, strict=False):
        yield begin, min(end + _HELD, following), text


def _lyrics(lines: Iterable[_Line]) -> Iterator[str]:
    """LRC has only start times; an empty line clears the one before it."""
    ended = None
    for begin, end, text in lines:
        if ended is not None and ended < begin:
            yield f"[{lrc_timestamp(ended)}]\n"
        yield f"[{lrc_timestamp(begin)}]{text}\n"
        ended = end
    if ended is not None:
        yield f"[{lrc_timestamp(ended)}]\n"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
