"""Steps that last as long as their words: the opening, what leads up to a set, the closing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from coach.routine.model import Talk
from coach.score.cues import AFTER_SOUND, BREATH, IN_POSITION, QUIET, TICKS, Cue, Lengths, Rank, Score, Sound, sound_cue
from coach.score.words import RankedText
from coach.session.plan import Closing, Opening, Prepare
from coach.units import SECOND, Ms

_READY: Final[Ms] = 10 * SECOND
"""The time to get ready if nothing is said."""


def spoken(
    step: Opening | Prepare | Closing,
    lines: Sequence[RankedText],
    lengths: Lengths,
    talk: Talk,
    position: str = "",
    remarks: Sequence[str] = (),
) -> Score:
    """A step that lasts as long as its words: a sound where something has ended, the words, the count-in.

    Where getting ready takes longer than the words, the call into `position` comes 20 s before the end, and `remarks`
    break a long silence before that.
    """
    sound: Sound | None = "finished" if isinstance(step, Closing) else None
    if isinstance(step, Prepare) and step.after:
        sound = "done"
    begin = [sound_cue(sound, Ms(0), lengths)] if sound else []
    at = begin[0].end + AFTER_SOUND if begin else Ms(0)
    starts = []
    for rank, line in lines:
        length = lengths.say(line)
        starts.append((at, lengths.estimate(line) if length is None else length, rank, line))
        at += starts[-1][1] + BREATH
    if not isinstance(step, Prepare) or step.waits:
        said = [Cue(start, length, rank, at, line) for start, length, rank, line in starts]
        return Score((*begin, *said), None if isinstance(step, Prepare) else at + BREATH)
    words = max(at, step.least - TICKS[0], step.ready - TICKS[0], _READY - TICKS[0] if talk == "beeps" else Ms(0))
    if starts:
        # The call to get ready comes just before the count-in, however much time there is before it.
        _, length, rank, line = starts[-1]
        starts[-1] = (words - BREATH - length, length, rank, line)
    end = words + TICKS[0]
    if position and starts and end - IN_POSITION >= at:
        starts[-1:-1] = _while_waiting(at, end - IN_POSITION, position, remarks, lengths)
    said = [Cue(start, length, rank, words, line) for start, length, rank, line in starts]
    return Score((*begin, *said, *(sound_cue("tick", end - before, lengths) for before in TICKS)), end)


def _while_waiting(
    begin: Ms, call: Ms, position: str, remarks: Sequence[str], lengths: Lengths
) -> list[tuple[Ms, Ms, Rank, str]]:
    """What is said between the words and the count-in, each with its time and its length."""
    number = min(len(remarks), max(0, call - begin - 1) // QUIET)
    times = [begin + (call - begin) * nth // (number + 1) for nth in range(1, number + 1)]
    said = [(at, Rank.TIP, remark) for at, remark in zip(times, remarks, strict=False)]
    return [
        (at, lengths.estimate(line) if (length := lengths.say(line)) is None else length, rank, line)
        for at, rank, line in [*said, (call, Rank.NEXT, position)]
    ]


def delayed(scored: Score, since: Ms, by: Ms) -> Score:
    """A step that lasts as long as its words, with everything not over at `since` delayed by `by` ms.

    A sound that has begun counts as over.
    """
    cues = tuple(
        replace(cue, at=cue.at + by, latest=cue.latest + by)
        if cue.at >= since or (cue.text and cue.end > since)
        else cue
        for cue in scored.cues
    )
    return replace(scored, cues=cues, length=None if scored.length is None else scored.length + by)
