"""How hard a set should be, as lifters write it: an RPE (10 is all there is) or the reps left in reserve (RIR).

RPE 10 leaves no rep in reserve, and each point below it one more, so that both scales are kept as one (Zourdos et al.
2016, doi:10.1519/JSC.0000000000001049).
"""

from __future__ import annotations

from math import ceil, floor
from typing import Final, Literal, TypeAlias

from msgspec import Struct

from coach.notation.grammar import DASH, NotationError, editor_pattern, is_number, matched, show

Scale: TypeAlias = Literal["rpe", "rir"]
"""What an effort is counted in."""

MOST_RPE: Final = 10
"""The RPE of a set with no rep left in reserve."""

MOST_RIR: Final = 5
"""More reps in reserve than these can't be told apart (same source)."""

_RPE: Final = r"\d{1,2}(?:\.[05])?"
_RIR: Final = r"\d"
RPE_FORMS: Final = '8, 8.5, "7-8"'
RIR_FORMS: Final = '2, "1-2"'


def _range_of(number: str) -> str:
    return rf"(?P<low>{number})(?:{DASH}(?P<high>{number}))?"


RPE_PATTERN: Final = editor_pattern(_range_of(_RPE))
RIR_PATTERN: Final = editor_pattern(_range_of(_RIR))


class Effort(Struct, frozen=True):
    """How hard a set should be, from `low` to `high` RPE; `scale` is what its author wrote it in."""

    low: float
    high: float
    scale: Scale = "rpe"

    @property
    def middle(self) -> float:
        """The RPE in the middle of the range."""
        return (self.low + self.high) / 2

    @property
    def reserve(self) -> tuple[int, int] | None:
        """The fewest and the most whole reps to leave; None where it is too easy a set to count them."""
        if self.low < MOST_RPE - MOST_RIR:
            return None
        return max(0, floor(MOST_RPE - self.high)), ceil(MOST_RPE - self.low)

    @property
    def written(self) -> str:
        """As lifters write it: "RPE 7-8", "2 RIR"."""
        return f"RPE {self}" if self.scale == "rpe" else f"{self} RIR"

    def __str__(self) -> str:
        ends = (self.low, self.high) if self.scale == "rpe" else (MOST_RPE - self.high, MOST_RPE - self.low)
        return "-".join(dict.fromkeys(f"{end:g}" for end in ends))


def read_rpe(value: object) -> Effort:
    """Reads `8`, `8.5` or `"7-8"`, from 1 to 10. Raises `NotationError`."""
    low, high = _ends(value, _RPE, f"{show(value)} is not an RPE; write {RPE_FORMS}")
    if low < 1 or high > MOST_RPE:
        raise NotationError(f"{show(value)} is out of bounds; an RPE is from 1 to {MOST_RPE}")
    return Effort(low, high)


def read_rir(value: object) -> Effort:
    """Reads `2` or `"1-2"`, reps in reserve, at most 5. Raises `NotationError`."""
    low, high = _ends(value, _RIR, f"{show(value)} is not a number of reps in reserve; write {RIR_FORMS}")
    if high > MOST_RIR:
        raise NotationError(f"{show(value)} is out of bounds; at most {MOST_RIR} reps in reserve")
    return Effort(MOST_RPE - high, MOST_RPE - low, "rir")


def of_reserve(reps: int) -> float:
    """The RPE of a set that left so many reps in reserve; at least 1."""
    return max(1.0, float(MOST_RPE - reps))


def _ends(value: object, number: str, wrong: str) -> tuple[float, float]:
    text = value.strip() if isinstance(value, str) else f"{value:g}" if is_number(value) else ""
    found = matched(_range_of(number), text)
    if not found:
        raise NotationError(wrong)
    low, high = float(found["low"]), float(found["high"] or found["low"])
    if low > high:
        raise NotationError(f"{show(value)} runs backwards; write the smaller number first")
    return low, high
