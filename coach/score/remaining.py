"""What is left of a step after a command."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coach.score.cues import APART, FOREVER, TICKS, Lengths, Rank, Score, Wish, place, signal
from coach.units import Ms


def remaining(
    scored: Score,
    since: Ms,
    lengths: Lengths,
    answer: Sequence[str] = (),
    lead: Ms = Ms(0),
    heard: Iterable[str] = (),
) -> Score:
    """What is left of a step after `since`, preceded by an answer to the athlete.

    A count-in of `lead` ms (ticks, and a go if the step is resumed in its middle) comes before the step continues.
    Sentences in `heard` are not repeated. Times of the result are measured from now.
    """
    shift = lead - since
    end = None if scored.length is None else scored.length + shift
    wishes = []
    if answer:
        # Words before a count-in must not run into it, and none may run into the next step.
        until = lead - TICKS[0] - APART if lead else FOREVER if end is None else end
        wishes.append(Wish(Ms(0), Rank.ANSWER, until, tuple(answer)))
    if lead:
        wishes += [signal("tick", lead - tick) for tick in TICKS if tick <= lead]
    skip = {*heard, *answer}
    for cue in scored.cues:
        fixed = cue.rank in (Rank.SIGNAL, Rank.COUNT)
        if (cue.at < since and (fixed or cue.end <= since)) or (cue.rank > Rank.COUNT and cue.text in skip):
            continue
        at = max(cue.at + shift, lead)
        wishes.append(Wish(at, cue.rank, cue.latest + shift, (cue.text,), cue.sound, fixed))
    if lead and since and (end is None or lead + lengths.sound("go") <= end):
        wishes.append(signal("go", lead))
    return place(wishes, lengths, end)
