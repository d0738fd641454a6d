"""Tempos: `2-0-1-1`, the four phases of a rep in seconds."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from coach.notation.grammar import NotationError, editor_pattern, matched, show, text_of
from coach.units import SECOND, Ms

MOST_PHASE: Final[Ms] = 60 * SECOND
AS_FAST_AS_YOU_CAN: Final[Ms] = Ms(500)
"""What a tempo's `x` counts as: an explosive phase is over in about half a second."""

_PHASE: Final = r"[xX]|\d{1,2}(?:\.\d)?"
_TEMPO: Final = r"\s*-\s*".join(rf"(?P<{name}>{_PHASE})" for name in ("lowering", "bottom", "lifting", "top"))

TEMPO_PATTERN: Final = editor_pattern(_TEMPO)
TEMPO_FORMS: Final = '"2-0-1-1" (lowering, bottom, lifting and top, in seconds; x is as fast as you can)'


class Tempo(Struct, frozen=True):
    """The four phases of a rep, in milliseconds: lowering, bottom, lifting, top."""

    lowering: Ms
    bottom: Ms
    lifting: Ms
    top: Ms
    text: str = ""

    @property
    def rep(self) -> Ms:
        """How long one rep takes."""
        return self.lowering + self.bottom + self.lifting + self.top

    def __str__(self) -> str:
        return self.text or "-".join(
            f"{phase / SECOND:g}" for phase in (self.lowering, self.bottom, self.lifting, self.top)
        )


def read_tempo(value: object) -> Tempo:
    """Reads `"2-0-1-1"`: lowering, bottom, lifting and top in seconds; `x` is as fast as you can.

    Raises `NotationError`.
    """
    text = text_of(value)
    found = matched(_TEMPO, text)
    if not found:
        raise NotationError(f"{show(value)} is not a tempo; write {TEMPO_FORMS}")
    lowering, bottom, lifting, top = (
        AS_FAST_AS_YOU_CAN if part in "xX" else round(float(part) * SECOND) for part in found.groups()
    )
    tempo = Tempo(Ms(lowering), Ms(bottom), Ms(lifting), Ms(top), text)
    if max(lowering, bottom, lifting, top) > MOST_PHASE:
        raise NotationError(f"{show(value)} has a phase of over a minute; write {TEMPO_FORMS}")
    if tempo.rep < SECOND:
        raise NotationError(f"{show(value)} makes a rep of under one second, too quick to count aloud")
    return tempo
