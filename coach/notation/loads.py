"""Weights: `60 kg`, `bodyweight + 10 kg`, `bodyweight - 20 kg` (help), `75 %` of a one-rep max, `90 % of top`; and
the plates that make them.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from coach.notation.grammar import NotationError, editor_pattern, is_number, matched, show, text_of, unnamed
from coach.units import Unit, converted

_BODYWEIGHT: Final = "bodyweight"
_PERCENT: Final = r"(?P<percent>\d{1,3}(?:\.\d)?)\s*%"
_OF_TOP: Final = rf"{_PERCENT}\s*of\s+top"
_WEIGHT: Final = r"(?P<amount>\d{1,4}(?:\.\d{1,3})?)\s*(?P<unit>kg|lb)"
_OWN: Final = rf"{_BODYWEIGHT}(?:\s*(?P<sign>[+-])\s*{_WEIGHT})?"
_PLATE: Final = r"(?:(?P<count>\d{1,2})\s*x\s*)?(?P<amount>\d{1,3}(?:\.\d{1,3})?)\s*(?P<unit>kg|lb)"

LOAD_PATTERN: Final = editor_pattern("|".join(map(unnamed, (_PERCENT, _OF_TOP, _OWN, _WEIGHT))))
WEIGHT_PATTERN: Final = editor_pattern(_WEIGHT)
LIFTED_PATTERN: Final = editor_pattern(rf"(?:\d{{1,2}}\s*x\s*)?{unnamed(_WEIGHT)}")
LOAD_FORMS: Final = (
    '"60 kg", "135 lb", "75 %" (of your one-rep max), "90 % of top" (of today\'s heaviest set), "bodyweight", '
    '"bodyweight + 10 kg" or "bodyweight - 20 kg" (of help)'
)


class Load(Struct, frozen=True):
    """The weight to use: `amount` in `unit`, on top of the athlete's own weight where `bodyweight`; less than nothing
    there is help.

    Where `percent` is given, it is that part of the athlete's one-rep max instead, or where `of_top`, of the heaviest
    set of the same exercise today.
    """

    amount: float
    unit: Unit | None
    bodyweight: bool
    percent: float | None = None
    of_top: bool = False

    @property
    def helped(self) -> bool:
        """Whether it is help: a band or a machine takes some of the athlete's own weight away, and less is harder."""
        return self.bodyweight and self.amount < 0

    def exactly(self, unit: Unit) -> Load:
        """The same weight in `unit`, not rounded; what has no weight stays as it is."""
        if self.unit is None or self.unit == unit:
            return self
        return replace(self, amount=converted(self.amount, self.unit, unit), unit=unit)

    def converted(self, unit: Unit) -> Load:
        """The same weight in `unit`, rounded to the half kilo or the whole pound."""
        exact = self.exactly(unit)
        if exact is self:
            return self
        return replace(exact, amount=round(exact.amount * 2) / 2 if unit == "kg" else round(exact.amount))

    def part_of(self, percent: float) -> Load:
        """So many percent of this load, exactly."""
        return replace(self, amount=self.amount * percent / 100, percent=None, of_top=False)

    def part(self, percent: float) -> Load:
        """So many percent of this load, to the nearest step that plates allow: 2.5 kg or 5 lb."""
        step = 2.5 if self.unit == "kg" else 5.0
        return replace(self, amount=round(self.amount * percent / 100 / step) * step, percent=None)


class Plate(Struct, frozen=True):
    """A plate for a bar, of which there are so many `pairs`; None: as many as are needed."""

    amount: float
    unit: Unit
    pairs: int | None = None

    def __str__(self) -> str:
        return ("" if self.pairs is None else f"{2 * self.pairs} x ") + f"{self.amount:g} {self.unit}"


def write_load(load: Load) -> str:
    """A load as `read_load` reads it: for files, and for what programs read."""
    if load.percent is not None:
        return f"{load.percent:g} %{' of top' if load.of_top else ''}"
    weight = f"{abs(load.amount):g} {load.unit}" if load.unit else ""
    return (" - " if load.helped else " + ").join(filter(None, [_BODYWEIGHT if load.bodyweight else "", weight]))


def read_load(value: object) -> Load:
    """Reads `"60 kg"`, `"135 lb"`, `"75 %"`, `"90 % of top"`, `"bodyweight"`, `"bodyweight + 10 kg"` and `"… - 20 kg"`.

    Raises `NotationError`.
    """
    text = text_of(value)
    of_top = matched(_OF_TOP, text)
    if found := of_top or matched(_PERCENT, text):
        if not 1 <= float(found["percent"]) <= 150:
            raise NotationError(f"{show(value)} is out of bounds; at least 1 %, at most 150 %")
        return Load(0, None, False, float(found["percent"]), of_top is not None)
    own = matched(_OWN, text)
    if found := own or matched(_WEIGHT, text):
        amount = float(found["amount"] or 0)
        return Load(-amount if own and own["sign"] == "-" else amount, _unit(found["unit"]), own is not None)
    unit = 'has no unit; write "60 kg" or "60 lb"' if is_number(value) else f"is not a load; write {LOAD_FORMS}"
    raise NotationError(f"{show(value)} {unit}")


def read_weight(value: object) -> Load:
    """Reads a weight that can be lifted or added: `"60 kg"`, `"5 lb"`; more than nothing, and not one's own.

    Raises `NotationError`.
    """
    load = read_load(value)
    if load.unit is None or load.bodyweight or not load.amount:
        raise NotationError(f'{show(value)} is not a weight; write "60 kg" or "135 lb"')
    return load


def read_lifted(value: object) -> tuple[int, Load]:
    """Reads a weight and how many times it can be lifted: `"5 x 100 kg"`; `"120 kg"`: once. Raises `NotationError`."""
    found = matched(r"(?:(?P<count>\d{1,2})\s*x\s*)?(?P<weight>.+)", text_of(value))
    reps = int(found["count"] or 1) if found else 1
    if not 1 <= reps <= 12:
        raise NotationError(f"{show(value)} is out of bounds; up to 12 reps say how heavy one would be")
    return reps, read_weight(found["weight"] if found else value)


def read_plate(value: object) -> Plate:
    """Reads `"20 kg"`, and where there are only so many of a plate, `"4 x 20 kg"`. Raises `NotationError`."""
    found = matched(_PLATE, text_of(value))
    count = int(found["count"]) if found and found["count"] else None
    if not found or not 0 < float(found["amount"]) <= 100 or (count is not None and not 2 <= count <= 40):
        raise NotationError(f'{show(value)} is not a plate; write "20 kg", or "4 x 20 kg" where there are only four')
    return Plate(float(found["amount"]), _unit(found["unit"]) or "kg", None if count is None else count // 2)


def _unit(written: str | None) -> Unit | None:
    if written is None:
        return None
    return "lb" if written.casefold() == "lb" else "kg"
