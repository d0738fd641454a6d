"""The moments of a set at which an author wants something heard: `half`, `10 s left`, `rep 5`."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

from coach.clock import duration
from coach.notation.grammar import MOST_REPS, NotationError, bounds, editor_pattern, matched, show, text_of
from coach.notation.times import TIME, read_time
from coach.units import Ms

_NAMED: Final = "half|last rep|rest"
_MOMENT: Final = rf"(?P<named>{_NAMED})|(?P<of>rep|set)\s+(?P<n>\d{{1,3}})|(?P<time>{TIME})(?P<left>\s+left)?"

MOMENT_PATTERN: Final = editor_pattern(_MOMENT)
MOMENT_FORMS: Final = '"half", "10 s", "10 s left", "rep 5", "last rep", "set 1" or "rest"'


class CallTime(Struct, frozen=True):
    """When a call is heard: `n` is a number of reps or sets, or milliseconds, as `of` asks for."""

    of: Literal["half", "into", "left", "rep", "last rep", "set", "rest"]
    n: int | Ms = 0

    def __str__(self) -> str:
        if self.of in ("into", "left"):
            return duration(Ms(self.n)) + (" left" if self.of == "left" else "")
        return f"{self.of} {self.n}" if self.n else self.of


def read_moment(value: object) -> CallTime:
    """Reads when a call is heard: `"half"`, `"10 s"`, `"10 s left"`, `"rep 5"`, `"last rep"`, `"set 1"`, `"rest"`.

    Raises `NotationError`.
    """
    text = " ".join(text_of(value).casefold().split())
    match text:
        case "half" | "last rep" | "rest":
            return CallTime(text)
    wrong = NotationError(f"{show(value)} is not a moment; write {MOMENT_FORMS}")
    found = matched(_MOMENT, text)
    if not found:
        raise wrong
    if found["of"]:
        of: Literal["rep", "set"] = "rep" if found["of"] == "rep" else "set"
        return CallTime(of, bounds(value, int(found["n"]), int(found["n"]), MOST_REPS)[0])
    try:
        span = read_time(found["time"])
    except NotationError:
        raise wrong from None
    if span.low != span.high:
        raise wrong
    return CallTime("left" if found["left"] else "into", span.low)
