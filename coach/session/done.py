"""How athletes write what they did: `8`, `8 x 62.5 kg`, `62.5 kg`, `30s`; `8 left`; and `pull-up 8 7 6`. Pure.

The coach's keys, `coach log` and what is said of a lost set all use these forms.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from coach.notation import MOST_REPS, MOST_RPE, Load, NotationError, Reps, Scale, Span, show, write_load
from coach.progression.performed import Performed, as_asked, reported_hold
from coach.units import SECOND, Ms, Unit

FORMS: Final = "8, 8 x 62.5 kg, 8 x 62.5 kg @ 9 (RPE), 62.5 kg or @ 9 for that alone, or 30s for a hold"

_SET: Final = re.compile(
    r"(?P<number>\d{1,4})(?P<hold>\s*s(?=\s|$|@|x))?"
    r"(?:\s*(?P<side>left|right|both|l|r)(?=\s|$|@|x))?"
    r"(?:\s*x\s*(?=\d|bodyweight)(?:(?P<own>bodyweight)(?:\s*\+\s*)?)?(?P<amount>\d{1,4}(?:\.\d{1,3})?)?(?:\s*(?P<unit>kg|lb))?)?"
    r"(?:\s*@\s*(?P<effort>\d{1,2}(?:\.\d)?))?",
    re.IGNORECASE,
)

_LOAD_ALONE: Final = re.compile(
    r"(?P<amount>\d{1,4}\.\d{1,3}|\d{1,4}(?:\.\d{1,3})?(?=\s*(?:kg|lb)))(?:\s*(?P<unit>kg|lb))?", re.IGNORECASE
)
"""A weight by itself: with its unit, or with decimals, which no number of reps has."""

_EFFORT_ALONE: Final = re.compile(r"@\s*(?P<effort>\d{1,2}(?:\.\d)?)")

_SIDES: Final[Mapping[str, Literal["left", "right", "both"]]] = {
    "l": "left",
    "left": "left",
    "r": "right",
    "right": "right",
    "both": "both",
}


class Done(Struct, frozen=True):
    """What an athlete reports about a set: `reps`, or for a hold how long it was `held`; or only `load` or `effort`.

    `effort` is an RPE from 1 to 10; `scale` is what the athlete gave it in. `side` says which side is meant in a set
    done on each side; None means the sides that aren't known yet, or both if they all are.
    """

    reps: int | None
    held: Ms | None = None
    load: Load | None = None
    effort: float | None = None
    side: Literal["left", "right", "both"] | None = None
    scale: Scale = "rpe"

    @property
    def leaves_reps(self) -> bool:
        """Whether only the load or the effort was reported, as in `62.5 kg` or `@ 9`, and not what was done."""
        return self.reps is None and self.held is None

    def performed(self, asked: Reps | Span) -> Performed:
        """What the report says about a set that asks for `asked`: a bare number means seconds if the set is timed."""
        return as_asked(asked, self.reps) if self.reps is not None else reported_hold(self.held or Ms(0))

    def __str__(self) -> str:
        effort = f"@ {self.effort:g}" if self.effort else ""
        if self.leaves_reps:
            return write_load(self.load) if self.load else effort
        what = f"{(self.held or 0) // SECOND}s" if self.reps is None else str(self.reps)
        what += f" {self.side}" if self.side else ""
        load = f" x {write_load(self.load)}" if self.load else ""
        return what + load + (effort and f" {effort}")


def read_done(text: str, unit: Unit | None = "kg") -> Done:
    """Reads one set; a load without a unit is in `unit`. Raises `NotationError`."""
    if found := _LOAD_ALONE.fullmatch(text.strip()):
        written: Unit | None = unit if found["unit"] is None else "lb" if found["unit"].lower() == "lb" else "kg"
        return Done(None, None, Load(float(found["amount"]), written, False))
    if found := _EFFORT_ALONE.fullmatch(text.strip()):
        return Done(None, effort=_effort(found, text))
    found = _SET.fullmatch(text.strip())
    if not found:
        raise NotationError(f"{show(text)} is not a set; write {FORMS}")
    return _of(found, text, unit)


def read_sets_of(text: str, unit: Unit = "kg") -> tuple[str, tuple[Done, ...]]:
    """Reads `pull-up 8 7 6`: an exercise and its sets. Raises `NotationError`.

    A load written with one set also applies to earlier sets without one, and to all later sets.
    """
    name, _, rest = re.sub(r"\s+(?=\d)", "\0", text.strip(), count=1).partition("\0")
    sets: list[Done] = []
    at = 0
    while rest and at < len(rest):
        found = _SET.match(rest, at)
        if not found or not found[0] or (found.end() < len(rest) and not rest[found.end()].isspace()):
            raise NotationError(f"{show(rest[at:])} is not a set; write {FORMS}")
        sets.append(_of(found, rest, unit))
        if sets[-1].side:
            raise NotationError(f"{show(found[0].strip())} names a side; write the reps of one side alone")
        at = found.end() + len(rest[found.end() :]) - len(rest[found.end() :].lstrip())
    if not name or not sets:
        raise NotationError(f'{show(text)} names no sets; write the exercise and what was done: "pull-up 8 7 6"')
    load = next((one.load for one in sets if one.load), None)
    for index, one in enumerate(sets):
        load = one.load or load
        sets[index] = replace(one, load=load)
    return name, tuple(sets)


def _of(found: re.Match[str], text: str, unit: Unit | None) -> Done:
    number = int(found["number"])
    effort = _effort(found, text)
    if number > MOST_REPS:
        raise NotationError(_out_of_bounds(text))
    load = None
    if found["amount"] or found["own"]:
        written: Unit | None = unit
        if found["unit"]:
            written = "lb" if found["unit"].lower() == "lb" else "kg"
        amount = float(found["amount"] or 0)
        load = Load(amount, written if amount else None, bool(found["own"]))
    side = _SIDES.get((found["side"] or "").lower())
    if found["hold"]:
        return Done(None, number * SECOND, load, effort, side)
    return Done(number, None, load, effort, side)


def _effort(found: re.Match[str], text: str) -> float | None:
    """The RPE that was found in `text`, if there is one. Raises `NotationError`."""
    effort = float(found["effort"]) if found["effort"] else None
    if effort is not None and not 1 <= effort <= MOST_RPE:
        raise NotationError(_out_of_bounds(text))
    return effort


def _out_of_bounds(text: str) -> str:
    return f"{show(text)} is out of bounds; at most {MOST_REPS} reps, and an RPE from 1 to {MOST_RPE}"
