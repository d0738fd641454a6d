"""Works out which plates add up to a weight, given the bar and the plates that there are. Pure.

Weights are counted in thousandths of their unit, so that nothing is rounded by accident.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

from msgspec import Struct

from coach.notation import Load, Plate
from coach.units import Unit, converted

STANDARD_BARS: Final[Mapping[str, Mapping[Unit, float]]] = {
    "barbell": {"kg": 20, "lb": 45},
    "curl bar": {"kg": 10, "lb": 20},
    "trap bar": {"kg": 25, "lb": 55},
}
STANDARD_PLATES: Final[Mapping[Unit, Sequence[float]]] = {
    "kg": (25, 20, 15, 10, 5, 2.5, 1.25),
    "lb": (45, 35, 25, 10, 5, 2.5),
}
_MANY: Final = 20
"""Pairs of a plate whose number isn't given: more than fit on a bar."""

_HEAVIEST: Final = 300_000
"""The most that one side of a bar can carry, in thousandths of a kilo or pound."""


class Loading(Struct, frozen=True):
    """A bar with plates: `side` are the plates on each side, heaviest first."""

    total: Load
    bar: Load
    side: tuple[float, ...]


class Rack(Struct, frozen=True):
    """The athlete's bars by kind, and plates; anything not given is as in most gyms."""

    bars: Mapping[str, Load]
    plates: tuple[Plate, ...] = ()

    def bar(self, kind: str, unit: Unit) -> float | None:
        """The weight of a bar in `unit`; None for a kind that the athlete doesn't have."""
        if kind in self.bars:
            return converted(self.bars[kind].amount, self.bars[kind].unit or unit, unit)
        return STANDARD_BARS.get(kind, {}).get(unit)

    def nearest(
        self, load: Load, kind: str = "barbell", above: float | None = None, below: float | None = None
    ) -> Loading | None:
        """The loading nearest to `load` among those `above` or `below` an amount; the lighter one of two equally near.

        The amounts are in the unit of `load`. None without a unit or a bar, and if no loading is within the bounds.
        """
        unit = load.unit
        bar = self.bar(kind, unit) if unit else None
        if unit is None or bar is None or load.bodyweight:
            return None
        totals, sides = _totals(self.plates, unit, bar)
        first = 0 if above is None else bisect_right(totals, above)
        last = len(totals) if below is None else bisect_left(totals, below)
        if first >= last:
            return None
        at = bisect_left(totals, load.amount, first, last)
        near = totals[max(first, at - 1) : min(last, at + 1)]
        best = min(near, key=lambda total: (round(abs(total - load.amount), 6), total))
        return Loading(Load(best, unit, False), Load(round(bar, 3), unit, False), sides[best])


STANDARD: Final = Rack({})
"""What most gyms have."""


@lru_cache(maxsize=256)
def bar_of(equipment: tuple[str, ...]) -> str | None:
    """The kind of bar an exercise is loaded on; None for dumbbells, machines and bodyweight."""
    return next((kind for kind in STANDARD_BARS for item in equipment if item.endswith(kind)), None)


@cache
def _totals(plates: tuple[Plate, ...], unit: Unit, bar: float) -> tuple[list[float], dict[float, tuple[float, ...]]]:
    """All weights of a bar with plates, lightest first, with the plates on each side for each of them."""
    sides = {round(bar + 2 * weight / 1000, 3): side for weight, side in _sums(plates, unit).items()}
    return sorted(sides), sides


@cache
def _sums(there: tuple[Plate, ...], unit: Unit) -> dict[int, tuple[float, ...]]:
    """Every weight that one side can have, with the fewest plates that add up to it, heaviest first."""
    own = [plate for plate in there if plate.unit == unit] or list(there)
    plates = own or [Plate(amount, unit) for amount in STANDARD_PLATES[unit]]
    sums: dict[int, tuple[float, ...]] = {0: ()}
    for plate in sorted(plates, key=lambda plate: -converted(plate.amount, plate.unit, unit)):
        weight = round(converted(plate.amount, plate.unit, unit), 3)
        grown = dict(sums)
        for below, made in sums.items():
            for count in range(1, (plate.pairs if plate.pairs is not None else _MANY) + 1):
                total, row = below + round(weight * 1000) * count, (*made, *(weight,) * count)
                if total > _HEAVIEST:
                    break
                if total not in grown or (len(row), grown[total]) < (len(grown[total]), row):
                    grown[total] = row
        sums = grown
    return sums
