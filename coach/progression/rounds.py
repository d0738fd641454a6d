"""The score of an AMRAP ("as many rounds as possible"): whole rounds, and reps of the one time cut short. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from coach.notation import Reps, Span
from coach.progression.performed import Performed


class RoundTurn(Struct, frozen=True):
    """A set done in round `number` of a group that has `of` sets a round; both sides count."""

    number: int
    of: int
    asked: Reps | Span
    performed: Performed


class Rounds(Struct, frozen=True):
    """Complete rounds, and the reps of all other rounds."""

    whole: int
    reps: int


def rounds_of(turns: Iterable[RoundTurn]) -> Rounds:
    """The score of an AMRAP. Unknown reps count as none."""
    done = list(turns)
    full = Counter(turn.number for turn in done if not _short(turn))
    whole = {turn.number for turn in done if full[turn.number] >= turn.of}
    return Rounds(len(whole), sum(turn.performed.reps or 0 for turn in done if turn.number not in whole))


def _short(turn: RoundTurn) -> bool:
    """Whether less than what was asked for is known to have been done, as when time ran out during the set."""
    did, asked = turn.performed, turn.asked
    if isinstance(asked, Span):
        return (did.held or 0) < asked.low
    if did.reps is None:
        return not asked.to_failure
    return did.reps < asked.low
